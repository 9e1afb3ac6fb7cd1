/**
 * The message that begins an activation: encrypted with HPKE, and signed inside by the new static key.
 * @module
 */
import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { fromBase64Url, fromUtf8, toBase64Url, type Bytes } from '../../../crypto/bytes.js';
import { sha256 } from '../../../crypto/hashes.js';
import { keyId, type EcPublicJwk } from '../../../crypto/jwk.js';
import { splitCompact, type CompactJws } from '../../../crypto/jws.js';
import {
  activationExports,
  activationInfo,
  readActivationClaims,
  readActivationHeader,
  readActivationRequest,
  type ActivationClaims,
  type ActivationRequest,
} from '../../../protocol/activation.js';
import { MalformedError } from '../../../protocol/readers.js';
import type { DoorContext } from '../../context.js';
import type { Peer } from '../../service-context.js';
import type { SiteOfService } from '../../store/tables/sites.js';
import { findHpkeKey, type HpkeKey } from '../keys/key-ring.js';
import { checkStaticKeyWithin } from '../message/admission.js';
import { challengeTime } from '../message/challenge.js';
import { admitPage, checkOrigin } from '../message/page-origin.js';
import { checkVersion } from '../message/parsed-message.js';
import { decodeStrictJson } from '../message/strict-json.js';
import { TokenRefusal } from '../token-refusal.js';

/** A message whose signature is right. */
export interface Activation {
  readonly site: SiteOfService;
  readonly claims: ActivationClaims;
  readonly jwk: EcPublicJwk;
  /** Id of the new token: the thumbprint of its key. */
  readonly tid: string;
  /** SHA-256 of `enc`, base64url: tells a repetition from another message. */
  readonly encHash: string;
  /** `K_0`. */
  readonly firstKey: Bytes;
  /** `kact`, which encrypts the answer. */
  readonly answerKey: Bytes;
}

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
});

const keyLength = 32;

/**
 * Opens and verifies a request, as a part of the judgement of its code.
 * @throws {MalformedError}
 * @throws {TokenRefusal}
 */
export async function openActivation(
  context: DoorContext,
  peer: Peer,
  body: unknown,
): Promise<Activation> {
  checkVersion(body);
  const request = readActivationRequest(body, '$');
  const site = await admitPage(context, peer, request.als);
  const hpkeKey = findHpkeKey(context.keys, request.kid);
  if (!hpkeKey) throw new TokenRefusal('SERVICE_KEY_UNKNOWN');
  const { plaintext, firstKey, answerKey } = await decrypt(context, request, hpkeKey);
  const jws = readInner(plaintext);
  const { jwk } = readActivationHeader(decodeStrictJson(jws.protected), '$.ct.header');
  const claims = readActivationClaims(decodeStrictJson(jws.payload), '$.ct');
  const encHash = toBase64Url(sha256(fromBase64Url(request.enc)));
  if (claims.als !== request.als) throw new MalformedError('$.ct.als');
  if (claims.iss !== context.publicUrl) throw new MalformedError('$.ct.iss');
  if (claims.nonce !== encHash) throw new MalformedError('$.ct.nonce');
  checkOrigin(context, peer, site, claims.org);
  if (challengeTime(context, site.als, claims.chal) === undefined) {
    throw new TokenRefusal('CHALLENGE_STALE');
  }
  const tid = keyId(jwk);
  const { payload } = jws;
  await checkStaticKeyWithin(context, peer, { tid, payload, signature: jws, key: jwk });
  return { site, claims, jwk, tid, encHash, firstKey, answerKey };
}

async function decrypt(
  { publicUrl }: DoorContext,
  { als, enc, ct }: ActivationRequest,
  { pair }: HpkeKey,
): Promise<{ plaintext: Bytes; firstKey: Bytes; answerKey: Bytes }> {
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: pair,
      enc: fromBase64Url(enc),
      info: activationInfo(publicUrl, als),
    });
    return {
      plaintext: new Uint8Array(await recipient.open(fromBase64Url(ct))),
      firstKey: new Uint8Array(await recipient.export(activationExports.firstKey, keyLength)),
      answerKey: new Uint8Array(await recipient.export(activationExports.answerKey, keyLength)),
    };
  } catch {
    // A point that is not on the curve, or a wrong tag: the sender is not told which.
    throw new MalformedError('$.ct');
  }
}

function readInner(plaintext: Bytes): CompactJws {
  try {
    return splitCompact(fromUtf8(plaintext));
  } catch {
    throw new MalformedError('$.ct');
  }
}

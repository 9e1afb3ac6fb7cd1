/**
 * The message that begins an activation, with any of its layers altered.
 */
import { fromBase64Url, toBase64Url, utf8, type Bytes } from '../../../src/crypto/bytes.js';
import { normaliseLongCode } from '../../../src/crypto/codes.js';
import { openDir } from '../../../src/crypto/jwe.js';
import type { EcPublicJwk } from '../../../src/crypto/jwk.js';
import { signCompact } from '../../../src/crypto/jws.js';
import { activationAnswerHeader, readActivationAnswer } from '../../../src/protocol/activation.js';
import { granted, parsed, type Json } from './answer.js';
import type { Door, Reply } from './door.js';
import { hash, sealActivation } from './token-keys.js';

/** A1, ready to be sent, and the keys that come of it. */
export interface ActivationMessage {
  readonly body: Json;
  readonly answerKey: Bytes;
  /** `K_0`. */
  readonly firstKey: Bytes;
}

/** Who activates. */
interface Keys {
  readonly door: Door;
  readonly jwk: EcPublicJwk;
  readonly pair: CryptoKeyPair;
}

/** Members to set, or with `undefined` to leave out, in each of the three layers. */
export interface ActivationDraft {
  readonly claims?: Json;
  readonly header?: Json;
  readonly outer?: Json;
  readonly staticKey?: CryptoKey;
}

/** Builds A1 for a code. */
export async function activationOf(
  { door, jwk, pair }: Keys,
  code: string,
  { claims, header, outer, staticKey = pair.privateKey }: ActivationDraft = {},
): Promise<ActivationMessage> {
  const { iss, als, origin } = door;
  const { hpke, chal } = await door.hello();
  const sealed = await sealActivation(fromBase64Url(hpke.pk), iss, als, async (enc) => {
    const nonce = toBase64Url(await hash(enc));
    const plain = { v: 1, iss, als, org: origin, code: normaliseLongCode(code), name: 'Raw' };
    const all = { ...plain, nonce, chal, lib: 'raw', plat: 'Node', ...claims };
    return utf8(
      await signCompact(staticKey, { alg: 'ES256', typ: 'btt-act', jwk, ...header }, all),
    );
  });
  const enc = toBase64Url(sealed.enc);
  const ct = toBase64Url(sealed.ciphertext);
  const body = { v: 1, als, kid: hpke.kid, enc, ct, ...outer };
  return { body, answerKey: sealed.answerKey, firstKey: sealed.firstKey };
}

/** Opens the answer to A1. */
export async function openActivation(
  { answerKey }: ActivationMessage,
  reply: Reply,
): Promise<Json> {
  return parsed(
    await openDir(answerKey, activationAnswerHeader, granted(reply)),
    readActivationAnswer,
  );
}

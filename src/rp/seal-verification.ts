/**
 * Verification of seals, by the service or by its published keys.
 * @module
 */
import { equalBytes, fromBase64Url } from '../crypto/bytes.js';
import { keyId } from '../crypto/jwk.js';
import { loginName, userId } from '../protocol/fields.js';
import { isSameLogin } from '../protocol/login.js';
import { array, integer, object, string, type ReadBy } from '../protocol/readers.js';
import { digestOfBytes, digestOfText, readSealDigest, type SealDigest } from '../protocol/seal.js';
import {
  isByExpectedKey,
  openSeal,
  sealKeyId,
  unverifiedClaims,
} from '../protocol/seal-verification.js';
import { callService, readAnswer, refusal, type ServiceAccess } from './service-call.js';
import { isCompactJws, isTypedText } from './submitted-values.js';
import type { PublishedKeys } from './published-keys.js';

const readVerified = object({
  /** Opaque id of the user who sealed. */
  uid: userId,
  /** Their login, as the service spelled it then. */
  login: loginName,
  /** When it was made, in seconds. */
  iat: integer(),
  /** How the person authenticated (RFC 8176). */
  amr: array(string(/^/, 16), 16),
});

/** Who made a seal, and when. */
export interface VerifiedSeal extends ReadBy<typeof readVerified> {
  /** The browser that made it. */
  readonly tid: string;
  /** Thumbprint (RFC 7638) of the key of that browser. */
  readonly jkt: string;
}

/** Further conditions that a seal has to meet. */
export interface SealCheck {
  /** Login of the person who has to have made it, in any spelling; anybody when left out. */
  readonly login?: string | undefined;
  /** Thumbprints (RFC 7638), of one of which the key of the browser has to be; any key when left out. */
  readonly jkt?: string | readonly string[] | undefined;
}

/** Sealed data: a text, which stands for its UTF-8; bytes; or the digest of bytes, such as those of a large file. */
export type SealedData = string | Uint8Array | SealDigest;

/** Has the service verify a seal; undefined when it is not valid. Only the digest of the data is sent. */
export async function askSeal(
  access: ServiceAccess & { readonly service: string },
  seal: string,
  data: SealedData,
  { login, jkt, once }: SealCheck & { readonly once?: boolean | undefined },
): Promise<VerifiedSeal | undefined> {
  const digest = digestOf(data);
  if (!digest || !isCompactJws(seal)) return undefined;
  if (login !== undefined && !isTypedText(login)) return undefined;
  if (jkt?.length === 0) return undefined;
  const claims = unverifiedClaims(seal);
  // The length is compared here, since a service of an earlier version does not take it.
  if (claims?.len !== digest.len) return undefined;
  const claim = { service: access.service, seal, dig: digest.dig, login, jkt, once };
  const answer = await callService(access, '/rp/v1/seal/verify', claim);
  if (answer.status === 422 && answer.body['code'] === 'SEALDATA_IS_NOT_VALID') return undefined;
  if (answer.status !== 200) throw refusal(answer);
  // Of the seal itself, which the service has verified: a service of an earlier version does not answer with it.
  const { tid, jwk } = claims;
  return { ...readAnswer(readVerified, answer), tid, jkt: keyId(jwk) };
}

/** Verifies a seal made on the site `alias` by the published keys; undefined when it is not valid. */
export async function checkSeal(
  url: string,
  keys: PublishedKeys,
  seal: string,
  data: SealedData,
  { alias, login, jkt }: SealCheck & { readonly alias: string },
): Promise<VerifiedSeal | undefined> {
  const digest = digestOf(data);
  if (login !== undefined && !isTypedText(login)) return undefined;
  const kid = isCompactJws(seal) ? sealKeyId(seal) : undefined;
  const key = digest && kid && (await keys.find(kid));
  const claims = key && (await openSeal(seal, url, [key]));
  if (!claims || claims.aud !== alias || claims.len !== digest.len) return undefined;
  if (!equalBytes(fromBase64Url(claims.dig), fromBase64Url(digest.dig))) return undefined;
  if (login !== undefined && !isSameLogin(login, claims.login)) return undefined;
  if (!isByExpectedKey(claims, jkt)) return undefined;
  const { sub: uid, iat, amr, tid, jwk } = claims;
  return { uid, login: claims.login, iat, amr, tid, jkt: keyId(jwk) };
}

/**
 * Digests the data of a call; undefined for text with lone surrogates, which cannot have been sealed.
 * @throws {TypeError} for values of other types, which must not pass for empty data.
 */
function digestOf(data: SealedData): SealDigest | undefined {
  if (typeof data === 'string') return digestOfText(data);
  if (data instanceof Uint8Array) return digestOfBytes(data);
  try {
    return readSealDigest(data, 'data');
  } catch (cause) {
    const message = 'data must be a string, a Uint8Array, or { dig, len }';
    throw new TypeError(message, { cause });
  }
}

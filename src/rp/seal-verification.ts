/**
 * Verification of seals, by the service or by its published keys.
 * @module
 */
import { equalBytes, fromBase64Url } from '../crypto/bytes.js';
import { loginName, userId } from '../protocol/fields.js';
import { isSameLogin } from '../protocol/login.js';
import { array, integer, object, string, type ReadBy } from '../protocol/readers.js';
import { digestOfBytes, digestOfText, readSealDigest, type SealDigest } from '../protocol/seal.js';
import { openSeal, sealKeyId } from '../protocol/seal-verification.js';
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
export type VerifiedSeal = ReadBy<typeof readVerified>;

/** Further conditions that a seal has to meet. */
export interface SealCheck {
  /** Login of the person who has to have made it, in any spelling; anybody when left out. */
  readonly login?: string | undefined;
}

/** Sealed data: a text, which stands for its UTF-8; bytes; or the digest of bytes, such as those of a large file. */
export type SealedData = string | Uint8Array | SealDigest;

/** Has the service verify a seal; undefined when it is not valid. Only the digest of the data is sent. */
export async function askSeal(
  access: ServiceAccess & { readonly service: string },
  seal: string,
  data: SealedData,
  { login, once }: SealCheck & { readonly once?: boolean | undefined },
): Promise<VerifiedSeal | undefined> {
  const digest = digestOf(data);
  if (!digest || !isCompactJws(seal)) return undefined;
  if (login !== undefined && !isTypedText(login)) return undefined;
  const claim = { service: access.service, seal, ...digest, login, once };
  const answer = await callService(access, '/rp/v1/seal/verify', claim);
  if (answer.status === 422 && answer.body['code'] === 'SEALDATA_IS_NOT_VALID') return undefined;
  if (answer.status !== 200) throw refusal(answer);
  return readAnswer(readVerified, answer);
}

/** Verifies a seal made on the site `alias` by the published keys; undefined when it is not valid. */
export async function checkSeal(
  url: string,
  keys: PublishedKeys,
  seal: string,
  data: SealedData,
  { alias, login }: SealCheck & { readonly alias: string },
): Promise<VerifiedSeal | undefined> {
  const digest = digestOf(data);
  if (login !== undefined && !isTypedText(login)) return undefined;
  const kid = isCompactJws(seal) ? sealKeyId(seal) : undefined;
  const key = digest && kid && (await keys.find(kid));
  const claims = key && (await openSeal(seal, url, [key]));
  if (!claims || claims.aud !== alias || claims.len !== digest.len) return undefined;
  if (!equalBytes(fromBase64Url(claims.dig), fromBase64Url(digest.dig))) return undefined;
  if (login !== undefined && !isSameLogin(login, claims.login)) return undefined;
  return { uid: claims.sub, login: claims.login, iat: claims.iat, amr: claims.amr };
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

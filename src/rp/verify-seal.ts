/**
 * Seals, verified by the service or by what it has published.
 * @module
 */
import { equalBytes, fromBase64Url } from '../crypto/bytes.js';
import { loginName, userId } from '../protocol/fields.js';
import { array, integer, object, string, type ReadBy } from '../protocol/read.js';
import { digestOfBytes, digestOfText, readSealDigest, type SealDigest } from '../protocol/seal.js';
import { openSeal, sealKeyId } from '../protocol/verify-seal.js';
import { askService, readAnswer, unanswered, type Asking } from './ask-service.js';
import { couldBeCompact, couldBeTyped } from './could-be.js';
import type { ServiceKeys } from './service-keys.js';

const readVerified = object({
  /** Who sealed, opaque. */
  uid: userId,
  /** As the service spelled it then. */
  login: loginName,
  /** When, in seconds. */
  iat: integer(),
  /** How the person authenticated (RFC 8176). */
  amr: array(string(/^/, 16), 16),
});

/** Who sealed, and when. */
export type VerifiedSeal = ReadBy<typeof readVerified>;

/** What a seal has to be. */
export interface SealCheck {
  /** Who has to have made it, if that matters. */
  readonly login?: string | undefined;
}

/** What was sealed: text by its UTF-8, bytes, or bytes by their digest, for files that are too long to be held. */
export type SealedData = string | Uint8Array | SealDigest;

/** Asks the service about a seal. Only the digest of the data is sent, so they may be of any size. */
export async function askSeal(
  asking: Asking & { readonly service: string },
  seal: string,
  data: SealedData,
  { login, once }: SealCheck & { readonly once?: boolean | undefined },
): Promise<VerifiedSeal | undefined> {
  const digest = digestOf(data);
  if (!digest || !couldBeCompact(seal)) return undefined;
  if (login !== undefined && !couldBeTyped(login)) return undefined;
  const claim = { service: asking.service, seal, ...digest, login, once };
  const answer = await askService(asking, '/rp/v1/seal/verify', claim);
  if (answer.status === 422 && answer.body['code'] === 'SEALDATA_IS_NOT_VALID') return undefined;
  if (answer.status !== 200) throw unanswered(answer);
  return readAnswer(readVerified, answer);
}

/** Verifies a seal that was made on the site of an alias, with nothing but the keys of the service. */
export async function checkSeal(
  url: string,
  keys: ServiceKeys,
  seal: string,
  data: SealedData,
  { alias, login }: SealCheck & { readonly alias: string },
): Promise<VerifiedSeal | undefined> {
  const digest = digestOf(data);
  const kid = couldBeCompact(seal) ? sealKeyId(seal) : undefined;
  const key = digest && kid && (await keys.find(kid));
  const claims = key && (await openSeal(seal, url, [key]));
  if (!claims || claims.aud !== alias || claims.len !== digest.len) return undefined;
  if (!equalBytes(fromBase64Url(claims.dig), fromBase64Url(digest.dig))) return undefined;
  if (login !== undefined && login !== claims.login) return undefined;
  return { uid: claims.sub, login: claims.login, iat: claims.iat, amr: claims.amr };
}

/**
 * The digest of what a back end passes as sealed; undefined for text that cannot have been sealed.
 * @throws {TypeError} for anything else, which must not pass for empty data.
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

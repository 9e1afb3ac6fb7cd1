/**
 * Seals, verified by the service or by what it has published.
 * @module
 */
import { equalBytes, fromBase64Url, toBase64Url, utf8, type Bytes } from '../crypto/bytes.js';
import { sha256 } from '../crypto/hashes.js';
import { loginName, userId } from '../protocol/fields.js';
import { array, integer, object, string, type ReadBy } from '../protocol/read.js';
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

/** Asks the service about a seal. Only the digest of the data is sent, so they may be of any size. */
export async function askSeal(
  asking: Asking & { readonly service: string },
  seal: string,
  data: string | Uint8Array,
  { login, once }: SealCheck & { readonly once?: boolean | undefined },
): Promise<VerifiedSeal | undefined> {
  const bytes = bytesOf(data);
  if (!bytes || !couldBeCompact(seal)) return undefined;
  if (login !== undefined && !couldBeTyped(login)) return undefined;
  const dig = toBase64Url(sha256(bytes));
  const claim = { service: asking.service, seal, dig, login, once };
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
  data: string | Uint8Array,
  { alias, login }: SealCheck & { readonly alias: string },
): Promise<VerifiedSeal | undefined> {
  const bytes = bytesOf(data);
  const kid = couldBeCompact(seal) ? sealKeyId(seal) : undefined;
  const key = bytes && kid && (await keys.find(kid));
  const claims = key && (await openSeal(seal, url, [key]));
  if (!claims || claims.aud !== alias || claims.len !== bytes.length) return undefined;
  if (!equalBytes(fromBase64Url(claims.dig), sha256(bytes))) return undefined;
  if (login !== undefined && login !== claims.login) return undefined;
  return { uid: claims.sub, login: claims.login, iat: claims.iat, amr: claims.amr };
}

/**
 * Text that is not well formed has no UTF-8: two of them would become one by replacement characters.
 * @throws {TypeError} for what is neither text nor bytes, which must not pass for empty.
 */
function bytesOf(data: string | Uint8Array): Bytes | undefined {
  if (ArrayBuffer.isView(data)) return new Uint8Array(data);
  if (typeof data !== 'string') throw new TypeError('data must be a string or a Uint8Array');
  return /\p{Cs}/u.test(data) ? undefined : utf8(data);
}

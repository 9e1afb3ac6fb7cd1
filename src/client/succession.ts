/**
 * Follows the service's signing keys: each names the one that replaces it.
 * @module
 */
import { keyId } from '../crypto/jwk.js';
import { readSuccession, successionType, type Hello } from '../protocol/hello.js';
import { openSigned, type TrustedKey } from './service-keys.js';

/**
 * Walks from a trusted key towards the one that signed a hello, as far as statements lead. A statement counts only if
 * its number is higher than the one that the browser has seen.
 */
export async function lastSuccessor(
  { iss, keys }: Pick<Hello, 'iss' | 'keys'>,
  start: TrustedKey,
  signer: string,
): Promise<TrustedKey> {
  let at = start;
  for (const statement of keys) {
    if (at.kid === signer) break;
    const claims = await openSigned(statement, successionType, async (kid) =>
      kid === at.kid ? at.jwk : undefined,
    );
    if (!claims) continue;
    const { next, seq, ...named } = readSuccession(claims, '$');
    if (named.iss === iss && named.prev === at.kid && seq > at.seq) {
      at = { jwk: next, seq, kid: keyId(next) };
    }
  }
  return at;
}

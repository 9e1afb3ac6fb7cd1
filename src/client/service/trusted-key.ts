/**
 * The signing key of the service to trust: the pinned one, or its successor.
 * @module
 */
import { keyId, type EcPublicJwk } from '../../crypto/jwk.js';
import { importVerifyingKey, splitCompact, verifyEs256 } from '../../crypto/jws.js';
import { NeonError } from '../../errors.js';
import { readSuccession, successionType, type Hello } from '../../protocol/hello.js';
import { decodeJson } from '../../protocol/json.js';
import { MalformedError, object, oneOf, string } from '../../protocol/readers.js';
import type { PinnedKey } from '../ports.js';

/** A key that this client trusts. */
export interface TrustedKey extends PinnedKey {
  /** RFC 7638 thumbprint. */
  readonly kid: string;
}

const readHeader = (typ: string) => object({ alg: oneOf('ES256'), typ: oneOf(typ), kid: string() });

/**
 * Reads a compact JWS signed with the key that `keyFor` knows under its `kid`.
 *
 * @returns the claims, which the caller has to read; undefined when `keyFor` does not know the key.
 * @throws {MalformedError} when it is not a JWS of type `typ`, or its signature does not verify: then it is damaged.
 */
export async function openSigned(
  compact: string,
  typ: string,
  keyFor: (kid: string, claims: unknown) => Promise<EcPublicJwk | undefined>,
): Promise<unknown> {
  const jws = splitCompact(compact);
  const { kid } = readHeader(typ)(decodeJson(jws.protected), '$');
  const claims = decodeJson(jws.payload);
  const jwk = await keyFor(kid, claims);
  if (!jwk) return undefined;
  if (!(await verifyEs256(await importVerifyingKey(jwk), jws, jws.payload))) {
    throw new MalformedError('signature');
  }
  return claims;
}

/**
 * Walks from a trusted key to the key that signed a hello. Never goes back: a statement counts only if
 * its number is higher than the one that the browser has seen.
 *
 * @param pins key ids given by the page, which then decide alone.
 * @param pinned the key that this browser knows; undefined at the first contact, which trusts the signer.
 * @throws {NeonError} `SERVICE_KEY_UNKNOWN` when no path leads to the signer.
 */
export async function trustedKey(
  hello: Pick<Hello, 'iss' | 'jwks' | 'keys'>,
  signer: string,
  pins: readonly string[],
  pinned: PinnedKey | undefined,
): Promise<TrustedKey> {
  const starts = pinned && !pins.length ? [pinned] : hello.jwks.map((jwk) => ({ jwk, seq: 0 }));
  const first = pins.length ? pins : pinned ? undefined : [signer];
  const trusted: TrustedKey[] = [];
  for (const start of starts) {
    const kid = keyId(start.jwk);
    if (first && !first.includes(kid)) continue;
    if (kid === signer) return { ...start, kid };
    trusted.push({ ...start, kid });
  }
  for (const start of trusted) {
    const reached = await lastSuccessor(hello, start, signer);
    if (reached.kid === signer) return reached;
  }
  throw unknownKey();
}

/**
 * Walks from a trusted key towards the one that signed a hello, as far as statements lead. A statement counts only if
 * its number is higher than the one that the browser has seen.
 */
async function lastSuccessor(
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

function unknownKey(): NeonError {
  return new NeonError('SERVICE_KEY_UNKNOWN', { message: 'not signed by a trusted key' });
}

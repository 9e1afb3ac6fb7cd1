/**
 * Keys by which a service signs, and when each did.
 * @module
 */
import type { EcPublicJwk } from '../crypto/jwk.js';

/** A key of the service and its time, in milliseconds. */
export interface SigningKey {
  readonly kid: string;
  readonly jwk: EcPublicJwk;
  readonly from: number;
  /** undefined: it still signs. */
  readonly until: number | undefined;
}

/**
 * How long after its replacement a key may still have signed, in milliseconds: a running service looks for new keys
 * every minute.
 */
export const keyOverlap = 120_000;

/**
 * The public key, if that was in use at that time: one that was replaced may be known to others.
 * @param iat in seconds.
 */
export function jwkAt(key: SigningKey | undefined, iat: number): EcPublicJwk | undefined {
  if (!key) return undefined;
  const { jwk, from, until } = key;
  const at = iat * 1000;
  // `iat` has been rounded down by up to a second.
  const wasInUse = at > from - 1000 && (until === undefined || at <= until + keyOverlap);
  return wasInUse ? jwk : undefined;
}

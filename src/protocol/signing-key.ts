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
 * Tells whether a key signed at that time: one that was replaced may be known to others.
 * @param iat in seconds.
 */
export function wasInUse({ from, until }: Omit<SigningKey, 'kid' | 'jwk'>, iat: number): boolean {
  const at = iat * 1000;
  // `iat` has been rounded down by up to a second.
  return at > from - 1000 && (until === undefined || at <= until + keyOverlap);
}

/**
 * The signing keys of a service, and the period in which each was in use.
 * @module
 */
import type { EcPublicJwk } from '../crypto/jwk.js';

/** A signing key of the service. */
export interface SigningKey {
  readonly kid: string;
  readonly jwk: EcPublicJwk;
  /** When it began to sign, in milliseconds. */
  readonly from: number;
  /** When it was replaced, in milliseconds; undefined while it is in use. */
  readonly until: number | undefined;
}

/**
 * How long after its replacement a key may still sign, in milliseconds: a running service looks for new keys every
 * minute.
 */
export const keyOverlap = 120_000;

/**
 * The public key if it was in use at `iat`: a replaced key may be stolen.
 * @param iat in seconds since the epoch.
 */
export function jwkAt(key: SigningKey | undefined, iat: number): EcPublicJwk | undefined {
  if (!key) return undefined;
  const { jwk, from, until } = key;
  const at = iat * 1000;
  // `iat` was rounded down by up to a second.
  const wasInUse = at > from - 1000 && (until === undefined || at <= until + keyOverlap);
  return wasInUse ? jwk : undefined;
}

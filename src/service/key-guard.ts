/**
 * The check of keys at a door, and the limit on wrong ones.
 * @module
 */
import type { Clock, Log, Peer } from './context.js';
import { keyFailures, RateLimits } from './domain/rate-limits.js';
import { problem } from './door.js';
import { BadRequest } from './json-request.js';

/**
 * Lets a caller pass if `isRight` finds its key right.
 * @throws {BadRequest} 401 for a wrong key, 429 after too many of them from one address.
 */
export type KeyGuard = (peer: Peer, isRight: () => Promise<boolean>) => Promise<void>;

/** Makes the guard of a door, which counts in the memory of the process. */
export function keyGuard(door: string, clock: Clock, log: Log): KeyGuard {
  const limits = new RateLimits(clock);
  return async ({ address }, isRight) => {
    const wait = limits.secondsToWait(keyFailures, address);
    if (wait > 0) throw tooMany(wait);
    if (await isRight()) return;
    limits.fail(keyFailures, address);
    log('warn', 'key.refused', { door, address });
    throw wrongKey();
  };
}

function wrongKey(): BadRequest {
  return new BadRequest(
    problem(401, 'NOT_AUTHORIZED', {
      detail: 'The Authorization header has to be "Bearer" and a valid key.',
      headers: { 'www-authenticate': 'Bearer' },
    }),
  );
}

function tooMany(seconds: number): BadRequest {
  return new BadRequest(
    problem(429, 'RATE_LIMITED', {
      detail: 'Too many wrong keys from this address.',
      headers: { 'retry-after': String(seconds) },
    }),
  );
}

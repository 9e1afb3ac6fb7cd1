/**
 * The check of keys at a door, and the limit on wrong ones.
 * @module
 */
import type { HonoRequest } from 'hono';
import { equalBytes, utf8 } from '../crypto/bytes.js';
import { sha256 } from '../crypto/hashes.js';
import type { Clock, Log, Peer } from './context.js';
import { keyFailures, RateLimits } from './domain/limits/rate-limits.js';
import { TokenRefusal } from './domain/token-refusal.js';
import { problem } from './door.js';
import { BadRequest, bearerKey } from './json-request.js';

/**
 * Lets a caller pass if `isRight` finds its key right.
 * @throws {BadRequest} 401 for a wrong key, 429 after too many of them from one address.
 */
export type KeyGuard = (peer: Peer, isRight: () => Promise<boolean>) => Promise<void>;

/** Makes the guard of a door, which counts in the memory of the process. */
export function keyGuard(door: string, clock: Clock, log: Log): KeyGuard {
  const limits = new RateLimits(clock);
  return async ({ address }, isRight) => {
    if (await orTooMany(() => limits.attempt(keyFailures, address, isRight))) return;
    log('warn', 'key.refused', { door, address });
    throw wrongKey();
  };
}

/** Makes the check whether a request bears one certain key. Takes as long for a wrong key as for the right one. */
export function isBearerOf(key: string): (request: HonoRequest) => boolean {
  const expected = sha256(utf8(key));
  return (request) => {
    const presented = bearerKey(request);
    if (presented === undefined) return false;
    return equalBytes(sha256(utf8(presented)), expected);
  };
}

/** The limit refuses callers as it refuses browsers; here that is a problem document too. */
async function orTooMany<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TokenRefusal) throw tooMany(error.retryAfter);
    throw error;
  }
}

function wrongKey(): BadRequest {
  return new BadRequest(
    problem(401, 'NOT_AUTHORIZED', {
      detail: 'The Authorization header has to be "Bearer" and a valid key.',
      headers: { 'www-authenticate': 'Bearer' },
    }),
  );
}

function tooMany(seconds?: number): BadRequest {
  return new BadRequest(
    problem(429, 'RATE_LIMITED', {
      detail: 'Too many wrong keys from this address.',
      headers: { 'retry-after': String(seconds) },
    }),
  );
}

/**
 * The check of keys at a door, and the rate limit on wrong keys.
 * @module
 */
import { equalBytes, utf8 } from '../crypto/bytes.js';
import { sha256 } from '../crypto/hashes.js';
import type { Clock, Log, Peer } from './service-context.js';
import { keyFailures, RateLimits } from './domain/limits/rate-limits.js';
import { TokenRefusal } from './domain/token-refusal.js';
import { ProblemError } from './problem-document.js';
import type { HttpRequest } from './http/exchange.js';
import { bearerKey } from './request-parts.js';

/**
 * Lets a caller pass if `isRight` accepts its key.
 * @throws {ProblemError} 401 for a wrong key, 429 for one after too many of them from its address, 503 for a key that was
 *   not looked at because too many others are.
 */
export type KeyGuard = (peer: Peer, isRight: () => Promise<boolean>) => Promise<void>;

/** Makes the guard of a door. It counts wrong keys in the memory of the process. */
export function keyGuard(door: string, clock: Clock, log: Log): KeyGuard {
  const limits = new RateLimits(clock);
  return async ({ address }, isRight) => {
    const who = { subject: address, address };
    if (await orProblem(() => limits.judge(keyFailures, who, isRight))) return;
    log('warn', 'key.refused', { door, address });
    throw wrongKey();
  };
}

/**
 * Makes the check whether a request bears a certain key. It takes as long for a wrong key as for the right one.
 * @param key is called for each request.
 */
export function isBearerOf(key: () => string): (request: HttpRequest) => boolean {
  return (request) => {
    const presented = bearerKey(request);
    if (presented === undefined) return false;
    return equalBytes(sha256(utf8(presented)), sha256(utf8(key())));
  };
}

/** The rate limit refuses with the error of the token API; callers with keys get a problem document that says more. */
async function orProblem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TokenRefusal) throw limited(error);
    throw error;
  }
}

function wrongKey(): ProblemError {
  return new ProblemError(401, 'NOT_AUTHORIZED', {
    detail: 'The Authorization header has to be "Bearer" and a valid key.',
    headers: { 'www-authenticate': 'Bearer' },
  });
}

function limited({ code, retryAfter }: TokenRefusal): ProblemError {
  const headers = { 'retry-after': String(retryAfter) };
  return code === 'RATE_LIMITED'
    ? new ProblemError(429, code, { detail: 'Too many wrong keys from this address.', headers })
    : new ProblemError(503, 'SERVICE_UNAVAILABLE', { detail: 'Too many keys at once.', headers });
}

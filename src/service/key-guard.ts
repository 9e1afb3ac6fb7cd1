/**
 * The check of keys at a door, and the limit on wrong ones.
 * @module
 */
import type { Clock, Log, Peer } from './context.js';
import { problem } from './door.js';
import { BadRequest } from './json-request.js';

/** Wrong keys that one address may present in a window. */
export const mostWrongKeys = 10;

const window = 60_000;

/** More addresses than this are not remembered; the oldest go first. */
const capacity = 10_000;

/**
 * Lets a caller pass if `isRight` finds its key right.
 * @throws {BadRequest} 401 for a wrong key, 429 after too many of them from one address.
 */
export type KeyGuard = (peer: Peer, isRight: () => Promise<boolean>) => Promise<void>;

/** Makes the guard of a door, which counts in the memory of the process. */
export function keyGuard(door: string, clock: Clock, log: Log): KeyGuard {
  const wrong = new Map<string, { since: number; count: number }>();

  function secondsToWait(address: string): number {
    const entry = wrong.get(address);
    if (!entry || entry.count < mostWrongKeys) return 0;
    return Math.max(0, Math.ceil((entry.since + window - clock.now()) / 1000));
  }

  function countWrong(address: string): void {
    const now = clock.now();
    const entry = wrong.get(address);
    if (entry && entry.since + window > now) {
      entry.count++;
      return;
    }
    wrong.delete(address);
    wrong.set(address, { since: now, count: 1 });
    if (wrong.size > capacity) wrong.delete(wrong.keys().next().value!);
  }

  return async ({ address }, isRight) => {
    const wait = secondsToWait(address);
    if (wait > 0) throw tooMany(wait);
    if (await isRight()) return;
    countWrong(address);
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

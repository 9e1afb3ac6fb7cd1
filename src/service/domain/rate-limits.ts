/**
 * Limits on failures, counted in the memory of the process: they slow guessing down and decide nothing else.
 * @module
 */
import type { Clock } from '../context.js';
import { TokenRefusal } from './token-refusal.js';

/** So many failures in so many milliseconds. */
export interface Limit {
  readonly name: string;
  readonly most: number;
  readonly window: number;
}

/** Bad static signatures, per token and address. */
export const staticFailures: Limit = { name: 'static', most: 20, window: 60_000 };

/** Unknown long codes, per address. */
export const codeFailures: Limit = { name: 'code', most: 10, window: 60_000 };

/** Wrong keys at the doors of relying parties and of the administrator, per address. */
export const keyFailures: Limit = { name: 'key', most: 10, window: 60_000 };

/** Requests for the approval of another browser, right ones too, per address. */
export const pushRequests: Limit = { name: 'push', most: 5, window: 10 * 60_000 };

/** Unknown long codes from everywhere. */
export const allCodeFailures: Limit = { name: 'all codes', most: 10, window: 1_000 };

interface Count {
  since: number;
  failures: number;
}

/** More subjects than this are not remembered; the oldest go first. */
const capacity = 10_000;

/** Counts failures by subject. */
export class RateLimits {
  readonly #clock: Clock;
  readonly #counts = new Map<string, Count>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws {TokenRefusal} `RATE_LIMITED` when the subject has failed too often. */
  check(limit: Limit, subject = ''): void {
    const retryAfter = this.secondsToWait(limit, subject);
    if (retryAfter > 0) throw new TokenRefusal('RATE_LIMITED', { retryAfter });
  }

  /** Whole seconds until a subject that has failed too often may try again; 0 for all others. */
  secondsToWait(limit: Limit, subject = ''): number {
    const count = this.#counts.get(key(limit, subject));
    if (!count || count.failures < limit.most) return 0;
    const wait = count.since + limit.window - this.#clock.now();
    return Math.max(0, Math.ceil(wait / 1000));
  }

  /** Counts one failure. */
  fail(limit: Limit, subject = ''): void {
    const now = this.#clock.now();
    const name = key(limit, subject);
    const count = this.#counts.get(name);
    if (count && count.since + limit.window > now) {
      count.failures++;
      return;
    }
    this.#counts.delete(name);
    this.#counts.set(name, { since: now, failures: 1 });
    if (this.#counts.size > capacity) this.#counts.delete(this.#counts.keys().next().value!);
  }
}

function key(limit: Limit, subject: string): string {
  return `${limit.name} ${subject}`;
}

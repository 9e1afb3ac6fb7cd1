/**
 * Limits on failures and requests, counted in the memory of the process. Those on failures only slow guessing down;
 * those on requests for approval keep people from being flooded.
 * @module
 */
import type { Clock } from '../../service-context.js';
import { TokenRefusal } from '../token-refusal.js';

/** Maximum number of failures within a window of milliseconds. */
export interface Limit {
  readonly name: string;
  readonly max: number;
  readonly window: number;
}

/** Wrong static signatures per token and address. */
export const staticFailures: Limit = { name: 'static', max: 20, window: 60_000 };

/** Unknown long codes per address. */
export const codeFailures: Limit = { name: 'code', max: 10, window: 60_000 };

/** Wrong keys per address, at the doors of relying parties and of the administrator. */
export const keyFailures: Limit = { name: 'key', max: 10, window: 60_000 };

/** Requests for approval per enrolled token; successful ones count too. */
export const tokenPushes: Limit = { name: 'token push', max: 10, window: 10 * 60_000 };

/**
 * Requests for approval by other browsers, per service and address. The service sets the maximum, since many people may
 * share an address.
 */
export const strangerPushes = (max: number): Limit => ({
  name: 'push',
  max,
  window: 10 * 60_000,
});

/** Unknown long codes from all addresses together. */
export const allCodeFailures: Limit = { name: 'all codes', max: 10, window: 1_000 };

/** Attempts of one subject whose outcome is not known yet. */
interface UnderWay {
  /** Number of running and waiting attempts. */
  callers: number;
  attempts: number;
  readonly waiting: (() => void)[];
}

interface Count {
  since: number;
  failures: number;
}

/** Maximum number of subjects remembered per limit; the oldest are forgotten first. */
const capacity = 10_000;

/** Counts failures and requests by subject. */
export class RateLimits {
  readonly #clock: Pick<Clock, 'elapsed'>;
  /** One map for each limit: flooding one limit with subjects makes no other forget its own. */
  readonly #counts = new Map<string, Map<string, Count>>();
  readonly #underWay = new Map<string, UnderWay>();

  constructor(clock: Pick<Clock, 'elapsed'>) {
    this.#clock = clock;
  }

  /** @throws {TokenRefusal} `RATE_LIMITED` when the limit is reached. */
  #check(limit: Limit, subject: string): void {
    const retryAfter = this.#secondsToWait(limit, subject);
    if (retryAfter > 0) throw new TokenRefusal('RATE_LIMITED', { retryAfter });
  }

  /** Seconds until the subject may try again; 0 when the limit is not reached. */
  #secondsToWait(limit: Limit, subject: string): number {
    if (this.#failures(limit, subject) < limit.max) return 0;
    const { since } = this.#countsOf(limit).get(subject)!;
    return Math.ceil((since + limit.window - this.#clock.elapsed()) / 1000);
  }

  /**
   * Makes an attempt and counts it if it fails. While its outcome is unknown it counts as a failure, so concurrent
   * attempts are limited like sequential ones: those beyond the limit wait, and are refused only if the running ones
   * fail.
   *
   * @param make makes the attempt; an exception is not counted.
   * @param isRight tells success from failure by the attempt's result.
   * @throws {TokenRefusal} `RATE_LIMITED` without an attempt.
   */
  async attempt<T>(
    limit: Limit,
    subject: string,
    make: () => Promise<T>,
    isRight: (outcome: T) => boolean = Boolean,
  ): Promise<T> {
    const name = key(limit, subject);
    const underWay = this.#underWay.get(name) ?? { callers: 0, attempts: 0, waiting: [] };
    this.#underWay.set(name, underWay);
    underWay.callers++;
    try {
      await this.#turn(limit, subject, underWay);
      underWay.attempts++;
      try {
        const outcome = await make();
        if (!isRight(outcome)) this.#fail(limit, subject);
        return outcome;
      } finally {
        underWay.attempts--;
      }
    } finally {
      // Each attempt wakes the next one when it ends, even when the limit refuses it.
      underWay.waiting.shift()?.();
      if (--underWay.callers === 0) this.#underWay.delete(name);
    }
  }

  async #turn(limit: Limit, subject: string, underWay: UnderWay): Promise<void> {
    for (;;) {
      this.#check(limit, subject);
      if (this.#failures(limit, subject) + underWay.attempts < limit.max) return;
      await new Promise<void>((wake) => underWay.waiting.push(wake));
    }
  }

  /** Failures within the window. */
  #failures(limit: Limit, subject: string): number {
    const count = this.#countsOf(limit).get(subject);
    return count && count.since + limit.window > this.#clock.elapsed() ? count.failures : 0;
  }

  /**
   * Counts a request whether or not it succeeds.
   * @throws {TokenRefusal} `RATE_LIMITED` when the limit is reached.
   */
  count(limit: Limit, subject: string): void {
    this.#check(limit, subject);
    this.#fail(limit, subject);
  }

  /** Counts one failure. */
  #fail(limit: Limit, subject: string): void {
    const now = this.#clock.elapsed();
    const counts = this.#countsOf(limit);
    const count = counts.get(subject);
    if (count && count.since + limit.window > now) {
      count.failures++;
      return;
    }
    counts.delete(subject);
    counts.set(subject, { since: now, failures: 1 });
    if (counts.size > capacity) counts.delete(counts.keys().next().value!);
  }

  #countsOf({ name }: Limit): Map<string, Count> {
    const counts = this.#counts.get(name) ?? new Map<string, Count>();
    this.#counts.set(name, counts);
    return counts;
  }
}

function key(limit: Limit, subject: string): string {
  return `${limit.name} ${subject}`;
}

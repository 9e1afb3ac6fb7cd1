/**
 * Limits on failures, counted in the memory of the process: they slow guessing down and decide nothing else.
 * @module
 */
import type { Clock } from '../../service-context.js';
import { TokenRefusal } from '../token-refusal.js';

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

/** Requests of an enrolled browser for the approval of another one, right ones too, per token. */
export const tokenPushes: Limit = { name: 'token push', most: 10, window: 10 * 60_000 };

/** Such requests of other browsers, per service and address. Many people may share an address: the service says how many. */
export const strangerPushes = (most: number): Limit => ({
  name: 'push',
  most,
  window: 10 * 60_000,
});

/** Unknown long codes from everywhere. */
export const allCodeFailures: Limit = { name: 'all codes', most: 10, window: 1_000 };

/** Attempts at one subject whose outcome is not known yet. */
interface UnderWay {
  /** Those that are being made, and those that wait for their turn. */
  callers: number;
  attempts: number;
  readonly waiting: (() => void)[];
}

interface Count {
  since: number;
  failures: number;
}

/** More subjects of one limit than this are not remembered; the oldest go first. */
const capacity = 10_000;

/** Counts failures by subject. */
export class RateLimits {
  readonly #clock: Clock;
  /** By limit: what strangers can fill one with makes none of the others forget. */
  readonly #counts = new Map<string, Map<string, Count>>();
  readonly #underWay = new Map<string, UnderWay>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws {TokenRefusal} `RATE_LIMITED` when the subject has failed too often. */
  #check(limit: Limit, subject: string): void {
    const retryAfter = this.#secondsToWait(limit, subject);
    if (retryAfter > 0) throw new TokenRefusal('RATE_LIMITED', { retryAfter });
  }

  /** Whole seconds until a subject that has failed too often may try again; 0 for all others. */
  #secondsToWait(limit: Limit, subject: string): number {
    if (this.#failures(limit, subject) < limit.most) return 0;
    const { since } = this.#countsOf(limit).get(subject)!;
    return Math.ceil((since + limit.window - this.#clock.now()) / 1000);
  }

  /**
   * Makes an attempt and counts it if it fails. One whose outcome is not known yet counts as a failure meanwhile, so
   * that many at once get no further than one after the other: those beyond the limit wait, and are refused when
   * the others have failed. None is refused for those that succeed.
   *
   * @param make makes the attempt; what it throws is no failure.
   * @param isRight tells success from failure by what came of it.
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
      // Whoever is woken wakes the next in the end, also when it finds that the limit is reached.
      underWay.waiting.shift()?.();
      if (--underWay.callers === 0) this.#underWay.delete(name);
    }
  }

  async #turn(limit: Limit, subject: string, underWay: UnderWay): Promise<void> {
    for (;;) {
      this.#check(limit, subject);
      if (this.#failures(limit, subject) + underWay.attempts < limit.most) return;
      await new Promise<void>((wake) => underWay.waiting.push(wake));
    }
  }

  /** Failures within the window. */
  #failures(limit: Limit, subject: string): number {
    const count = this.#countsOf(limit).get(subject);
    return count && count.since + limit.window > this.#clock.now() ? count.failures : 0;
  }

  /**
   * Counts what is limited whatever comes of it.
   * @throws {TokenRefusal} `RATE_LIMITED` when there was too much of it.
   */
  count(limit: Limit, subject: string): void {
    this.#check(limit, subject);
    this.#fail(limit, subject);
  }

  /** Counts one failure. */
  #fail(limit: Limit, subject: string): void {
    const now = this.#clock.now();
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

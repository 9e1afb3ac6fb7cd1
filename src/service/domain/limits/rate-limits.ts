/**
 * Limits on failures and requests, counted in the memory of the process. Those on failures slow down whoever presents
 * what is wrong, and never refuse what is right; those on requests for approval keep people from being flooded.
 *
 * What can be guessed (PINs, one-time passwords, short codes, numbers of pushes) has limits of its own in the database.
 * @module
 */
import type { Clock } from '../../service-context.js';
import { TokenRefusal } from '../token-refusal.js';
import { Judgements } from './judgements.js';

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

/** Alarms that a token is ahead of the database: one tells the operator, and its browser may ask again and again. */
export const rollbackAlarms: Limit = { name: 'rollback', max: 1, window: 60 * 60_000 };

/** Requests for approval per enrolled token; successful ones count too. */
export const tokenPushes: Limit = { name: 'token push', max: 10, window: 10 * 60_000 };

/**
 * Questions of a token for its state, which are rightly signed. Open pages ask every few seconds: eight that show a code,
 * a list and an inbox come to about 300 in a minute.
 */
export const tokenStatuses: Limit = { name: 'status', max: 600, window: 60_000 };

/**
 * Requests for approval by other browsers, per service and address. The service sets the maximum, since many people may
 * share an address.
 */
export const strangerPushes = (max: number): Limit => ({
  name: 'push',
  max,
  window: 10 * 60_000,
});

interface Count {
  since: number;
  failures: number;
}

/** Maximum number of subjects remembered per limit, unless another one is given. */
const usualCapacity = 10_000;

/** Counts failures and requests by subject. */
export class RateLimits {
  readonly #clock: Pick<Clock, 'elapsed'>;
  /** One map for each limit: flooding one limit with subjects makes no other forget its own. */
  readonly #counts = new Map<string, Map<string, Count>>();
  readonly #capacity: number;
  readonly #judgements = new Judgements();

  /** @param capacity maximum number of subjects remembered per limit; the oldest are forgotten first. */
  constructor(clock: Pick<Clock, 'elapsed'>, capacity = usualCapacity) {
    this.#clock = clock;
    this.#capacity = capacity;
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
    // The clock has fractions of milliseconds, whose sums are not exact.
    return Math.ceil(Math.round(since + limit.window - this.#clock.elapsed()) / 1000);
  }

  /**
   * Judges what nobody can guess, and counts it if it is wrong. What is right passes, however much was wrong before:
   * otherwise whoever shares an address, or knows a token's id, could shut others out.
   *
   * @param address whose turn it takes, see {@link Judgements}.
   * @param judge makes the judgement; an exception is not counted.
   * @param isRight tells right from wrong by its result.
   * @throws {TokenRefusal} `RATE_LIMITED` for what is wrong, beyond the limit; `SERVICE_UNAVAILABLE` unjudged.
   */
  async judge<T>(
    limit: Limit,
    { subject, address }: { readonly subject: string; readonly address: string },
    judge: () => Promise<T>,
    isRight: (outcome: T) => boolean = Boolean,
  ): Promise<T> {
    const outcome = await this.#judgements.run(address, judge);
    if (!isRight(outcome)) this.count(limit, subject);
    return outcome;
  }

  /** Failures within the window. */
  #failures(limit: Limit, subject: string): number {
    const count = this.#countsOf(limit).get(subject);
    return count && count.since + limit.window > this.#clock.elapsed() ? count.failures : 0;
  }

  /** Counts something unless the limit is reached; tells whether it was counted. */
  allows(limit: Limit, subject: string): boolean {
    const isAllowed = this.#secondsToWait(limit, subject) === 0;
    if (isAllowed) this.#fail(limit, subject);
    return isAllowed;
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
    if (counts.size > this.#capacity) counts.delete(counts.keys().next().value!);
  }

  #countsOf({ name }: Limit): Map<string, Count> {
    const counts = this.#counts.get(name) ?? new Map<string, Count>();
    this.#counts.set(name, counts);
    return counts;
  }
}

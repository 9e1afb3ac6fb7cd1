/**
 * When housekeeping runs: every minute, and when somebody asks for it.
 * @module
 */
import { Refusal } from '../domain/refusal.js';
import { describeError } from '../error-description.js';
import type { Log } from '../service-context.js';
import { OperationalError } from './operational-error.js';
import { SettingError } from './setting-error.js';

/** Interval of housekeeping, in milliseconds. */
const interval = 60_000;

/** Part of housekeeping. Long work ends early, at a point where it can be taken up again, once the signal is aborted. */
export type Step = (signal: AbortSignal) => Promise<unknown>;

/**
 * Runs steps every minute, never twice at the same time. A step that fails keeps none of the others from running.
 */
export class HousekeepingSchedule {
  readonly #steps: readonly Step[];
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  readonly #ending = new AbortController();
  #last: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;

  constructor(steps: readonly Step[], log: Log) {
    this.#steps = steps;
    this.#log = log;
    this.#timer = setInterval(() => void this.run(), interval);
    this.#timer.unref();
  }

  /**
   * Runs all steps, after a run that is under way. Never rejects.
   *
   * At most one run waits: it begins after whatever it was asked for, so another one would find nothing more to do.
   */
  run(): Promise<void> {
    this.#waiting ??= this.#last.then(() => {
      this.#waiting = undefined;
      return this.#perform();
    });
    this.#last = this.#waiting;
    return this.#last;
  }

  /** Ends the run that is under way, after its present step at the latest, and begins no other one. */
  stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#ending.abort();
    return this.#last;
  }

  async #perform(): Promise<void> {
    const { signal } = this.#ending;
    for (const step of this.#steps) {
      if (signal.aborted) return;
      await step(signal).catch((error: unknown) => this.#complain(error));
    }
  }

  #complain(error: unknown): void {
    if (this.#ending.signal.aborted && error === this.#ending.signal.reason) return;
    const isSentence =
      error instanceof SettingError ||
      error instanceof OperationalError ||
      error instanceof Refusal;
    this.#log('error', 'housekeeping.failed', {
      ...describeError(error),
      ...(isSentence && { message: error.message }),
    });
  }
}

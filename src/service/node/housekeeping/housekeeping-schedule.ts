/**
 * When housekeeping runs: every minute, and when somebody asks for it.
 * @module
 */
import { Refusal } from '../../domain/refusal.js';
import { describeError } from '../../error-description.js';
import type { Log } from '../../service-context.js';
import { OperationalError } from '../operational-error.js';
import { SettingError } from '../setting-error.js';

/** Interval of housekeeping, in milliseconds. */
const interval = 60_000;

/** Part of housekeeping. Long work ends early, at a point where it can be taken up again, once the signal is aborted. */
export type Step = (signal: AbortSignal) => Promise<unknown>;

/** What housekeeping consists of. */
export interface Steps {
  /** What somebody waits for and is soon done. It waits for none of the others, which may go on meanwhile. */
  readonly urgent: readonly Step[];
  readonly others: readonly Step[];
}

/**
 * Runs steps every minute, each never twice at the same time. A step that fails keeps none of the others from running.
 */
export class HousekeepingSchedule {
  readonly #urgent: Runs;
  readonly #others: Runs;
  readonly #timer: NodeJS.Timeout;
  readonly #ending = new AbortController();

  constructor({ urgent, others }: Steps, log: Log) {
    const { signal } = this.#ending;
    this.#urgent = new Runs(urgent, log, signal);
    this.#others = new Runs(others, log, signal);
    this.#timer = setInterval(() => void this.run(), interval);
    this.#timer.unref();
  }

  /** Runs all steps, the urgent ones first, each after a run of it that is under way. Never rejects. */
  async run(): Promise<void> {
    await this.#urgent.run();
    await this.#others.run();
  }

  /** Ends what is under way, after the present step at the latest, and begins nothing else. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#ending.abort();
    await Promise.all([this.#urgent.ended(), this.#others.ended()]);
  }
}

/** Runs of the same steps, one after the other. */
class Runs {
  readonly #steps: readonly Step[];
  readonly #log: Log;
  readonly #ending: AbortSignal;
  #last: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;

  constructor(steps: readonly Step[], log: Log, ending: AbortSignal) {
    this.#steps = steps;
    this.#log = log;
    this.#ending = ending;
  }

  /** At most one run waits: it begins after whatever it was asked for, so another one would find nothing more to do. */
  run(): Promise<void> {
    this.#waiting ??= this.#last.then(() => {
      this.#waiting = undefined;
      return this.#perform();
    });
    this.#last = this.#waiting;
    return this.#last;
  }

  ended(): Promise<void> {
    return this.#last;
  }

  async #perform(): Promise<void> {
    for (const step of this.#steps) {
      if (this.#ending.aborted) return;
      await step(this.#ending).catch((error: unknown) => this.#complain(error));
    }
  }

  #complain(error: unknown): void {
    if (this.#ending.aborted && error === this.#ending.reason) return;
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

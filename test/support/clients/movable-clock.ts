import type { Clock } from '../../../src/index.js';

/** The clocks of a machine that a test sets wrong, or moves on. Waits are real unless they are skipped. */
export class MovableClock implements Clock {
  /** How wrong the wall clock is, in milliseconds. */
  wallOffset = 0;
  #moved = 0;
  readonly #limits = new Set<() => void>();

  wall(): number {
    return Date.now() + this.wallOffset + this.#moved;
  }

  monotonic(): number {
    return performance.now() + this.#moved;
  }

  /** Waiting takes no time, except where it is a limit on how long something may take. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (ms < 10_000) {
      this.advance(ms);
      await Promise.resolve();
      return signal.throwIfAborted();
    }
    return new Promise((resolve, reject) => {
      this.#limits.add(resolve);
      signal.addEventListener('abort', () => {
        this.#limits.delete(resolve);
        reject(signal.reason as Error);
      });
    });
  }

  /** Lets everything that has a limit run into it. */
  runOut(): void {
    for (const end of this.#limits) end();
  }

  /** Moves both clocks on. */
  advance(ms: number): void {
    this.#moved += ms;
  }
}

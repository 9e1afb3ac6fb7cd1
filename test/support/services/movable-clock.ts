/**
 * The clock of tests, for the client and the service alike.
 * @module
 */
import type { Clock as ClientClock } from '../../../src/client/ports.js';
import type { SystemClock } from '../../../src/service/domain/clock.js';
import type { Clock as ServiceClock } from '../../../src/service/service-context.js';

/** The clocks of a machine that a test sets wrong, moves on or stops. */
export class MovableClock implements ClientClock, ServiceClock, SystemClock {
  readonly setBacks = 0;
  /** How wrong the wall clock is, in milliseconds. */
  wallOffset = 0;
  #moved = 0;
  #stopped: { readonly wall: number; readonly monotonic: number } | undefined;
  readonly #limits = new Set<() => void>();

  /** The clock of the service, in milliseconds since the epoch. */
  now(): number {
    return this.wall();
  }

  elapsed(): number {
    return this.monotonic();
  }

  wall(): number {
    return (this.#stopped?.wall ?? Date.now()) + this.wallOffset + this.#moved;
  }

  monotonic(): number {
    return (this.#stopped?.monotonic ?? performance.now()) + this.#moved;
  }

  /** From now on only {@link MovableClock.advance} moves it. */
  stop(): void {
    this.#stopped ??= { wall: Date.now(), monotonic: performance.now() };
  }

  /** Has it go on by itself, as before {@link MovableClock.stop}. */
  start(): void {
    this.#stopped = undefined;
  }

  /** @param ms milliseconds to move on. */
  advance(ms: number): void {
    this.#moved += ms;
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
}

/**
 * The time as the rules see it: that of the system, without its small corrections and with a report of its large ones.
 * @module
 */
import type { Clock } from '../service-context.js';

/** The two clocks of a system. */
export interface SystemClock {
  /** Milliseconds since the epoch. Somebody may set it at any time. */
  wall(): number;
  /** Milliseconds since some moment. Nobody can set it, but it may stand still while the machine sleeps. */
  monotonic(): number;
}

/** The clocks of the platform. */
export const systemClock: SystemClock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
};

/**
 * How far the clocks of two services on one database may differ, in milliseconds: a time that another one has stored may
 * lie as far ahead.
 */
export const clockMargin = 5_000;

/** Largest difference between both clocks that is not a jump, in milliseconds. */
const largestDrift = 1_000;

/** How fast the time passes while it waits for a wall clock that was put back a little. */
const slowPace = 0.95;

/**
 * Follows the wall clock.
 *
 * A wall clock that is put back by up to a second is waited for: the time passes 5 % more slowly and never steps back.
 * Everything else beyond a second is a jump, which the time makes too. A jump ahead may be right, since the monotonic
 * clock stands still while a machine sleeps. After a jump back, times before and after it cannot be compared any more.
 */
export class ServiceClock implements Clock {
  readonly #system: SystemClock;
  readonly #report: (ms: number) => void;
  #monotonic: number;
  #now: number;
  #elapsed = 0;
  #setBacks = 0;

  /** @param report called once for each jump with the milliseconds that the time has jumped by, negative when back. */
  constructor(system: SystemClock = systemClock, report: (ms: number) => void = () => {}) {
    this.#system = system;
    this.#report = report;
    this.#monotonic = system.monotonic();
    this.#now = system.wall();
  }

  now(): number {
    this.#follow();
    return Math.floor(this.#now);
  }

  elapsed(): number {
    this.#follow();
    return this.#elapsed;
  }

  get setBacks(): number {
    this.#follow();
    return this.#setBacks;
  }

  /** Counts set-backs that another process has seen, or that happened while there was none. */
  addSetBacks(count: number): void {
    this.#setBacks += count;
  }

  #follow(): void {
    const monotonic = this.#system.monotonic();
    const wall = this.#system.wall();
    const passed = Math.max(0, monotonic - this.#monotonic);
    const jump = wall - (this.#now + passed);
    const isJump = Math.abs(jump) > largestDrift;
    this.#monotonic = monotonic;
    this.#elapsed += passed + (isJump ? Math.max(0, jump) : 0);
    this.#now = isJump ? wall : Math.max(wall, this.#now + passed * slowPace);
    if (!isJump) return;
    if (jump < 0) this.#setBacks++;
    this.#report(Math.round(jump));
  }
}

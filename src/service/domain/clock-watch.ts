/**
 * Sees to it that nothing lives longer because the clock was put back, while the service ran or before it started.
 * @module
 */
import type { ServiceContext } from '../service-context.js';
import { findClockMark, findLatestTime, writeClockMark } from '../store/clock-marks.js';
import type { ServiceClock } from './clock.js';
import { endAfterSetBack } from './set-back.js';

/** Smallest difference between the mark and the clock that counts, in milliseconds. */
const smallest = 1_000;

/** The means of a watch. */
export type WatchContext = Pick<ServiceContext, 'store' | 'log'> & {
  readonly clock: ServiceClock;
};

/** Ends what must not outlive a set-back of the clock, before anything else is decided. */
export class ClockWatch {
  readonly #context: WatchContext;
  /** The set-backs whose consequences have been drawn; undefined until the mark of an earlier process was read. */
  #settled: number | undefined;
  #work: Promise<void> | undefined;

  constructor(context: WatchContext) {
    this.#context = context;
  }

  /**
   * Resolves when everything that a set-back ends has ended; at once when there was none.
   * @throws {BusyError}
   */
  async settled(): Promise<void> {
    if (this.#settled === this.#context.clock.setBacks) return;
    this.#work ??= this.#settle().finally(() => (this.#work = undefined));
    await this.#work;
  }

  /** Remembers the time, for a process that starts later. */
  async mark(): Promise<void> {
    await this.settled();
    await this.#write(this.#context.clock.setBacks);
  }

  async #settle(): Promise<void> {
    const { clock, log } = this.#context;
    this.#settled ??= await this.#resume();
    while (this.#settled !== clock.setBacks) {
      const { setBacks } = clock;
      log('warn', 'clock.set-back', { ...(await endAfterSetBack(this.#context)) });
      await this.#write(setBacks);
      this.#settled = setBacks;
    }
  }

  /** Takes over the count of set-backs from an earlier process. A clock that is behind its last time was put back. */
  async #resume(): Promise<number> {
    const { store, clock, log } = this.#context;
    const mark = await findClockMark(store.read);
    const latest = Math.max(mark?.at ?? 0, await findLatestTime(store.read));
    const behind = latest - clock.now();
    const earlier = mark?.set_backs ?? 0;
    clock.addSetBacks(earlier + (behind > smallest ? 1 : 0));
    if (behind > smallest) log('warn', 'clock.jumped', { ms: -behind });
    return earlier;
  }

  async #write(setBacks: number): Promise<void> {
    const { store, clock } = this.#context;
    const mark = { at: clock.now(), set_backs: setBacks };
    await store.transaction((tx) => writeClockMark(tx, mark));
  }
}

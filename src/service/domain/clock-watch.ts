/**
 * Sees to it that nothing lives longer because the clock was put back, while the service ran or before it started.
 * @module
 */
import type { ServiceContext } from '../service-context.js';
import { clockHint } from '../store/channel.js';
import { findClockMark, findLatestTime, moveClockMark } from '../store/tables/clock-marks.js';
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

  /** Remembers the time, for a process that starts later, and takes over the set-backs that other services have seen. */
  async mark(): Promise<void> {
    await this.settled();
    await this.#write(this.#settled!, 0);
  }

  async #settle(): Promise<void> {
    const { clock, log } = this.#context;
    this.#settled ??= await this.#resume();
    while (this.#settled !== clock.setBacks) {
      const added = clock.setBacks - this.#settled;
      log('warn', 'clock.set-back', { ...(await endAfterSetBack(this.#context)) });
      await this.#write(this.#settled, added);
      this.#context.store.channel?.tell(clockHint);
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

  /** The number is one for all services on a database: challenges carry it, and any of them may get a message. */
  async #write(known: number, added: number): Promise<void> {
    const { store, clock } = this.#context;
    const step = { at: clock.now(), known, added };
    const all = await store.transaction((tx) => moveClockMark(tx, step));
    const counted = Math.max(this.#settled ?? 0, known + added);
    clock.addSetBacks(Math.max(0, all - counted));
    this.#settled = Math.max(all, counted);
  }
}

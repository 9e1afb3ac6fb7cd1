/**
 * Long-polling requests, woken by events within the process, and by hints of others where the database carries them. What
 * others do without a hint is found by a check at intervals, which all waiting requests share.
 * @module
 */
import type { Channel } from '../../store/channel.js';
import { PendingCheck, type PendingReader, type Waiter } from './pending-check.js';

/** Maximum number of concurrent waits per token or push request. A browser waits in one tab only. */
export const maxWaits = 8;

/** What a request waits for. */
export interface Waiting extends Omit<Waiter, 'wake'> {
  /** Ids of the tokens or the push request that wait. */
  readonly who: readonly string[];
  /** Subjects whose events wake it: ids of users or push requests. */
  readonly subjects: readonly string[];
  /** Maximum time. */
  readonly seconds: number;
  /** Aborted when the sender has gone away. */
  readonly signal: AbortSignal | undefined;
}

/** Wakes waiting requests when something happens to a subject. */
export class Notices {
  readonly #waiting = new Map<string, Set<() => void>>();
  /** Number of concurrent waits per token or push request. */
  readonly #counts = new Map<string, number>();
  readonly #check: PendingCheck;
  #closed = false;

  readonly #channel: Pick<Channel, 'tell'> | undefined;

  constructor(reader: PendingReader, channel?: Pick<Channel, 'tell'>) {
    this.#channel = channel;
    this.#check = new PendingCheck(reader);
  }

  /** Number of requests that wait. */
  get waiting(): number {
    return this.#check.waiting;
  }

  /** Wakes all requests that wait for `subject`, at every service. To be called after the commit. */
  tell(subject: string): void {
    this.hear(subject);
    this.#channel?.tell(subject);
  }

  /** Wakes all requests of this service that wait for `subject`. */
  hear(subject: string): void {
    for (const wake of this.#waiting.get(subject) ?? []) wake();
  }

  /** Wakes all requests; later ones do not wait. */
  close(): void {
    this.#closed = true;
    for (const subject of [...this.#waiting.keys()]) this.hear(subject);
  }

  /**
   * Reads the database at each event and change, until something is found or the time is over. Reads it only once when
   * one of the ids has reached the maximum number of waits.
   *
   * @param look reads the database; undefined means that nothing was found yet.
   * @returns what was found; undefined when the time is over, the signal is aborted or the service is closing.
   */
  async until<T>(waiting: Waiting, look: () => Promise<T | undefined>): Promise<T | undefined> {
    const { who } = waiting;
    if (who.some((one) => (this.#counts.get(one) ?? 0) >= maxWaits)) return look();
    for (const one of who) this.#counts.set(one, (this.#counts.get(one) ?? 0) + 1);
    try {
      return await this.#lookOn(waiting, look);
    } finally {
      for (const one of who) {
        const left = this.#counts.get(one)! - 1;
        if (left) this.#counts.set(one, left);
        else this.#counts.delete(one);
      }
    }
  }

  async #lookOn<T>(waiting: Waiting, look: () => Promise<T | undefined>): Promise<T | undefined> {
    const { seconds, signal } = waiting;
    const end = performance.now() + seconds * 1000;
    for (;;) {
      // Registered before the read, so that an event during the read wakes it as well.
      const pause = this.#pause(waiting);
      try {
        const found = await look();
        if (found !== undefined) return found;
        const left = end - performance.now();
        if (left <= 0 || this.#closed || signal?.aborted) return undefined;
        await pause.start(left);
      } finally {
        pause.end();
      }
    }
  }

  #pause({ subjects, signal, uids, pids, hasChanged }: Waiting) {
    let wake!: () => void;
    const woken = new Promise<void>((resolve) => (wake = resolve));
    let timer: ReturnType<typeof setTimeout> | undefined;
    for (const subject of subjects) {
      const others = this.#waiting.get(subject) ?? new Set();
      this.#waiting.set(subject, others.add(wake));
    }
    signal?.addEventListener('abort', wake);
    const waiter = { uids, pids, hasChanged, wake };
    this.#check.add(waiter);
    return {
      start(ms: number): Promise<void> {
        timer = setTimeout(wake, ms);
        return woken;
      },
      end: () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        this.#check.delete(waiter);
        for (const subject of subjects) this.#leave(subject, wake);
      },
    };
  }

  #leave(subject: string, wake: () => void): void {
    const others = this.#waiting.get(subject);
    others?.delete(wake);
    if (!others?.size) this.#waiting.delete(subject);
  }
}

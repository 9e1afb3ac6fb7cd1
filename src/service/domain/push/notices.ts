/**
 * Requests that wait for something to happen, woken within the process. Other processes on the same database
 * cannot wake them, so whoever waits looks at the database now and then as well.
 * @module
 */

/** How long is waited before the database is looked at again, in milliseconds. */
const longestPause = 3_000;

/** So many wait at the same time for one and the same: a browser waits in one tab, and a page for its own request. */
const mostWaiting = 8;

/** How somebody waits. */
export interface Waiting {
  /** Who waits: a token, a request. */
  readonly who: readonly string[];
  /** What to be woken by. */
  readonly subjects: readonly string[];
  /** Longest wait. */
  readonly seconds: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal | undefined;
}

/** Whom to wake when something has happened to a subject. */
export class Notices {
  readonly #waiting = new Map<string, Set<() => void>>();
  /** How often somebody waits. */
  readonly #counts = new Map<string, number>();
  #closed = false;

  /** Wakes all who wait for `subject`. To be called after the commit. */
  tell(subject: string): void {
    for (const wake of this.#waiting.get(subject) ?? []) wake();
  }

  /** Wakes everybody; from now on nobody waits any more. */
  close(): void {
    this.#closed = true;
    for (const subject of [...this.#waiting.keys()]) this.tell(subject);
  }

  /**
   * Looks until something is found or the time is over, without looking all the time; only once for whoever waits
   * too often already.
   *
   * @param look reads the database; undefined: wait on.
   * @returns what was found; undefined when the time was over, the signal aborted or the service is about to end.
   */
  async until<T>(waiting: Waiting, look: () => Promise<T | undefined>): Promise<T | undefined> {
    const { who } = waiting;
    if (who.some((one) => (this.#counts.get(one) ?? 0) >= mostWaiting)) return look();
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

  async #lookOn<T>(
    { subjects, seconds, signal }: Waiting,
    look: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const end = performance.now() + seconds * 1000;
    for (;;) {
      // Before it looks: what happens in between wakes it as well.
      const pause = this.#pause(subjects, signal);
      try {
        const found = await look();
        if (found !== undefined) return found;
        const left = end - performance.now();
        if (left <= 0 || this.#closed || signal?.aborted) return undefined;
        await pause.start(Math.min(left, longestPause));
      } finally {
        pause.end();
      }
    }
  }

  #pause(subjects: readonly string[], signal: AbortSignal | undefined) {
    let wake!: () => void;
    const woken = new Promise<void>((resolve) => (wake = resolve));
    let timer: ReturnType<typeof setTimeout> | undefined;
    for (const subject of subjects) {
      const others = this.#waiting.get(subject) ?? new Set();
      this.#waiting.set(subject, others.add(wake));
    }
    signal?.addEventListener('abort', wake);
    return {
      start(ms: number): Promise<void> {
        timer = setTimeout(wake, ms);
        return woken;
      },
      end: () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
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

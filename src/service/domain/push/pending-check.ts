/**
 * Finds out what other processes and nodes have done to requests for approval, for all that wait at once: one query
 * for many, since thousands may wait.
 * @module
 */
import type { PendingPush } from '../../store/tables/pushes.js';

/** Time between two checks, in milliseconds. With the check itself, changes are seen within three seconds. */
const interval = 2_500;

/** Maximum number of ids in one query, so that none holds the process for long. */
const idsPerQuery = 500;

/** Reads the requests that are pending, in the order of their time. */
export interface PendingReader {
  /** Those that users may answer. */
  ofUsers(uids: readonly string[]): Promise<readonly PendingPush[]>;
  /** Those among some requests. */
  among(pids: readonly string[]): Promise<readonly PendingPush[]>;
}

/** The requests that are pending at one moment, of the users and among the requests that somebody waits for. */
export interface Pending {
  has(pid: string): boolean;
  of(uid: string): readonly PendingPush[];
}

/** Something that waits. */
export interface Waiter {
  /** Users whose requests it waits for. */
  readonly uids: readonly string[];
  /** Requests that it waits for. */
  readonly pids: readonly string[];
  hasChanged(pending: Pending): boolean;
  wake(): void;
}

/** The check at intervals, as long as something waits. */
export class PendingCheck {
  readonly #reader: PendingReader;
  readonly #waiters = new Set<Waiter>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;

  constructor(reader: PendingReader) {
    this.#reader = reader;
  }

  /** Number of waiters. */
  get waiting(): number {
    return this.#waiters.size;
  }

  add(waiter: Waiter): void {
    this.#waiters.add(waiter);
    this.#schedule();
  }

  delete(waiter: Waiter): void {
    this.#waiters.delete(waiter);
    if (this.#waiters.size) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    if (this.#isRunning || !this.#waiters.size) return;
    this.#timer ??= setTimeout(() => void this.#run(), interval);
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#isRunning = true;
    // A waiter that comes during the check has read the database itself.
    const waiters = [...this.#waiters];
    try {
      const pending = await this.#read(waiters);
      for (const waiter of waiters) if (waiter.hasChanged(pending)) waiter.wake();
    } catch {
      // A database that cannot be read now is read again; whoever waits learns of it at the end of its time.
    } finally {
      this.#isRunning = false;
      this.#schedule();
    }
  }

  async #read(waiters: readonly Waiter[]): Promise<Pending> {
    const pids = new Set<string>();
    for (const part of parts(waiters.flatMap((waiter) => waiter.pids))) {
      for (const { pid } of await this.#reader.among(part)) pids.add(pid);
    }
    const byUser = new Map<string, PendingPush[]>();
    for (const part of parts(waiters.flatMap((waiter) => waiter.uids))) {
      for (const push of await this.#reader.ofUsers(part)) {
        const others = byUser.get(push.uid!);
        if (others) others.push(push);
        else byUser.set(push.uid!, [push]);
      }
    }
    return { has: (pid) => pids.has(pid), of: (uid) => byUser.get(uid) ?? [] };
  }
}

/** The ids without repetitions, in parts for one query each. */
function parts(ids: readonly string[]): string[][] {
  const different = [...new Set(ids)];
  const count = Math.ceil(different.length / idsPerQuery);
  return Array.from({ length: count }, (_, index) =>
    different.slice(index * idsPerQuery, (index + 1) * idsPerQuery),
  );
}

/**
 * Locks between the tabs of a browser, by Web Locks. A tab that stands still loses its lock to one that waits.
 * @module
 */
import type { Channels, Locks } from '../client/ports.js';
import { LockHolder } from './lock-holder.js';

/** Longest wait for a lock whose holder is at work, in milliseconds; then the work is done without it. */
const longestWait = 20_000;

/** No locks: all work runs at once. */
export const noLocks: Locks = {
  run: (_name, _signal, work) => work(),
  hold: (_name, _signal, work) => work(),
};

/** Uses Web Locks; does the work without a lock where they are missing, refused or held too long. */
export function webLocks(manager: LockManager | undefined, channels: Channels): Locks {
  if (!manager) return noLocks;
  const means = { manager, channels };
  return {
    run: (name, signal, work) =>
      // Work whose lock was taken goes on: the store refuses what it can no longer write.
      locked(means, name, signal, work, { patience: longestWait, ifTaken: (begun) => begun }),
    hold: (name, signal, work) =>
      locked<void>(means, name, signal, work, {
        // Rejects if it was the work that failed.
        ifTaken: (begun) => Promise.race([begun, Promise.resolve()]),
        needsChannel: true,
      }),
  };
}

/** What the browser has for locks, and for hearing whether their holders are at work. */
interface Means {
  readonly manager: LockManager;
  readonly channels: Channels;
}

interface Manner<T> {
  /** Milliseconds after which the work is done without the lock; undefined: never. */
  readonly patience?: number;
  /** What becomes of work whose lock another tab has taken, or that has failed. */
  ifTaken(begun: Promise<T>): Promise<T>;
  /** Whether the work is done without the lock where tabs cannot hear each other. */
  readonly needsChannel?: boolean;
}

async function locked<T>(
  { manager, channels }: Means,
  name: string,
  signal: AbortSignal,
  work: () => Promise<T>,
  { patience, ifTaken, needsChannel }: Manner<T>,
): Promise<T> {
  signal.throwIfAborted();
  const holder = new LockHolder(name, channels);
  if (needsChannel && !holder.canAsk) return work();
  const waiting = new AbortController();
  const asking = new AbortController();
  const giveUp = () => waiting.abort();
  const timer = patience && setTimeout(giveUp, patience);
  signal.addEventListener('abort', giveUp);
  let begun: Promise<T> | undefined;
  let isStill = false;
  const request = (options: LockOptions) =>
    manager.request(name, options, () => {
      clearTimeout(timer);
      asking.abort();
      holder.answer();
      return (begun = work());
    });
  void holder.isSilent(asking.signal).then((isSilent) => {
    isStill = isSilent;
    if (isSilent) giveUp();
  });
  try {
    return await request({ signal: waiting.signal }).catch((error: unknown) => {
      if (begun || !isStill || signal.aborted) throw error;
      return request({ steal: true });
    });
  } catch {
    // Another tab has the lock now, or nobody.
    holder.close();
    if (begun) return await ifTaken(begun);
    signal.throwIfAborted();
    return await work();
  } finally {
    clearTimeout(timer);
    asking.abort();
    signal.removeEventListener('abort', giveUp);
    holder.close();
  }
}

/**
 * Locks between the tabs of a browser, by Web Locks.
 * @module
 */
import type { Locks } from '../client/ports.js';

/** Longest wait for a lock, in milliseconds; then the work is done without it. */
const longestWait = 20_000;

/** No locks: all work runs at once. */
export const noLocks: Locks = { run: (_name, _signal, work) => work() };

/** Uses Web Locks; does the work without a lock where they are missing, refused or held too long. */
export function webLocks(manager: LockManager | undefined): Locks {
  return manager ? { run: (name, signal, work) => locked(manager, name, signal, work) } : noLocks;
}

async function locked<T>(
  manager: LockManager,
  name: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const waiting = new AbortController();
  const giveUp = () => waiting.abort();
  const timer = setTimeout(giveUp, longestWait);
  signal.addEventListener('abort', giveUp);
  let begun: Promise<T> | undefined;
  try {
    return await manager.request(name, { signal: waiting.signal }, () => {
      clearTimeout(timer);
      return (begun = work());
    });
  } catch (error) {
    if (begun) return await begun;
    signal.throwIfAborted();
    return work();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

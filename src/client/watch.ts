/**
 * Watches: calls that go on until the page ends them.
 * @module
 */
import { NeonError } from '../errors.js';
import type { Clock } from './ports.js';

/** Pause before the part that a watch needs is loaded again, in milliseconds. */
const reloadPause = 30_000;

/** Keeps a watch going until the function that it returns is called. */
export function keepWatch(
  clock: Clock,
  begin: (signal: AbortSignal) => Promise<unknown>,
): () => void {
  const stop = new AbortController();
  // It rejects when it is stopped. Unexpected errors are reported where they occur.
  keepOn(clock, begin, stop.signal).catch(() => undefined);
  return () => stop.abort();
}

/** Begins a watch, and begins it again while the part with its code cannot be loaded. */
async function keepOn(
  clock: Clock,
  begin: (signal: AbortSignal) => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const error = await begin(signal).catch((reason: unknown) => reason);
    if (!(error instanceof NeonError) || error.code !== 'MODULE_UNAVAILABLE') return;
    console.warn(error.message);
    await clock.wait(reloadPause, signal);
  }
}

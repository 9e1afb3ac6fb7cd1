/**
 * Tells whether the tab that holds a lock is at work: one that a debugger, an alert or the browser has stopped answers
 * nothing.
 * @module
 */
import type { Channel, Channels } from '../client/ports.js';

/** Shortest and longest pause before the holder is asked again, in milliseconds. Tabs take turns by their difference. */
const pauses = { shortest: 600, longest: 1_000 };

/** How many questions in a row the holder may leave unanswered. Counted, since the tab that asks may stand still too. */
const mostMissed = 3;

/** The tabs that hold a lock or wait for it, as they hear each other. */
export class LockHolder {
  readonly #channel: Channel | undefined;
  /** Whether a holder has been heard since the last look. */
  #isHeard = false;
  /** True when this tab is the holder. */
  #holds = false;

  /** @param name of the lock. */
  constructor(name: string, channels: Channels) {
    this.#channel = channels.join(`${name}:alive`, (message) => {
      if (message === 'here') this.#isHeard = true;
      if (message === 'ask' && this.#holds) this.#channel?.send('here');
    });
  }

  /** Whether tabs can hear each other: then a holder that stands still is found out. */
  get canAsk(): boolean {
    return this.#channel !== undefined;
  }

  /** From now on this tab is the holder. */
  answer(): void {
    this.#holds = true;
    this.#channel?.send('here');
  }

  /** Resolves with true when the holder does not answer any more; with false when the signal is aborted. */
  async isSilent(signal: AbortSignal): Promise<boolean> {
    if (!this.#channel) return false;
    for (let missed = 0; missed < mostMissed;) {
      // An answer to another tab counts as well: one of the tabs that wait asks for all.
      if (!this.#isHeard) this.#channel.send('ask');
      this.#isHeard = false;
      await pause(signal);
      if (signal.aborted) return false;
      missed = this.#isHeard ? 0 : missed + 1;
    }
    return true;
  }

  close(): void {
    this.#channel?.close();
  }
}

/** Waits for the next look, or until the signal is aborted. */
function pause(signal: AbortSignal): Promise<void> {
  const { shortest, longest } = pauses;
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, shortest + Math.random() * (longest - shortest));
    signal.addEventListener('abort', end);
  });
}

/**
 * Notices between the tabs of a browser that the stored enrolments have changed.
 * @module
 */

import { openChannel } from './broadcast.js';

/** Tells listeners in this tab and in others that the records have changed. */
export class ChangeNotices {
  readonly #name: string;
  readonly #listeners = new Set<() => void>();
  #channel: BroadcastChannel | undefined;
  #isClosed = false;

  /** @param name of the channel between the tabs. */
  constructor(name: string) {
    this.#name = name;
  }

  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#join();
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls the listeners of all tabs. */
  tell(): void {
    this.#tellHere();
    this.#join()?.postMessage(null);
  }

  close(): void {
    this.#isClosed = true;
    this.#listeners.clear();
    this.#channel?.close();
  }

  /** Undefined where tabs cannot hear each other, and after the end. */
  #join(): BroadcastChannel | undefined {
    if (this.#isClosed) return undefined;
    this.#channel ??= openChannel(this.#name);
    if (this.#channel) this.#channel.onmessage = () => this.#tellHere();
    return this.#channel;
  }

  #tellHere(): void {
    for (const listener of this.#listeners) listener();
  }
}

/**
 * Notices between the tabs of a browser that the stored enrolments have changed.
 * @module
 */
import type { Channel, Channels } from '../client/ports.js';

/** Tells listeners in this tab and in others that the records have changed. */
export class ChangeNotices {
  readonly #name: string;
  readonly #channels: Channels;
  readonly #listeners = new Set<() => void>();
  #channel: Channel | undefined;
  #isClosed = false;

  /** @param name of the channel between the tabs. */
  constructor(name: string, channels: Channels) {
    this.#name = name;
    this.#channels = channels;
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
    this.#join()?.send(null);
  }

  close(): void {
    this.#isClosed = true;
    this.#listeners.clear();
    this.#channel?.close();
  }

  /** Undefined where tabs cannot hear each other, and after the end. */
  #join(): Channel | undefined {
    if (this.#isClosed) return undefined;
    return (this.#channel ??= this.#channels.join(this.#name, () => this.#tellHere()));
  }

  #tellHere(): void {
    for (const listener of this.#listeners) listener();
  }
}

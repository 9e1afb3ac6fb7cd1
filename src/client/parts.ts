/**
 * Parts of the code that are loaded when they are asked for.
 * @module
 */
import { NeonError } from '../errors.js';

/**
 * Imports one part.
 * @param suffix is appended to the URL of the part where the build can do that: in `dist/`.
 */
export type Load<M> = (suffix: string) => Promise<M>;

/** Loads the parts of one client, each once. */
export class PartLoader {
  readonly #loaded = new Map<Load<unknown>, Promise<unknown>>();
  #failures = 0;

  /**
   * Gives a part. After a failure the next try is under another URL, since Chromium remembers modules that failed.
   * @throws {NeonError} `MODULE_UNAVAILABLE`
   */
  async part<M>(load: Load<M>): Promise<M> {
    const loading = (this.#loaded.get(load) as Promise<M> | undefined) ?? load(this.#suffix());
    this.#loaded.set(load, loading);
    try {
      return await loading;
    } catch (cause) {
      this.#loaded.delete(load);
      this.#failures++;
      throw new NeonError('MODULE_UNAVAILABLE', {
        message: 'a part of neon-mfa could not be loaded: reload the page',
        cause,
      });
    }
  }

  #suffix(): string {
    return this.#failures ? `?retry=${this.#failures}` : '';
  }
}

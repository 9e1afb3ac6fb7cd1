/** A part of the code that an element loads when it needs it, and can do without. */
export class OptionalPart<M> {
  readonly #load: (suffix: string) => Promise<M>;
  #failures = 0;

  /** @param load imports it; the build appends the suffix to its URL. */
  constructor(load: (suffix: string) => Promise<M>) {
    this.#load = load;
  }

  /**
   * Resolves with undefined if it could not be loaded. After a failure it is loaded under another URL, since Chromium
   * remembers modules that failed.
   */
  async get(): Promise<M | undefined> {
    try {
      return await this.#load(this.#failures ? `?retry=${this.#failures}` : '');
    } catch {
      this.#failures++;
      return undefined;
    }
  }
}

/**
 * `fetch` of a page that has services inside it.
 * @module
 */

type Fetch = typeof globalThis.fetch;

/** Replaces `fetch` of this page: requests to services inside the page go there, all others to the network. */
export class PageNetwork {
  readonly #routes = new Map<string, Fetch>();
  readonly #real: Fetch;

  constructor() {
    this.#real = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      const url = input instanceof Request ? input.url : input;
      const { origin } = new URL(url, globalThis.location.href);
      // Called as a plain function: the platform's `fetch` must not be called as a method.
      const ask = this.#routes.get(origin) ?? this.#real;
      return ask(input, init);
    };
  }

  /** Sends requests to an origin to `fetch` from now on. */
  add(origin: string, fetch: Fetch): void {
    this.#routes.set(origin, fetch);
  }

  remove(origin: string): void {
    this.#routes.delete(origin);
  }

  /** Restores the page's own `fetch`. */
  close(): void {
    globalThis.fetch = this.#real;
  }
}

/**
 * The network as a page with services inside it sees it.
 * @module
 */

type Fetch = typeof globalThis.fetch;

/** Has `fetch` of this page ask the services inside it, and the real network for everything else. */
export class PageNetwork {
  readonly #routes = new Map<string, Fetch>();
  readonly #real: Fetch;

  constructor() {
    this.#real = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      const url = input instanceof Request ? input.url : input;
      const { origin } = new URL(url, globalThis.location.href);
      // Called as a function of its own: the platform's insists on not being a method.
      const ask = this.#routes.get(origin) ?? this.#real;
      return ask(input, init);
    };
  }

  /** From now on `fetch` answers the URLs of an origin. */
  add(origin: string, fetch: Fetch): void {
    this.#routes.set(origin, fetch);
  }

  remove(origin: string): void {
    this.#routes.delete(origin);
  }

  /** Gives the page its own `fetch` back. */
  close(): void {
    globalThis.fetch = this.#real;
  }
}

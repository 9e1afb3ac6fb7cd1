import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { BioKeyProvider, NeonErrorCode, PinRequest } from '../../src/index.js';
import type { ReactiveHost } from '../internal/base/reactive-element.js';
import type { Messages } from '../messages/messages.js';

/** The choice to give a BioKey, for one request. Loaded only where there is a provider of them. */
export class BioChoice {
  /** Whether there is no other: the service has no PIN. */
  readonly only: boolean;

  /** Whether the last try brought nothing, and not because the person ended it. */
  failed = false;

  readonly #host: ReactiveHost;
  readonly #provider: BioKeyProvider;
  readonly #request: PinRequest;
  readonly #answer: (value: string) => void;
  #waiting: AbortController | undefined;

  constructor(
    host: ReactiveHost,
    provider: BioKeyProvider,
    request: PinRequest,
    answer: (value: string) => void,
  ) {
    this.#host = host;
    this.#provider = provider;
    this.#request = request;
    this.#answer = answer;
    this.only = !request.pinAllowed;
  }

  /** Whether the provider is being asked. */
  get waits(): boolean {
    return this.#waiting !== undefined;
  }

  /** The button beside the PIN; where there is no PIN, the one that confirms stands for it. */
  button(messages: Messages, busy: boolean): TemplateResult | typeof nothing {
    if (this.only) return nothing;
    return html`<button
      part="bio-button"
      type="button"
      aria-disabled=${busy}
      aria-busy=${this.waits}
      @click=${() => busy || this.use()}
    >
      ${messages.useBioKey}
    </button>`;
  }

  /** Asks the provider, and answers with what it brings. */
  async use(): Promise<void> {
    if (this.waits) return;
    const { login, alias } = this.#request;
    const waiting = (this.#waiting = new AbortController());
    this.failed = false;
    this.#host.requestUpdate();
    try {
      const value = await this.#provider.get({ login, alias, signal: waiting.signal });
      if (!waiting.signal.aborted) this.#answer(value);
    } catch (error) {
      if (waiting.signal.aborted) return;
      // By its code, since the provider may come from another copy of the library.
      const { code } = error as { code?: NeonErrorCode };
      this.failed = code !== 'USER_CANCELLED';
      if (!code) throw error;
    } finally {
      this.#waiting = undefined;
      this.#host.requestUpdate();
    }
  }

  /** Waits no longer. */
  stop(): void {
    this.#waiting?.abort();
  }
}

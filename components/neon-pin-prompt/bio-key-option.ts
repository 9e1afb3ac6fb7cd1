import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { BioKeyProvider, NeonErrorCode, PinRequest } from '../../src/index.js';
import { sentence } from '../messages/isolation.js';
import type { CommonSentences } from '../messages/messages.js';

/** The option to give a BioKey in answer to one request. Made only where the page has a provider of BioKeys. */
export class BioKeyOption {
  /** Whether it is the only option: the service has no PIN. */
  readonly isOnly: boolean;

  /** Whether the last try failed, other than by the person cancelling it. */
  failed = false;

  readonly #host: ReactiveControllerHost;
  readonly #provider: BioKeyProvider;
  readonly #request: PinRequest;
  readonly #answer: (value: string) => void;
  #waiting: AbortController | undefined;

  constructor(
    host: ReactiveControllerHost,
    provider: BioKeyProvider,
    request: PinRequest,
    answer: (value: string) => void,
  ) {
    this.#host = host;
    this.#provider = provider;
    this.#request = request;
    this.#answer = answer;
    this.isOnly = !request.pinAllowed;
  }

  /** Whether the provider is being asked. */
  get isPending(): boolean {
    return this.#waiting !== undefined;
  }

  /** The button below the PIN. Where there is no PIN, the dialog's own button does its work. */
  button(messages: CommonSentences, busy: boolean): TemplateResult | typeof nothing {
    if (this.isOnly) return nothing;
    return html`<button
      part="bio-button"
      type="button"
      aria-disabled=${busy}
      aria-busy=${this.isPending}
      @press=${() => busy || this.use()}
    >
      ${sentence(messages.useBioKey)}
    </button>`;
  }

  /** Asks the provider for a BioKey and answers the request with it. */
  async use(): Promise<void> {
    if (this.isPending) return;
    const { login, alias } = this.#request;
    const waiting = (this.#waiting = new AbortController());
    this.failed = false;
    this.#host.requestUpdate();
    try {
      const value = await this.#provider.get({ login, alias, signal: waiting.signal });
      if (!waiting.signal.aborted) this.#answer(value);
    } catch (error) {
      if (waiting.signal.aborted) return;
      // Not `instanceof`: the provider may come from another copy of the library.
      const { code } = error as { code?: NeonErrorCode };
      this.failed = code !== 'USER_CANCELLED';
      if (!code) throw error;
    } finally {
      this.#waiting = undefined;
      this.#host.requestUpdate();
    }
  }

  /** Aborts a pending try. */
  stop(): void {
    this.#waiting?.abort();
  }
}

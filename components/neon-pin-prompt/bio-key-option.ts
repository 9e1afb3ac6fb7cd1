import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { BioKeyProvider, NeonErrorCode, PinRequest } from '../../src/index.js';
import { sentence } from '../messages/isolation.js';
import type { CommonSentences } from '../messages/messages.js';

/**
 * The option to give a BioKey in answer to one request. Made only where the page has a provider of BioKeys. It is the first
 * option, unless an answer has been refused already.
 */
export class BioKeyOption {
  /** True for the only option: the service has no PIN. */
  readonly isOnly: boolean;

  /** How the last try ended without a BioKey: by the person or by a timeout, or because it cannot work here. */
  ended: 'missed' | 'failed' | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #provider: BioKeyProvider;
  readonly #request: PinRequest;
  readonly #answer: (value: string) => void;
  /** True until the PIN is asked for. */
  #isFirst: boolean;
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
    this.#isFirst = !request.refused;
  }

  /** True while the provider is being asked. */
  get isPending(): boolean {
    return this.#waiting !== undefined;
  }

  /** True while the dialog shows it alone, with a button that goes on to the PIN. */
  get isAlone(): boolean {
    return this.isOnly || this.#isFirst;
  }

  /** The button below the PIN. Where the option is alone, the dialog's own button does its work. */
  button(messages: CommonSentences, busy: boolean): TemplateResult | typeof nothing {
    if (this.isAlone) return nothing;
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

  /** Why the last try ended without a BioKey; empty if none did. */
  sentence(messages: CommonSentences): string {
    if (!this.ended) return '';
    return this.ended === 'missed' ? messages.bioKeyMissed : messages.errors.BIO_KEY_NOT_ALLOWED;
  }

  /**
   * Asks the provider, if this is the first option: while the press that opened the dialog still counts as user
   * activation, which WebAuthn needs.
   */
  begin(): void {
    if (this.#isFirst) void this.use();
  }

  /** Asks the provider for a BioKey and answers the request with it. */
  async use(): Promise<void> {
    if (this.isPending) return;
    const { login, alias } = this.#request;
    const waiting = (this.#waiting = new AbortController());
    this.ended = undefined;
    this.#host.requestUpdate();
    try {
      const value = await this.#provider.get({ login, alias, signal: waiting.signal });
      if (!waiting.signal.aborted) this.#answer(value);
    } catch (error) {
      if (waiting.signal.aborted) return;
      this.#isFirst = false;
      // Not `instanceof`: the provider may come from another copy of the library.
      const { code } = error as { code?: NeonErrorCode };
      this.ended = code === 'USER_CANCELLED' ? 'missed' : 'failed';
      if (!code) throw error;
    } finally {
      if (this.#waiting === waiting) this.#waiting = undefined;
      this.#host.requestUpdate();
    }
  }

  /** Goes on to the PIN. */
  goOn(): void {
    this.#isFirst = false;
    this.stop();
  }

  /** Aborts a pending try. */
  stop(): void {
    this.#waiting?.abort();
    this.#waiting = undefined;
    this.#host.requestUpdate();
  }
}

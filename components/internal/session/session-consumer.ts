import { ContextConsumer } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { failedSession, foreignVersion, neonSessionContext, type NeonSession } from './session.js';

type Host = ReactiveControllerHost & HTMLElement;

/** Milliseconds for a page to set up its provider, once it was parsed. */
const patience = 2000;

/** The warning for developers who forgot the provider. */
export const providerMissing = ({ localName }: Element): string =>
  `<${localName}> needs a <neon-provider> with service and alias around it`;

/** Gives its host the session of the nearest `<neon-provider>`, and renders the host again whenever that changes. */
export class SessionConsumer implements ReactiveController {
  /** Undefined outside of a provider. */
  session: NeonSession | undefined;
  /** Whether the host waited for a provider in vain; the console has said so. */
  isForgotten = false;

  readonly #host: Host;
  readonly #needed: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param needed whether the host can do nothing without a provider; then a missing one is warned about. */
  constructor(host: Host, needed: boolean) {
    this.#host = host;
    this.#needed = needed;
    host.addController(this);
    // A request event sent before the provider is defined would be lost.
    void customElements.whenDefined('neon-provider').then(() => this.#consume());
  }

  hostConnected(): void {
    if (!this.#needed || this.isForgotten) return;
    // A provider may follow in the rest of the document, or be made by a script of the page.
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', this.#wait, { once: true });
    } else this.#wait();
  }

  hostDisconnected(): void {
    document.removeEventListener('DOMContentLoaded', this.#wait);
    clearTimeout(this.#timer);
    this.session = undefined;
  }

  #consume(): void {
    const callback = (session: NeonSession) => {
      const problem = foreignVersion(session);
      this.session = problem === undefined ? session : this.#refuse(problem);
      this.isForgotten &&= !session.client;
    };
    new ContextConsumer(this.#host, { context: neonSessionContext, subscribe: true, callback });
  }

  readonly #wait = (): void => {
    this.#timer = setTimeout(this.#complain, patience);
  };

  readonly #complain = (): void => {
    // The provider says itself what is wrong with its attributes.
    if (this.session?.client || this.session?.status === 'failed') return;
    this.isForgotten = true;
    console.warn(providerMissing(this.#host));
    this.#host.requestUpdate();
  };

  /** Warns once, however often the provider changes its session. */
  #refuse(problem: string): NeonSession {
    const error = new TypeError(`<${this.#host.localName}> ${problem}`);
    const { error: last } = this.session ?? {};
    const isKnown = last instanceof TypeError && last.message === error.message;
    if (!isKnown) console.warn(error.message);
    return isKnown && this.session ? this.session : failedSession(error);
  }
}

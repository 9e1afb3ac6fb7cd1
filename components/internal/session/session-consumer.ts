import { ContextConsumer } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { neonSessionContext, type NeonSession } from './session.js';

type Host = ReactiveControllerHost & HTMLElement;

/** The warning for developers who forgot the provider. */
export const providerMissing = ({ localName }: Element): string =>
  `<${localName}> needs a <neon-provider> with service and alias around it`;

/** Gives its host the session of the nearest `<neon-provider>`, and renders the host again whenever that changes. */
export class SessionConsumer implements ReactiveController {
  /** Undefined outside of a provider. */
  session: NeonSession | undefined;

  readonly #host: Host;
  readonly #needed: boolean;

  /** @param needed whether the host can do nothing without a provider; then a missing one is warned about. */
  constructor(host: Host, needed: boolean) {
    this.#host = host;
    this.#needed = needed;
    // A request event sent before the provider is defined would be lost.
    void customElements.whenDefined('neon-provider').then(() => this.#consume());
  }

  hostConnected(): void {
    if (!this.session && this.#needed) console.warn(providerMissing(this.#host));
  }

  hostDisconnected(): void {
    this.session = undefined;
  }

  #consume(): void {
    const callback = (session: NeonSession) => {
      this.session = session;
    };
    new ContextConsumer(this.#host, { context: neonSessionContext, subscribe: true, callback });
    // Added second, so `hostConnected` runs after the request.
    this.#host.addController(this);
  }
}

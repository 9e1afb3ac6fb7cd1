import type { ReactiveController, ReactiveHost } from '../base/reactive-element.js';
import { SessionRequestEvent, type Session } from './session.js';

/** What a developer is told who has forgotten the provider. */
export const providerMissing = ({ localName }: Element): string =>
  `<${localName}> needs a <neon-provider> with service and alias around it`;

/** Finds the nearest `<neon-provider>` and renders its host anew whenever the session there changes. */
export class ClientController implements ReactiveController {
  session: Session | undefined;

  readonly #host: ReactiveHost;
  readonly #needed: boolean;
  #unsubscribe: (() => void) | undefined;

  /** @param needed whether the host can do nothing without a provider. */
  constructor(host: ReactiveHost, needed: boolean) {
    this.#host = host;
    this.#needed = needed;
    // Asking is an event, which a provider that is defined later than its host would never hear.
    void customElements.whenDefined('neon-provider').then(() => host.addController(this));
  }

  hostConnected(): void {
    const request = new SessionRequestEvent((session, unsubscribe) => {
      this.#unsubscribe = unsubscribe;
      this.session = session;
      this.#host.requestUpdate();
    });
    this.#host.dispatchEvent(request);
    if (!this.session && this.#needed) console.warn(providerMissing(this.#host));
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.session = undefined;
  }
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { SessionRequestEvent, type Session } from './session.js';

/** Finds the nearest `<neon-provider>` and renders its host anew whenever the session there changes. */
export class ClientController implements ReactiveController {
  session: Session | undefined;

  readonly #host: ReactiveControllerHost & HTMLElement;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
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
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.session = undefined;
  }
}

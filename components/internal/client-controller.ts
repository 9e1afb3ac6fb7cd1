import { ContextConsumer } from '@lit/context';
import type { ReactiveControllerHost } from 'lit';
import { sessionContext, type Session } from './session.js';

/** Finds the nearest `<neon-provider>` and renders its host anew whenever the session there changes. */
export class ClientController {
  session: Session | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    // Asking is an event, which a provider that is defined later than its host would never hear.
    void customElements.whenDefined('neon-provider').then(() => {
      new ContextConsumer(host, {
        context: sessionContext,
        subscribe: true,
        callback: (session) => {
          this.session = session;
          host.requestUpdate();
        },
      });
    });
  }
}

import type { NeonClient } from '../../../src/index.js';
import { NeonErrorEvent, NeonLoginsChangedEvent } from '../../events.js';
import { isNeonError } from '../../messages/error-text.js';
import type { ReactiveController, ReactiveHost } from '../base/reactive-element.js';
import {
  sessionContext,
  type Session,
  type SessionCallback,
  type SessionRequestEvent,
} from './session.js';

/** Keeps what a provider tells the elements inside it, from one client at a time. */
export class SessionController implements ReactiveController {
  readonly #host: ReactiveHost;
  readonly #listeners = new Map<SessionCallback, () => void>();
  #unsubscribe: (() => void) | undefined;

  value: Session = {
    client: undefined,
    accounts: undefined,
    status: 'starting',
    error: undefined,
    bioKey: undefined,
    messages: [],
    refresh: () => this.refresh(),
  };

  constructor(host: ReactiveHost) {
    this.#host = host;
    host.addController(this);
    host.addEventListener('context-request', this.#asked);
  }

  hostConnected(): void {
    addEventListener('online', this.#online);
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#online);
    this.use(undefined);
  }

  /** Gives out a session in which something has changed. */
  tell(changes: Partial<Session>): void {
    this.value = { ...this.value, ...changes };
    for (const [callback, unsubscribe] of this.#listeners) callback(this.value, unsubscribe);
    this.#host.requestUpdate();
  }

  /** Changes to another client, or to none. */
  use(client: NeonClient | undefined): void {
    if (client === this.value.client) return;
    this.#unsubscribe?.();
    this.tell({ client, accounts: undefined, status: 'starting', error: undefined });
    // What cannot be read now, the next refresh says.
    this.#unsubscribe = client?.subscribe(() => void this.#read(client).catch(() => undefined));
    void this.refresh();
  }

  /** Asks the service, having shown what this browser knows by itself. */
  async refresh(): Promise<void> {
    const { client } = this.value;
    if (!client) return;
    try {
      await this.#read(client);
      await client.initOnline();
      await this.#read(client);
    } catch (error) {
      if (this.value.client !== client) return;
      // A frame that cannot be loaded does not even know the enrolments.
      if (client.online === false) return this.tell({ status: 'offline' });
      this.tell({ status: 'failed', error });
      if (!isNeonError(error)) throw error;
      this.#host.dispatchEvent(new NeonErrorEvent('initOnline', error));
    }
  }

  async #read(client: NeonClient): Promise<void> {
    const accounts = await client.accounts();
    if (this.value.client !== client) return;
    const status = client.online === undefined ? 'starting' : client.online ? 'online' : 'offline';
    this.tell({ accounts, status, error: undefined });
    const logins = accounts.map(({ login }) => login);
    this.#host.dispatchEvent(new NeonLoginsChangedEvent(logins));
  }

  readonly #asked = (event: Event): void => {
    const { context, callback } = event as SessionRequestEvent;
    if (context !== sessionContext) return;
    event.stopPropagation();
    const unsubscribe = () => void this.#listeners.delete(callback);
    this.#listeners.set(callback, unsubscribe);
    callback(this.value, unsubscribe);
  };

  readonly #online = (): void => void this.refresh();
}

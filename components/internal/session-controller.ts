import { ContextProvider } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { NeonClient } from '../../src/index.js';
import { NeonErrorEvent, NeonLoginsChangedEvent } from '../events.js';
import { isNeonError } from './error-text.js';
import { sessionContext, type Session } from './session.js';

/** Keeps what a provider tells the elements inside it, from one client at a time. */
export class SessionController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #provider: ContextProvider<typeof sessionContext>;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#provider = new ContextProvider(host, {
      context: sessionContext,
      initialValue: {
        client: undefined,
        accounts: undefined,
        status: 'starting',
        error: undefined,
        messages: [],
        refresh: () => this.refresh(),
      },
    });
    host.addController(this);
  }

  get value(): Session {
    return this.#provider.value;
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
    this.#provider.setValue({ ...this.value, ...changes });
    this.#host.requestUpdate();
  }

  /** Changes to another client, or to none. */
  use(client: NeonClient | undefined): void {
    if (client === this.value.client) return;
    this.#unsubscribe?.();
    this.tell({ client, accounts: undefined, status: 'starting', error: undefined });
    this.#unsubscribe = client?.subscribe(() => void this.#read(client));
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

  readonly #online = (): void => void this.refresh();
}

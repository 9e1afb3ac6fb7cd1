import { ContextProvider } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { NeonClient } from '../../../src/index.js';
import { NeonErrorEvent, NeonLoginsChangedEvent } from '../../events.js';
import { isNeonError } from '../../messages/error-text.js';
import { LastLogin } from './last-login.js';
import { LoginSelection } from './login-selection.js';
import { isMisconfigured, kitVersion, neonSessionContext, type NeonSession } from './session.js';

type Host = ReactiveControllerHost & HTMLElement;

/** Events that tell that a person has used an account. */
const uses = [
  'neon-activated',
  'neon-otp-generated',
  'neon-access-token-obtained',
  'neon-sealed',
  'neon-push-answered',
  'neon-unlocked',
] as const satisfies readonly (keyof HTMLElementEventMap)[];

const nothingKnown = { accounts: undefined, status: 'starting', error: undefined } as const;

/** Keeps the session of a provider up to date and offers it to the elements inside. It follows one client at a time. */
export class SessionProvider implements ReactiveController {
  readonly #host: Host;
  readonly #provider: ContextProvider<typeof neonSessionContext>;
  readonly #selection = new LoginSelection();
  readonly #lastLogin: LastLogin;
  #unsubscribe: (() => void) | undefined;

  /**
   * @param loadLanguage see {@link NeonSession.loadLanguage}.
   * @param settings present ones of the host: its `alias`, and whether the account that was used last is not kept.
   */
  constructor(
    host: Host,
    loadLanguage: NonNullable<NeonSession['loadLanguage']>,
    settings: () => { readonly alias: string; readonly forgets: boolean },
  ) {
    this.#host = host;
    this.#lastLogin = new LastLogin(() => {
      const { alias: written, forgets } = settings();
      // A page may give a client of its own making, which has no alias.
      return { alias: this.session.client?.alias ?? written, written, forgets };
    });
    for (const type of uses) host.addEventListener(type, this.#used);
    this.#provider = new ContextProvider(host, {
      context: neonSessionContext,
      initialValue: {
        ...nothingKnown,
        version: kitVersion,
        client: undefined,
        bioKey: undefined,
        helpHref: '',
        messages: [],
        loadLanguage,
        selectedLogin: '',
        offer: (list, logins) => this.#select((selection) => selection.offer(list, logins)),
        select: (login) => this.#select((selection) => selection.select(login)),
        refresh: () => this.refresh(),
      },
    });
    host.addController(this);
  }

  get session(): NeonSession {
    return this.#provider.value;
  }

  hostConnected(): void {
    addEventListener('online', this.#online);
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#online);
    this.use(undefined);
  }

  /** Hands out a session with these changes. */
  change(changes: Partial<NeonSession>): void {
    this.#provider.setValue({ ...this.session, ...changes });
    this.#host.requestUpdate();
  }

  /** Forgets which account was used last, for every alias. */
  forgetLastLogin(): void {
    this.#lastLogin.forget();
  }

  /** Follows another client, or none. */
  use(client: NeonClient | undefined): void {
    const { session } = this;
    if (client === session.client && !isMisconfigured(session)) return;
    this.#unsubscribe?.();
    this.change({ ...nothingKnown, client });
    // If the accounts cannot be read now, the next refresh says so.
    this.#unsubscribe = client?.subscribe(() => void this.#read(client).catch(() => undefined));
    void this.refresh();
  }

  /** Follows no client, since the provider is set up wrongly, and tells the developer why. */
  fail(error: TypeError): void {
    const { error: last } = this.session;
    if (last instanceof TypeError && last.message === error.message) return;
    this.use(undefined);
    this.change({ status: 'failed', error });
    console.warn(`<${this.#host.localName}>: ${error.message}`);
  }

  /** Shows what this browser knows by itself, then asks the service. */
  async refresh(): Promise<void> {
    const { client } = this.session;
    if (!client) return;
    try {
      await this.#read(client);
      await client.initOnline();
      await this.#read(client);
    } catch (error) {
      if (this.session.client !== client) return;
      // A frame that cannot be loaded does not know the enrolments either.
      if (client.online === false) return this.change({ status: 'offline' });
      this.change({ status: 'failed', error });
      if (!isNeonError(error)) throw error;
      this.#host.dispatchEvent(new NeonErrorEvent('initOnline', error));
    }
  }

  async #read(client: NeonClient): Promise<void> {
    const accounts = await client.accounts();
    if (this.session.client !== client) return;
    const status = client.online === undefined ? 'starting' : client.online ? 'online' : 'offline';
    const logins = accounts.map(({ login }) => login);
    this.#lastLogin.retain(logins);
    if (!this.session.accounts) this.#selection.prefer(this.#lastLogin.login);
    this.change({ accounts, status, error: undefined });
    this.#host.dispatchEvent(new NeonLoginsChangedEvent(logins));
  }

  #select(change: (selection: LoginSelection) => void): void {
    change(this.#selection);
    const selectedLogin = this.#selection.login;
    if (selectedLogin !== this.session.selectedLogin) this.change({ selectedLogin });
  }

  /** Another device may have been used for an account that is not here. */
  readonly #used = ({ type, login }: Event & { readonly login: string }): void => {
    const isHere = this.session.accounts?.some((account) => account.login === login);
    if (isHere || type === 'neon-activated') this.#lastLogin.note(login);
  };

  readonly #online = (): void => void this.refresh();
}

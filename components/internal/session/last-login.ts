/** Beginning of the names in the storage. */
const prefix = 'neon-last-login.';

/** Where the account that was used last is kept, and whether it is. */
export interface LastLoginSettings {
  /** Alias of the client at the service. */
  readonly alias: string;
  /** The `alias` of the provider as it is written, under which version 0.1.0 kept it; empty with a client of the page. */
  readonly written: string;
  /** True on machines that people share: then nothing is kept. */
  readonly forgets: boolean;
}

/**
 * The account that was used last in this browser, so that it can be selected after a reload. Its login is kept in
 * `localStorage` of the page, for each alias. It is no secret, but tells the next person at a shared machine of this one.
 */
export class LastLogin {
  readonly #settings: () => LastLoginSettings;

  constructor(settings: () => LastLoginSettings) {
    this.#settings = settings;
  }

  /** The login that is kept, empty if there is none. */
  get login(): string {
    return (!this.#settings().forgets && inStorage((kept) => kept.getItem(this.#name))) || '';
  }

  /** Keeps the login of an account that has just been used. */
  note(login: string): void {
    if (!this.#settings().forgets) inStorage((kept) => kept.setItem(this.#name, login));
  }

  /** Forgets the login if it is none of these: its account was removed. */
  retain(logins: readonly string[]): void {
    this.#takeOver();
    if (!logins.includes(this.login)) inStorage((kept) => kept.removeItem(this.#name));
  }

  /** Forgets the logins of all aliases: pages that used other ones may never be opened again. */
  forget(): void {
    inStorage((kept) => {
      for (const name of Object.keys(kept)) if (name.startsWith(prefix)) kept.removeItem(name);
    });
  }

  /** Moves what version 0.1.0 has kept, where clients of the page shared one entry, to the entry of this client. */
  #takeOver(): void {
    const old = prefix + this.#settings().written;
    if (old === this.#name) return;
    inStorage((kept) => {
      const login = kept.getItem(old);
      kept.removeItem(old);
      if (login !== null && kept.getItem(this.#name) === null) kept.setItem(this.#name, login);
    });
  }

  get #name(): string {
    return prefix + this.#settings().alias;
  }
}

/** Uses the storage of the page. Where the browser refuses it, nothing is kept. */
function inStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}

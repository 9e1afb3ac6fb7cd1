/**
 * Which account is selected in the lists of one provider. They share one selection: a login that no list offers any more
 * is not selected, and the only one that a list offers is selected by itself, as is the one that was used last.
 */
export class LoginSelection {
  readonly #offers = new Map<object, readonly string[]>();
  #login = '';
  /** The login to select as soon as a list offers it; empty once one was selected. */
  #preferred = '';

  /** The selected login; empty: none. */
  get login(): string {
    return this.#login;
  }

  /** Notes what a list offers; undefined: the list has gone. */
  offer(list: object, logins: readonly string[] | undefined): void {
    if (logins) this.#offers.set(list, logins);
    else this.#offers.delete(list);
    this.#settle(this.#login || this.#preferred);
  }

  /** Selects a login as soon as a list offers it, unless another one is selected before. */
  prefer(login: string): void {
    this.#preferred = login;
  }

  /** Selects a login, if a list offers it. */
  select(login: string): void {
    this.#preferred = '';
    this.#settle(login);
  }

  #settle(login: string): void {
    const offers = [...this.#offers.values()];
    const isOffered = offers.some((logins) => logins.includes(login));
    const only = offers.find((logins) => logins.length === 1)?.[0];
    this.#login = isOffered ? login : (only ?? '');
    if (this.#login) this.#preferred = '';
  }
}

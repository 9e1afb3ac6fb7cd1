import type { Account } from '../../../src/index.js';
import type { NeonSession } from './session.js';

/** An element that offers accounts to select, in the selection that all such elements of one provider share. */
export class SelectionMember {
  readonly #session: () => NeonSession | undefined;
  readonly #offers: (account: Account) => boolean;
  /** A session of the provider in whose selection the element takes part. */
  #joined: NeonSession | undefined;
  /** What the page has set while it is not known yet whether it is offered. */
  #wish: string | undefined;

  /**
   * @param session the present session of the element.
   * @param offers whether an account can be selected.
   */
  constructor(session: () => NeonSession | undefined, offers: (account: Account) => boolean) {
    this.#session = session;
    this.#offers = offers;
  }

  /** The selected login, if it is offered; empty: none. */
  get selected(): string {
    const selected = this.#session()?.selectedLogin ?? '';
    return this.#offered?.includes(selected) ? selected : '';
  }

  /** The login that the page wishes, until it is known whether it is offered; then undefined. */
  get wish(): string | undefined {
    return this.#wish;
  }

  /** Selects a login now, or as soon as the accounts are known. */
  select(login: string): void {
    this.#wish = this.#joined?.accounts ? login : login || undefined;
    if (this.#joined) this.join();
  }

  /** Takes part in the selection of the present provider, with what is offered now. */
  join(): void {
    const session = this.#session();
    if (session?.offer !== this.#joined?.offer) this.#joined?.offer(this, undefined);
    this.#joined = session;
    session?.offer(this, this.#offered);
    if (this.#wish === undefined || !session?.accounts) return;
    const wish = this.#wish;
    this.#wish = undefined;
    session.select(wish);
  }

  /** Ends its part. What was selected is wished for at the next provider. */
  leave(selected: string): void {
    this.#wish ??= selected || undefined;
    this.#joined?.offer(this, undefined);
    this.#joined = undefined;
  }

  /** Undefined until the accounts are known. */
  get #offered(): readonly string[] | undefined {
    return this.#session()
      ?.accounts?.filter(this.#offers)
      .map(({ login }) => login);
  }
}

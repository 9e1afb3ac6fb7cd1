import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Account } from '../../src/index.js';
import { NeonLoginForgottenEvent, NeonLoginSelectedEvent } from '../events.js';
import { showState } from '../internal/base/custom-states.js';
import { DialogController } from '../internal/base/dialog-controller.js';
import { isFocusLost } from '../internal/base/focus-return.js';
import { FormControlElement } from '../internal/base/form-control-element.js';
import { OperationController } from '../internal/base/operation-controller.js';
import { textAttribute } from '../internal/base/text-attribute.js';
import { SelectionMember } from '../internal/session/selection-member.js';
import { dialogStyles } from '../internal/styles/dialog.styles.js';
import { listStyles } from '../internal/styles/list.styles.js';
import { helpLink } from '../internal/templates/help-link.js';
import { retryButton, unreachableText } from '../internal/templates/session-notes.js';
import { isolated, sentence } from '../messages/isolation.js';
import { removableAccount, selectableAccount } from './account-entry.js';
import { styles } from './neon-login-list.styles.js';

/**
 * Lists the accounts that are enrolled in this browser, with their state and what helps. A person selects one that can be
 * used. “Manage” offers to remove one. With `for-help`, accounts that need an unlock or reset code can be selected too.
 *
 * If only one account can be selected, it is. The lists inside a provider share one selection, and the elements there that
 * have no `login` work for it. In a form, the list submits the selected login under its `name`.
 * Like a control of HTML, it sends `input` and `change` when the selection changes otherwise than by assigning `value`.
 *
 * @slot empty - What to say when no account is enrolled here, such as a link to the page that activates.
 * @fires {NeonLoginSelectedEvent} neon-login-selected - Another account is selected, or none any more.
 * @fires {NeonLoginForgottenEvent} neon-login-forgotten - An account was removed.
 * @fires {NeonErrorEvent} neon-error - Removing failed.
 * @csspart list - The list.
 * @csspart login - An account and its choice.
 * @csspart state - The state of an account that is not active, and what helps.
 * @csspart wrong-tries - How many wrong PINs or passwords were entered, when and where.
 * @csspart manage-button - The button that offers to remove accounts, and ends that.
 * @csspart forget-button - The button that removes an account.
 * @csspart empty - What is shown in place of an empty list.
 * @csspart status - That the service cannot be reached.
 * @csspart message - What went wrong, in words.
 * @csspart retry-button - The button that asks the service again.
 * @csspart help-link - The link to the help page of the provider, where an account needs help.
 * @csspart dialog - The dialog that asks before an account is removed.
 * @csspart title - Its title.
 * @csspart button - The button that removes.
 * @csspart cancel-button - The button that does not.
 * @cssstate loading - The accounts are being read.
 * @cssstate empty - There are none.
 * @status stable
 */
export class NeonLoginList extends FormControlElement {
  static override styles: CSSResultGroup = [
    FormControlElement.styles,
    dialogStyles,
    listStyles,
    styles,
  ];

  /** Whether the form around is not sent while no account is selected. */
  @property({ type: Boolean, reflect: true }) required = false;

  /** Whether accounts can be selected too that need a code, for `<neon-unlock>` or `<neon-reset-pin>`. */
  @property({ attribute: 'for-help', type: Boolean }) forHelp = false;

  /** True while accounts can be removed, in place of selected. */
  @state() private managing = false;

  /** The login that is being removed. */
  @state() private leaving = '';

  /** The place in the list of the account that is being removed, until its button has lost the focus. */
  #leftAt: number | undefined;

  /** The login of the last event. */
  #told = '';
  /** True when the page has set `value` since then. */
  #isAssigned = false;

  readonly #selection = new SelectionMember(
    () => this.session,
    (account) => this.#offers(account),
  );

  readonly #dialog = new DialogController<true>(this);

  readonly #forget = new OperationController<string>(this, {
    name: 'forget',
    run: async (signal) => {
      await this.client.forget(this.leaving, { signal });
      return this.leaving;
    },
    fact: (login) => new NeonLoginForgottenEvent(login),
  });

  /** The selected login; empty: none. One that is not offered is not selected. */
  @property({ converter: textAttribute })
  get value(): string {
    return this.#selection.wish ?? this.#selection.selected;
  }

  set value(login: string) {
    this.#selection.select(login);
    this.#isAssigned = true;
    this.#handOver();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    this.#selection.leave(this.#told);
    super.disconnectedCallback();
  }

  formResetCallback(): void {
    this.value = this.getAttribute('value') ?? '';
  }

  formStateRestoreCallback(login: string): void {
    this.value = login;
  }

  protected override willUpdate(): void {
    const accounts = this.session?.accounts;
    const current = this.#isLoading ? 'loading' : accounts?.length === 0 ? 'empty' : '';
    showState(this.internals, ['loading', 'empty'], current);
    if (!accounts?.length) this.managing = false;
    if (this.isConnected) this.#selection.join();
  }

  protected override updated(): void {
    this.#handOver();
    this.#keepFocus();
    if (this.#selection.wish !== undefined) return;
    if (this.value !== this.#told) this.#tellSelected();
    this.#isAssigned = false;
  }

  protected override render(): TemplateResult {
    const { messages } = this;
    const accounts = this.session?.accounts;
    const isLoading = this.#isLoading;
    return html`<div class="rows">
        <fieldset aria-busy=${isLoading}>
          <legend class="label">${sentence(messages.accounts)}</legend>
          ${
            accounts?.length
              ? html`<ul part="list" class="box">
                    ${accounts.map((account) => html`<li>${this.#entry(account)}</li>`)}
                  </ul>
                  <button
                    part="manage-button"
                    class="quiet flush"
                    type="button"
                    @click=${() => (this.managing = !this.managing)}
                  >
                    ${sentence(this.managing ? messages.managed : messages.manage)}
                  </button>`
              : nothing
          }
          <div
            part="empty"
            class="box empty"
            tabindex="-1"
            ?hidden=${accounts ? accounts.length : !isLoading}
          >
            ${isLoading ? sentence(messages.loading) : nothing}
            <slot name="empty" ?hidden=${!accounts}>${sentence(this.accountMissing)}</slot>
          </div>
        </fieldset>
        ${this.#notes()}
      </div>
      ${this.#confirmation()}`;
  }

  /** Whether the accounts are being read. */
  get #isLoading(): boolean {
    const { session } = this;
    return !session?.accounts && session?.status !== 'offline' && session?.status !== 'failed';
  }

  #entry(account: Account): TemplateResult {
    const { login } = account;
    if (this.managing) {
      return removableAccount(account, this.messages, () => void this.#ask(login));
    }
    return selectableAccount(account, this.messages, {
      isSelected: login === this.value,
      isDisabled: this.isDisabled || !this.#offers(account),
      select: () => this.#choose(login),
    });
  }

  /** Whether an account can be selected: to use it, which also resolves an unknown outcome, or to enter a code for it. */
  #offers({ help }: Account): boolean {
    if (help === 'none' || help === 'go-online') return true;
    return this.forHelp && (help === 'unlock-code' || help === 'reset-code');
  }

  #notes(): TemplateResult {
    const { messages, session } = this;
    const problem = this.#forget.failure(messages) || this.sessionFailure;
    return html`<div class="notes">
      <p part="status" class="hint" role="status">
        ${sentence(unreachableText(session, messages, true))}
      </p>
      <p part="message" class="message" role="alert">${sentence(problem)}</p>
      ${retryButton(session, messages)} ${this.#needsHelp ? helpLink(session, messages) : nothing}
    </div>`;
  }

  /** Whether an account is of no use until somebody helps. */
  get #needsHelp(): boolean {
    const works = ({ help }: Account) => help === 'none' || help === 'go-online';
    return this.session?.accounts?.some((account) => !works(account)) ?? false;
  }

  #confirmation(): TemplateResult {
    const { messages } = this;
    return this.#dialog.render({
      title: messages.forgetTitle({ login: isolated(this.leaving) }),
      about: html`<p id="about">${sentence(messages.forgetConsequence)}</p>`,
      confirm: messages.forget,
      ends: true,
      cancel: messages.cancel,
      submit: this.#confirm,
    });
  }

  async #ask(login: string): Promise<void> {
    this.leaving = login;
    this.#leftAt = undefined;
    await this.updateComplete;
    if (!(await this.#dialog.ask(this.partNode('cancel-button')))) return;
    this.#leftAt = this.session?.accounts?.findIndex((account) => account.login === login);
    await this.#forget.start();
  }

  /** After a removal, moves the focus from the button of the account, which may be another one's now, to the next account. */
  #keepFocus(): void {
    const place = this.#leftAt;
    const isThere = this.session?.accounts?.some(({ login }) => login === this.leaving);
    if (place === undefined || isThere) return;
    this.#leftAt = undefined;
    const focused = this.shadowRoot?.activeElement;
    if (focused ? !focused.matches('[part=forget-button]') : !isFocusLost()) return;
    const entries = this.shadowRoot!.querySelectorAll<HTMLElement>('[part=login]');
    (entries[Math.max(0, Math.min(place, entries.length - 1))] ?? this.partNode('empty'))?.focus();
  }

  #tellSelected(): void {
    this.#told = this.value;
    if (!this.#isAssigned) {
      this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      this.dispatchEvent(new Event('change', { bubbles: true }));
    }
    this.dispatchEvent(new NeonLoginSelectedEvent(this.value));
  }

  #handOver(): void {
    const login = this.#selection.selected;
    this.internals.setFormValue(login || null);
    const anchor = this.shadowRoot?.querySelector<HTMLElement>(
      'input:enabled, [part=manage-button], [part=empty]',
    );
    this.showValidity(this.required && !login, this.accountMissing, anchor);
  }

  #confirm(event: Event): void {
    event.preventDefault();
    this.#dialog.answer(true);
    this.#dialog.close();
  }

  #choose(login: string): void {
    this.#selection.select(login);
    this.#handOver();
    this.requestUpdate();
  }
}

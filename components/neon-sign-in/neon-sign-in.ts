import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { NeonError } from '../../src/index.js';
import { showState } from '../internal/base/custom-states.js';
import { NeonFormElement } from '../internal/base/neon-form-element.js';
import { SubmissionController } from '../internal/base/submission-controller.js';
import { textAttribute } from '../internal/base/text-attribute.js';
import { helpLink } from '../internal/templates/help-link.js';
import { retryButton, unreachableText } from '../internal/templates/session-notes.js';
import { isNeonError } from '../messages/error-text.js';
import { isolated, sentence } from '../messages/isolation.js';
import type { Sentences } from '../messages/sentences.js';
import { english } from './messages.js';
import { styles } from './neon-sign-in.styles.js';

/**
 * Signs in with one button: shows the account, asks for its PIN, and sends the form around with the login and a one-time
 * password. A person with several accounts here chooses one; `help-href` of the provider adds a link to a help page.
 *
 * The form may have a button of its own, which does the same. What went wrong is shown until the next press. Without a form,
 * the page reads `value` when `neon-otp-generated` has come.
 *
 * @slot - Label of the button.
 * @slot empty - What to say when no account is enrolled here, such as a link to the page that activates.
 * @fires {NeonOtpGeneratedEvent} neon-otp-generated - A password is there, and the form is about to be sent.
 * @fires {NeonLoginSelectedEvent} neon-login-selected - Another account is selected, or none any more.
 * @fires {NeonLoginForgottenEvent} neon-login-forgotten - An account was removed.
 * @fires {NeonErrorEvent} neon-error - The operation failed.
 * @csspart account - The account, with the button that changes it.
 * @csspart switch-button - The button that shows the list of accounts.
 * @csspart list - The element with the list of accounts.
 * @csspart otp - The element that obtains the password here, with what went wrong.
 * @csspart push-otp - The element that obtains the password by another device.
 * @csspart label - The label of the field for the user name.
 * @csspart input - The field for the user name, where another device is used and no account is enrolled here.
 * @csspart button - The button that signs in.
 * @csspart device-button - The button that goes on with another device, or with this one again.
 * @csspart help-link - The link to the help page.
 * @csspart status - That the service cannot be reached.
 * @csspart retry-button - The button that asks the service again.
 * @csspart message - Why nothing could be started.
 * @cssstate pending - The password is being obtained.
 * @cssstate elsewhere - Another device is used.
 * @status experimental
 */
export class NeonSignIn extends NeonFormElement {
  static override styles: CSSResultGroup = [NeonFormElement.styles, styles];

  /** Name of the one-time password in the form. */
  @property({ converter: textAttribute, reflect: true }) override name = 'otp';

  /** Name of the login in the form. */
  @property({ attribute: 'login-name', converter: textAttribute }) loginName = 'login';

  /** Whether another device of the person can be used. The service needs push for it. */
  @property({ attribute: 'other-device', type: Boolean }) otherDevice = false;

  @state() private choosing = false;
  @state() private elsewhere = false;
  @state() private pending = false;
  /** The login that was typed, where none is enrolled here. */
  @state() private typed = '';

  @query('neon-otp') private readonly here!: HTMLElementTagNameMap['neon-otp'] | null;
  @query('neon-push-otp') private readonly there!: HTMLElementTagNameMap['neon-push-otp'] | null;

  #owner: HTMLFormElement | null = null;

  readonly #submission = new SubmissionController(this, {
    needed: () => !this.isDisabled,
    hasValue: () => Boolean(this.#source?.value),
    possible: () => {
      if (this.elsewhere) return false;
      if (this.canStart) return true;
      const { session } = this;
      return session?.accounts || (session && session.status !== 'starting') ? false : undefined;
    },
    obtain: () => this.#obtain(),
    waive: () => {
      const isWaived = this.isWaived && !this.elsewhere;
      if (isWaived) this.here?.reset();
      return isWaived;
    },
  });

  /** The one-time password while it is valid, else the empty string. Assigning it changes nothing. */
  get value(): string {
    this.#submission.noteReading();
    return this.#source?.value ?? '';
  }

  // Only the service gives one. Frameworks assign the value of their model, an empty one at first.
  set value(_: string) {}

  override get error(): NeonError | undefined {
    return this.#source?.error;
  }

  /** Signs in, as the button does. */
  async signIn(): Promise<void> {
    if (this.form) this.form.requestSubmit();
    else if (this.canStart) await this.#obtain();
  }

  override reset(): void {
    this.#submission.reset();
    this.here?.reset();
    this.there?.reset();
  }

  override formAssociatedCallback(form: HTMLFormElement | null): void {
    super.formAssociatedCallback(form);
    this.#owner?.removeEventListener('formdata', this.#addLogin);
    form?.addEventListener('formdata', this.#addLogin);
    this.#owner = form;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const current = this.pending ? 'pending' : this.elsewhere ? 'elsewhere' : '';
    showState(this.internals, ['pending', 'elsewhere'], current);
  }

  protected override updated(): void {
    // The button asks for what is missing.
    this.showValidity(false, '', undefined);
  }

  protected override render(): TemplateResult {
    const { elsewhere } = this;
    const texts = this.#texts;
    return html`<div class="rows">
      ${this.#account(texts)}
      <p part="status" class="hint" role="status">${sentence(this.#unreachable)}</p>
      ${retryButton(this.session, this.messages)}
      <neon-otp
        part="otp"
        .asksOnSubmit=${true}
        .login=${this.currentLogin}
        ?hidden=${elsewhere || this.#isSaidInList}
        @neon-error=${() => this.requestUpdate()}
      ></neon-otp>
      ${elsewhere ? this.#otherWay(texts) : this.#signInButton(texts)}
      <p part="message" class="message" role="alert">${this.#obstacle}</p>
      <div class="ways">
        ${
          this.otherDevice
            ? html`<button
                part="device-button"
                class="quiet flush"
                type="button"
                @click=${this.#changeWay}
              >
                ${sentence(elsewhere ? texts.thisDevice : texts.otherDevice)}
              </button>`
            : nothing
        }
        ${helpLink(this.session, this.messages)}
      </div>
    </div>`;
  }

  get #texts(): Sentences<typeof english> {
    return this.sentencesOf(english, 'signIn');
  }

  /** The element that has the password. */
  get #source(): { readonly value: string; readonly error: NeonError | undefined } | null {
    return this.elsewhere ? this.there : this.here;
  }

  /** The list is shown to choose an account, or since none is here. */
  get #isListShown(): boolean {
    return this.choosing || !this.currentLogin;
  }

  /** The list already says why nothing can be done here, so that the element for the password need not. */
  get #isSaidInList(): boolean {
    const said = this.session?.error;
    const own = this.here?.error;
    const isOther = own && isNeonError(said) && own.code !== said.code;
    return this.#isListShown && this.sessionFailure !== '' && !isOther;
  }

  /** The sentence that the service cannot be reached, unless the last press has failed for that and says it. */
  get #unreachable(): string {
    if (this.error?.code === 'NETWORK_UNAVAILABLE') return '';
    return unreachableText(this.session, this.messages, this.#isListShown);
  }

  #account(texts: Sentences<typeof english>): TemplateResult {
    const { currentLogin, choosing } = this;
    return html`
      ${
        currentLogin
          ? html`<div part="account" class="box account" role="group" aria-label=${texts.account}>
              <span>${sentence(isolated(currentLogin))}</span>
              <button
                part="switch-button"
                class="quiet"
                type="button"
                aria-expanded=${choosing}
                ?hidden=${this.login !== ''}
                @click=${() => (this.choosing = !choosing)}
              >
                ${sentence(texts.notYou)}
              </button>
            </div>`
          : nothing
      }
      <neon-login-list
        part="list"
        ?hidden=${!this.#isListShown}
        @neon-login-selected=${this.#chosen}
      >
        <slot name="empty" slot="empty">${sentence(this.accountMissing)}</slot>
      </neon-login-list>
    `;
  }

  #signInButton(texts: Sentences<typeof english>): TemplateResult {
    const ready = this.canStart && !this.pending;
    return html`<button
      part="button"
      class="primary"
      type="button"
      ?disabled=${this.isDisabled}
      aria-disabled=${!ready}
      aria-busy=${this.pending}
      @click=${() => ready && this.signIn()}
    >
      <slot>${sentence(texts.signIn)}</slot>
    </button>`;
  }

  #otherWay(texts: Sentences<typeof english>): TemplateResult {
    const { currentLogin, typed } = this;
    const field = html`<div class="field">
      <label part="label" class="label" for="login">${sentence(texts.userName)}</label>
      <input
        part="input"
        class="text"
        id="login"
        autocomplete="username"
        autocapitalize="none"
        .value=${typed}
        @change=${({ target }: Event) => (this.typed = (target as HTMLInputElement).value.trim())}
      />
    </div>`;
    return html`${currentLogin ? nothing : field}
      <neon-push-otp
        part="push-otp"
        .login=${currentLogin || typed}
        @neon-otp-generated=${() => this.form?.requestSubmit()}
        @neon-error=${() => this.requestUpdate()}
      ></neon-push-otp>`;
  }

  get #obstacle(): ReturnType<typeof sentence> {
    const { messages, elsewhere } = this;
    const { obstacle } = this.#submission;
    if (!obstacle || (obstacle === 'value' && this.canStart)) {
      // The list or the element for the password says it, where one of them is shown.
      const isSaid = !elsewhere || this.#isListShown || this.misconfigured;
      return sentence(isSaid ? '' : this.sessionFailure);
    }
    if (obstacle === 'button') return sentence(messages.errors.UNEXPECTED_ERROR);
    return sentence(elsewhere ? messages.otpMissing : this.startObstacle);
  }

  async #obtain(): Promise<boolean> {
    const { here, currentLogin } = this;
    if (!here) return false;
    this.pending = true;
    try {
      await here.generate();
    } finally {
      this.pending = false;
    }
    return here.value !== '' && this.currentLogin === currentLogin && !this.isDisabled;
  }

  /** Hides the list. A focus in it moves on to the button that signs in. */
  async #chosen({ target }: Event): Promise<void> {
    const hadFocus = this.shadowRoot?.activeElement === target;
    this.choosing = false;
    await this.updateComplete;
    if (hadFocus && this.currentLogin) this.partNode('button')?.focus();
  }

  #changeWay(): void {
    this.reset();
    this.elsewhere = !this.elsewhere;
  }

  readonly #addLogin = ({ formData }: FormDataEvent): void => {
    const login = this.currentLogin || (this.elsewhere ? this.typed : '');
    if (this.loginName && login && !this.isDisabled) formData.append(this.loginName, login);
  };
}

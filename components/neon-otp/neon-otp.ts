import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { OnlineOtp } from '../../src/index.js';
import { NeonOtpGeneratedEvent } from '../events.js';
import { copy, type Copying } from '../internal/base/clipboard.js';
import { CountdownController } from '../internal/base/countdown-controller.js';
import { showState } from '../internal/base/custom-states.js';
import { NeonFormElement } from '../internal/base/neon-form-element.js';
import { OperationController } from '../internal/base/operation-controller.js';
import { SubmissionController } from '../internal/base/submission-controller.js';
import { accountOf } from '../internal/session/account-factors.js';
import { standingOf } from '../internal/session/account-standing.js';
import { passwordTime } from '../internal/templates/password-time.js';
import { grouped, halves, readOut } from '../internal/templates/digit-groups.js';
import { fieldNotes } from '../internal/templates/field-notes.js';
import { helpLink } from '../internal/templates/help-link.js';
import { copyIcon, doneIcon } from '../internal/templates/icons.js';
import { sentence } from '../messages/isolation.js';
import { styles } from './neon-otp.styles.js';
import { fillPageFields } from './page-fields.js';

/**
 * Generates a one-time password for a login, shows it with the time left, and submits it with the form around it.
 *
 * Without a valid password the element is invalid (`valueMissing`), so the form is not sent. With `on-submit`, the form's own
 * button asks for the PIN, and the form is sent when the password is there; then the element shows only what went wrong.
 * With `optional` too, the form is sent without one only where this browser has no account for it. The value is never kept
 * in the session history.
 *
 * @slot - Label of the button.
 * @slot input - An `<input>` of the page that receives the password too.
 * @fires {NeonOtpGeneratedEvent} neon-otp-generated - A password was generated.
 * @fires {NeonErrorEvent} neon-error - The operation failed.
 * @csspart button - The button that starts the operation.
 * @csspart code - The generated password.
 * @csspart timer - The seconds left.
 * @csspart copy-button - The button that copies it.
 * @csspart hint - What a one-time password is.
 * @csspart status - That it is ready, or has expired.
 * @csspart message - What went wrong, in words.
 * @csspart help-link - The link to the help page of the provider, after a failure.
 * @cssprop [--neon-otp-code-size] - Font size of the generated password.
 * @cssstate pending - It is being generated.
 * @cssstate ready - It is shown.
 * @cssstate failed - The operation failed.
 * @status stable
 */
export class NeonOtp extends NeonFormElement {
  static override styles: CSSResultGroup = [NeonFormElement.styles, styles];

  /** Whether the password is generated when the form is sent, without a button and a password that people see. */
  @property({ attribute: 'on-submit', type: Boolean }) asksOnSubmit = false;

  @state() private expired = false;
  @state() private copying: Copying = '';
  /** Whether the page has given the button a label; white space is none. */
  @state() private labelled = false;

  readonly #operation = new OperationController<OnlineOtp>(this, {
    name: 'getOnlineOtp',
    run: (signal) => this.client.getOnlineOtp(this.currentLogin, { signal }),
    fact: ({ expiresAt }) => {
      this.#countdown.start(expiresAt);
      this.#handOver();
      return new NeonOtpGeneratedEvent(this.currentLogin, expiresAt);
    },
  });

  readonly #countdown = new CountdownController(this, () => {
    this.#operation.reset();
    this.expired = true;
    this.#handOver();
  });

  readonly #submission = new SubmissionController(this, {
    needed: () => this.asksOnSubmit && !this.isDisabled,
    hasValue: () => this.#password !== '',
    possible: () => this.canStart || (this.#isSettled ? false : undefined),
    obtain: async () => {
      const { currentLogin } = this;
      this.#clear();
      await this.#operation.start();
      return this.#password !== '' && this.currentLogin === currentLogin && !this.isDisabled;
    },
    waive: () => {
      const { isWaived } = this;
      if (isWaived) this.#clear();
      return isWaived;
    },
  });

  /** The password while it is valid, else the empty string. Assigning it changes nothing. */
  get value(): string {
    this.#submission.noteReading();
    return this.#password;
  }

  // Only the service gives one. Frameworks assign the value of their model, an empty one at first.
  set value(_: string) {}

  /** When the password expires, in milliseconds since the epoch; undefined without one. */
  get expiresAt(): number | undefined {
    const { state } = this.#operation;
    return state.status === 'done' ? state.value.expiresAt : undefined;
  }

  /** Starts the operation, as the button does. Settles when it has ended, also when it has failed. */
  generate(): Promise<void> {
    this.reset();
    return this.#operation.start();
  }

  override reset(): void {
    this.#submission.reset();
    this.#clear();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { status } = this.#operation.state;
    const current = status === 'done' ? 'ready' : status;
    showState(this.internals, ['pending', 'ready', 'failed'], current);
  }

  protected override updated(): void {
    this.#handOver();
  }

  /** With `on-submit` the form's button asks for what is missing. */
  protected override requireValue(missing: string): void {
    if (this.asksOnSubmit) this.showValidity(false, '', undefined);
    else super.requireValue(missing);
  }

  protected override render(): TemplateResult {
    const slot = html`<slot name="input" @slotchange=${this.#handOver}></slot>`;
    return this.asksOnSubmit
      ? html`${this.#outcome()}${slot}`
      : html`<div class="rows">
          <div class="field">
            <span class="label" aria-hidden="true">${sentence(this.messages.otp)}</span>
            ${this.#panel()} ${this.#notes()} ${this.#help}
          </div>
          ${this.#button()} ${slot}
        </div>`;
  }

  #clear(): void {
    this.#countdown.stop();
    this.#operation.reset();
    this.expired = false;
    this.copying = '';
    this.#handOver();
  }

  get #password(): string {
    const { state } = this.#operation;
    return state.status === 'done' && this.#countdown.isRunning ? state.value.value : '';
  }

  /** Whether it is known that nothing can be started. */
  get #isSettled(): boolean {
    const { session } = this;
    return (
      session !== undefined && (session.accounts !== undefined || session.status !== 'starting')
    );
  }

  get #isReady(): boolean {
    return this.canStart && !this.#operation.pending;
  }

  #button(): TemplateResult {
    const { messages, labelled } = this;
    const hasPassword = this.#password !== '';
    return html`<button
      part="button"
      class=${hasPassword ? nothing : 'primary'}
      type="button"
      ?disabled=${this.isDisabled}
      aria-disabled=${!this.#isReady}
      aria-busy=${this.#operation.pending}
      @click=${this.#pressed}
    >
      <slot ?hidden=${!labelled} @slotchange=${this.#labelChanged}></slot>
      ${labelled ? nothing : sentence(hasPassword ? messages.getNewOtp : messages.getOtp)}
    </button>`;
  }

  #panel(): TemplateResult {
    const { messages, copying } = this;
    const value = this.#password;
    return html`<div class="box panel" role="group" aria-label=${messages.otp}>
      <span class="code stack">
        <span aria-hidden="true" class=${value ? 'off' : 'empty'}>•••• ••••</span>
        <span part="code" class="groups" aria-hidden="true">${grouped(halves(value))}</span>
        ${readOut(messages.otp, value)}
      </span>
      ${this.#timer()}
      <button
        part="copy-button"
        class=${value ? 'quiet' : 'quiet off'}
        type="button"
        aria-label=${messages.copy}
        title=${messages.copy}
        @click=${this.#copy}
      >
        ${copying === 'copied' ? doneIcon : copyIcon}
      </button>
    </div>`;
  }

  #timer(): TemplateResult {
    const { seconds, total } = this.#countdown;
    // The ring empties clockwise from the top, and is empty when the last second begins to end.
    const gone = total ? 100 - (100 * (seconds - 1)) / total : 100;
    return html`<span
      part="timer"
      role="timer"
      class=${seconds ? 'timer stack' : 'timer stack off'}
    >
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle cx="18" cy="18" r="16" />
        <circle
          cx="18"
          cy="18"
          r="16"
          pathLength="100"
          stroke-dasharray="100"
          stroke-dashoffset=${gone}
        />
      </svg>
      <span>${seconds || nothing}</span>
    </span>`;
  }

  #notes(): TemplateResult {
    const { messages, expired, copying } = this;
    const { seconds, total } = this.#countdown;
    const time = this.#password && !copying ? passwordTime(messages, seconds, total) : undefined;
    const status = copying ? messages[copying] : expired ? messages.otpExpired : '';
    return fieldNotes(
      this.startHint(messages.otpHint),
      time?.announced ?? status,
      this.#operation.failure(messages),
      time?.shown,
    );
  }

  /** What is shown with `on-submit`: what went wrong, or that a pressed button still waits. */
  #outcome(): TemplateResult {
    const { messages } = this;
    const { waits, obstacle } = this.#submission;
    const unsent = {
      button: messages.errors.UNEXPECTED_ERROR,
      value: this.startObstacle,
    };
    const failure = this.#operation.failure(messages) || this.sessionFailure;
    return html`<div class="outcome">
      ${fieldNotes(
        standingOf(accountOf(this.session, this.currentLogin), messages),
        waits ? messages.checking : '',
        failure || (obstacle ? unsent[obstacle] : ''),
      )}
      ${this.#help}
    </div>`;
  }

  /** The link to the help page, after a failure. */
  get #help(): ReturnType<typeof helpLink> {
    const { status } = this.#operation.state;
    return status === 'failed' ? helpLink(this.session, this.messages) : nothing;
  }

  #labelChanged({ target }: Event): void {
    const nodes = (target as HTMLSlotElement).assignedNodes({ flatten: true });
    this.labelled = nodes.some(({ textContent }) => textContent!.trim());
  }

  async #pressed(): Promise<void> {
    if (!this.#isReady) return;
    await this.generate();
    if (this.#password) this.focusFormButton();
  }

  async #copy(): Promise<void> {
    this.copying = await copy(this.#password, this.partNode('code'));
  }

  /** Passes the password on to the form and to the page's own field, and clears it there when it has expired. */
  #handOver(): void {
    this.requireValue(this.messages.otpMissing);
    fillPageFields(this.shadowRoot?.querySelector('slot[name=input]'), this.#password);
  }
}

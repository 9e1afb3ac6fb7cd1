import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { OnlineOtp } from '../../src/index.js';
import { NeonOtpGeneratedEvent } from '../events.js';
import { copy, type Copying } from '../internal/base/clipboard.js';
import { CountdownController } from '../internal/base/countdown-controller.js';
import { showState } from '../internal/base/custom-states.js';
import { NeonFormElement } from '../internal/base/neon-form-element.js';
import { OperationController } from '../internal/base/operation-controller.js';
import { grouped, halves, readOut } from '../internal/templates/digit-groups.js';
import { fieldNotes } from '../internal/templates/field-notes.js';
import { copyIcon, doneIcon } from '../internal/templates/icons.js';
import { passwordTime } from '../internal/templates/password-time.js';
import { enPushOtp, type PushOtpSentences } from '../messages/push-messages.js';
import { sentence } from '../messages/isolation.js';
import { styles } from './neon-push-otp.styles.js';

/**
 * Obtains a one-time password that the person approves in another browser. Shows the number to type there, waits, shows the
 * password with the time left, and submits it with the form around it.
 *
 * This browser need not be enrolled, unless the service lets only enrolled browsers ask (`pushOpen`). Without a valid
 * password the element is invalid (`valueMissing`), so the form is not sent.
 *
 * @slot - Label of the button.
 * @fires {NeonOtpGeneratedEvent} neon-otp-generated - The other browser has approved.
 * @fires {NeonErrorEvent} neon-error - It was denied, nobody answered, or something failed.
 * @csspart button - The button that asks.
 * @csspart cancel-button - The button that gives up waiting.
 * @csspart number - The number to type at the other browser.
 * @csspart code - The password.
 * @csspart timer - The seconds left, of the request or of the password.
 * @csspart copy-button - The button that copies the password.
 * @csspart hint - What this is.
 * @csspart status - What to do now, that it is ready, or has expired.
 * @csspart message - What went wrong, in words.
 * @cssprop [--neon-push-otp-code-size] - Font size of number and password.
 * @cssstate pending - The service is being asked.
 * @cssstate waiting - The number is shown.
 * @cssstate ready - The password is shown.
 * @cssstate failed - It was denied, nobody answered, or something failed.
 * @status experimental
 */
export class NeonPushOtp extends NeonFormElement {
  static override styles: CSSResultGroup = [NeonFormElement.styles, styles];

  @state() private number = '';
  @state() private expired = false;
  @state() private copying: Copying = '';

  readonly #operation = new OperationController<OnlineOtp>(this, {
    name: 'getRemoteOtpByPush',
    run: (signal) =>
      this.client.getRemoteOtpByPush(this.currentLogin, {
        signal,
        onNumber: (number, expiresAt) => {
          if (signal.aborted) return;
          this.number = number;
          this.#countdown.start(expiresAt);
        },
      }),
    fact: ({ expiresAt }) => {
      this.#countdown.start(expiresAt);
      this.requireValue(this.messages.otpMissing);
      return new NeonOtpGeneratedEvent(this.currentLogin, expiresAt);
    },
  });

  /** Counts down for the number, then for the password. The service says when the number has expired. */
  readonly #countdown = new CountdownController(this, () => {
    if (this.#operation.state.status !== 'done') return;
    this.#operation.reset();
    this.expired = true;
    this.requireValue(this.messages.otpMissing);
  });

  /** The password while it is valid, else the empty string. Assigning it changes nothing. */
  get value(): string {
    const { state } = this.#operation;
    return state.status === 'done' && this.#countdown.isRunning ? state.value.value : '';
  }

  // Only the service gives one. Frameworks assign the value of their model, an empty one at first.
  set value(_: string) {}

  /** When the password expires, in milliseconds since the epoch; undefined without one. */
  get expiresAt(): number | undefined {
    const { state } = this.#operation;
    return state.status === 'done' ? state.value.expiresAt : undefined;
  }

  /** Asks, as the button does. Settles when the operation has ended, also when it has failed. */
  ask(): Promise<void> {
    this.reset();
    return this.#operation.start();
  }

  override reset(): void {
    this.#countdown.stop();
    this.#operation.reset();
    this.number = '';
    this.expired = false;
    this.copying = '';
    this.requireValue(this.messages.otpMissing);
  }

  /** The account is that of another browser: it need not be set up here. */
  protected override get accountMissing(): string {
    return this.messages.loginMissing;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { status } = this.#operation.state;
    if (status !== 'pending') this.number = '';
    if (status === 'failed') this.#countdown.stop();
    const asking = this.number ? 'waiting' : 'pending';
    const current = { idle: '', pending: asking, done: 'ready', failed: 'failed' }[status];
    showState(this.internals, ['pending', 'waiting', 'ready', 'failed'], current);
  }

  protected override updated(): void {
    this.requireValue(this.messages.otpMissing);
    // The two buttons replace each other, and the focus moves to the one that is shown.
    const [button, cancel] = [this.partNode('button'), this.partNode('cancel-button')];
    const [shown, gone] = this.#operation.pending ? [cancel, button] : [button, cancel];
    if (this.shadowRoot?.activeElement === gone) shown?.focus();
  }

  protected override render(): TemplateResult {
    const { value } = this;
    const { pending } = this.#operation;
    return html`<div class="rows">
      <div class="field">
        <span class="label" aria-hidden="true">${sentence(this.#label)}</span>
        ${this.#panel()} ${this.#notes()}
      </div>
      <div class="stack">
        <button
          part="button"
          class=${pending ? 'off' : value ? nothing : 'primary'}
          type="button"
          ?disabled=${this.isDisabled}
          aria-disabled=${!this.#isReady}
          @click=${this.#pressed}
        >
          <slot
            >${sentence(value || this.expired ? this.#texts.askAgain : this.#texts.askOtherDevice)}</slot
          >
        </button>
        <button
          part="cancel-button"
          class=${pending ? nothing : 'off'}
          type="button"
          @click=${this.reset}
        >
          ${sentence(this.messages.cancel)}
        </button>
      </div>
    </div>`;
  }

  get #texts(): PushOtpSentences {
    return this.sentencesOf(enPushOtp, 'push');
  }

  get #label(): string {
    return this.number ? this.#texts.number : this.messages.otp;
  }

  get #isReady(): boolean {
    return this.canStart && !this.#operation.pending;
  }

  #panel(): TemplateResult {
    const { messages, value, number, copying } = this;
    const { seconds } = this.#countdown;
    return html`<div class="box panel" role="group" aria-label=${this.#label}>
      <span class="code stack">
        <span aria-hidden="true" class=${value || number ? 'off' : 'empty'}>••• •••</span>
        <span part="number" class="groups" aria-hidden="true">${grouped(halves(number))}</span>
        ${readOut(this.#texts.number, number)}
        <span part="code" class="groups" aria-hidden="true">${grouped(halves(value))}</span>
        ${readOut(messages.otp, value)}
      </span>
      <span part="timer" role="timer" class="timer"
        >${seconds ? sentence(this.#texts.secondsLeft({ seconds })) : nothing}</span
      >
      <button
        part="copy-button"
        class="quiet"
        type="button"
        aria-label=${messages.copy}
        title=${messages.copy}
        ?hidden=${!value}
        @click=${this.#copy}
      >
        ${copying === 'copied' ? doneIcon : copyIcon}
      </button>
    </div>`;
  }

  #notes(): TemplateResult {
    const { messages, value, number, expired, copying } = this;
    const texts = this.#texts;
    const { seconds, total } = this.#countdown;
    const time = value && !copying ? passwordTime(messages, seconds, total) : undefined;
    const ready = time?.announced ?? (copying && messages[copying]);
    const asking = number ? texts.numberShown : this.#operation.pending ? texts.asking : '';
    const status = value ? ready : expired ? messages.otpExpired : asking;
    const errors = { ...texts.errors, STATIC_TOKEN_KEY_IS_INVALID: texts.notSetUp };
    return fieldNotes(
      this.startHint(texts.askHint),
      status,
      this.#operation.failure(messages, errors),
      time?.shown,
    );
  }

  async #pressed(): Promise<void> {
    if (!this.#isReady) return;
    await this.ask();
    await this.updateComplete;
    if (this.value) this.focusFormButton();
  }

  async #copy(): Promise<void> {
    this.copying = await copy(this.value, this.partNode('code'));
  }
}

import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { OnlineOtp } from '../../src/index.js';
import { NeonOtpGeneratedEvent } from '../events.js';
import { copy, type Copying } from '../internal/base/clipboard.js';
import { CountdownController } from '../internal/base/countdown-controller.js';
import { showState } from '../internal/base/custom-states.js';
import { NeonFormElement } from '../internal/base/neon-form-element.js';
import { OperationController } from '../internal/base/operation-controller.js';
import { digitGroups } from '../internal/templates/digit-groups.js';
import { fieldNotes } from '../internal/templates/field-notes.js';
import { copyIcon, doneIcon } from '../internal/templates/icons.js';
import { sentence } from '../messages/isolation.js';
import { styles } from './neon-otp.styles.js';

/**
 * Generates a one-time password for a login, shows it with the time left, and submits it with the form around it.
 *
 * Without a valid password the element is invalid (`valueMissing`), so the form is not sent. The value is never kept in the
 * session history.
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
 * @cssprop [--neon-color-accent] - Colour of buttons and of the focus.
 * @cssprop [--neon-color-on-accent] - Colour of text on it.
 * @cssprop [--neon-color-surface] - Background of fields and boxes.
 * @cssprop [--neon-color-text] - Colour of text.
 * @cssprop [--neon-radius=0.625rem] - Radius of corners.
 * @cssprop [--neon-otp-code-size] - Font size of the generated password.
 * @cssstate pending - It is being generated.
 * @cssstate ready - It is shown.
 * @cssstate failed - The operation failed.
 * @status stable
 */
export class NeonOtp extends NeonFormElement {
  static override styles: CSSResultGroup = [NeonFormElement.styles, styles];

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

  /** The password while it is valid, else the empty string. */
  get value(): string {
    const { state } = this.#operation;
    return state.status === 'done' && this.#countdown.isRunning ? state.value.value : '';
  }

  /** Starts the operation, as the button does. Settles when it has ended, also when it has failed. */
  generate(): Promise<void> {
    this.reset();
    return this.#operation.start();
  }

  override reset(): void {
    this.#countdown.stop();
    this.#operation.reset();
    this.expired = false;
    this.copying = '';
    this.#handOver();
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

  protected override render(): TemplateResult {
    const { messages, value, labelled } = this;
    return html`<div class="rows">
      <div class="field">
        <span class="label" aria-hidden="true">${sentence(messages.otp)}</span>
        ${this.#panel()} ${this.#notes()}
      </div>
      <button
        part="button"
        class=${value ? nothing : 'primary'}
        type="button"
        ?disabled=${this.isDisabled}
        aria-disabled=${!this.#isReady}
        aria-busy=${this.#operation.pending}
        @click=${this.#pressed}
      >
        <slot ?hidden=${!labelled} @slotchange=${this.#labelChanged}></slot>
        ${labelled ? nothing : sentence(value ? messages.getNewOtp : messages.getOtp)}
      </button>
      <slot name="input" @slotchange=${this.#handOver}></slot>
    </div>`;
  }

  get #isReady(): boolean {
    return this.canStart && !this.#operation.pending;
  }

  #panel(): TemplateResult {
    const { messages, value, copying } = this;
    return html`<div class="box panel" role="group" aria-label=${messages.otp}>
      <span class="code stack">
        <span aria-hidden="true" class=${value ? 'off' : 'empty'}>•••• ••••</span>
        <output part="code" aria-label=${messages.otp}>${digitGroups(value)}</output>
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
    const { messages, value, expired, copying } = this;
    const shown = copying ? messages[copying] : messages.otpReady({ count: this.#countdown.total });
    const status = value ? shown : expired ? messages.otpExpired : '';
    return fieldNotes(
      this.misconfigured || messages.otpHint,
      status,
      this.#operation.failure(messages),
    );
  }

  #labelChanged({ target }: Event): void {
    const nodes = (target as HTMLSlotElement).assignedNodes({ flatten: true });
    this.labelled = nodes.some(({ textContent }) => textContent!.trim());
  }

  async #pressed(): Promise<void> {
    if (this.#isReady) await this.generate();
  }

  async #copy(): Promise<void> {
    this.copying = await copy(this.value, this.partNode('code'));
  }

  /** Passes the password on to the form and to the page's own field, and clears it there when it has expired. */
  #handOver(): void {
    const { value } = this;
    this.requireValue(this.messages.otpMissing);
    const slot = this.shadowRoot?.querySelector<HTMLSlotElement>('slot[name=input]');
    for (const input of slot?.assignedElements({ flatten: true }) ?? []) {
      if (!(input instanceof HTMLInputElement) || input.value === value) continue;
      // Browsers store the values of fields to complete them later, unless autocompletion is off.
      input.autocomplete = 'off';
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }
}

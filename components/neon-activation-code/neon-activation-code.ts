import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Device, DeviceCode } from '../../src/index.js';
import { NeonActivationCodeCreatedEvent } from '../events.js';
import { AccountPolling } from '../internal/base/account-polling.js';
import { copy, type Copying } from '../internal/base/clipboard.js';
import { CountdownController } from '../internal/base/countdown-controller.js';
import { isFocusLost } from '../internal/base/focus-return.js';
import { showState } from '../internal/base/custom-states.js';
import { LoginElement } from '../internal/base/login-element.js';
import { OptionalPart } from '../internal/base/optional-part.js';
import { OperationController } from '../internal/base/operation-controller.js';
import { textAttribute } from '../internal/base/text-attribute.js';
import { actionButton } from '../internal/templates/action-button.js';
import { fieldNotes } from '../internal/templates/field-notes.js';
import { grouped, readOut } from '../internal/templates/digit-groups.js';
import { copyIcon, doneIcon } from '../internal/templates/icons.js';
import { isNeonError } from '../messages/error-text.js';
import { english, type ActivationCodeSentences } from './messages.js';
import { isolated, sentence } from '../messages/isolation.js';
import { styles } from './neon-activation-code.styles.js';

/** A code with its picture. */
interface Shown extends DeviceCode {
  /** The QR code; undefined if its script could not be loaded. */
  readonly picture: TemplateResult | undefined;
  /** The browsers that there were before anybody could use the code; undefined where the service does not say. */
  readonly before: readonly Device[] | undefined;
}

/**
 * Makes a code that sets up another browser of the same person. Shows it as text and as a QR code, with the time left.
 * When a browser was added, the code is not shown any more, and that browser is named. If it has used another code, the
 * one that was shown stays valid until its end.
 *
 * With `activation-url` the QR code is a link to that page with the code in its fragment, from where `<neon-activate>`
 * takes it; without, it is the code alone.
 *
 * @slot - Label of the button.
 * @fires {NeonActivationCodeCreatedEvent} neon-activation-code-created - A code is shown.
 * @fires {NeonErrorEvent} neon-error - The operation failed.
 * @csspart button - The button that starts the operation.
 * @csspart panel - The box around the code.
 * @csspart qr - The QR code.
 * @csspart code - The code.
 * @csspart timer - The time left.
 * @csspart copy-button - The button that copies the code.
 * @csspart hint - What such a code is.
 * @csspart status - What to do with it, that it has expired, or which browser was added.
 * @csspart message - What went wrong, in words.
 * @cssstate pending - It is being made.
 * @cssstate ready - It is shown.
 * @cssstate failed - The operation failed.
 * @status experimental
 */
export class NeonActivationCode extends LoginElement {
  static override styles: CSSResultGroup = [LoginElement.styles, styles];

  /** Address of a page with a `<neon-activate>`, for the QR code. */
  @property({ attribute: 'activation-url', converter: textAttribute }) activationUrl = '';

  @state() private expired = false;
  @state() private copying: Copying = '';
  /** Name of the browser that the last code has added. */
  @state() private added = '';

  /** Mark of the list of browsers, as it was when they were last listed. */
  #mark: string | undefined;
  /** True while they are being listed. */
  #isLooking = false;

  readonly #operation = new OperationController<Shown>(this, {
    name: 'getActivationCode',
    run: async (signal) => {
      const drawing = this.#drawing.get();
      const made = await this.client.getActivationCode(this.currentLogin, { signal });
      this.#mark = this.account?.deviceListMark;
      const before = this.#mark === undefined ? undefined : await this.#devices(signal);
      return { ...made, before, picture: (await drawing)?.qrCode(this.#scanned(made.code)) };
    },
    fact: ({ expiresAt }) => {
      this.#countdown.start(expiresAt);
      return new NeonActivationCodeCreatedEvent(this.currentLogin, expiresAt);
    },
  });

  readonly #countdown = new CountdownController(this, () => {
    this.reset();
    this.expired = true;
  });

  readonly #drawing = new OptionalPart((_suffix) => import('./qr-code.js'));

  constructor() {
    super();
    new AccountPolling(this, 2_500, () =>
      this.#isShown && this.#mark ? this.session?.client : undefined,
    );
  }

  /** When the code expires, in milliseconds since the epoch; undefined without one. */
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
    this.#countdown.stop();
    this.#operation.reset();
    this.expired = false;
    this.copying = this.added = '';
    this.#mark = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const mark = this.account?.deviceListMark;
    const isChanged = this.#isShown && this.#mark && mark && mark !== this.#mark;
    if (isChanged && !this.#isLooking) void this.#look(mark);
    const { status } = this.#operation.state;
    const current = status === 'done' ? 'ready' : status;
    showState(this.internals, ['pending', 'ready', 'failed'], current);
  }

  protected override render(): TemplateResult {
    const texts = this.sentencesOf(english, 'activationCodes');
    const { pending, state } = this.#operation;
    const isShown = state.status === 'done';
    return html`<div class="rows">
      ${isShown ? this.#panel(state.value, texts) : nothing} ${this.#notes(texts)}
      ${actionButton({
        label: isShown ? texts.getNew : texts.get,
        ready: this.canStart && !pending,
        pending,
        secondary: isShown,
        press: () => this.generate(),
      })}
    </div>`;
  }

  #panel({ code, picture }: Shown, texts: ActivationCodeSentences): TemplateResult {
    const { messages, copying } = this;
    return html`<div part="panel" class="box panel" role="group" aria-label=${texts.code}>
      ${picture ? html`<div part="qr" class="qr" role="img" aria-label=${texts.qrCode}>${picture}</div>` : nothing}
      <div class="words">
        <span class="label" aria-hidden="true">${sentence(texts.code)}</span>
        <span part="code" class="groups" aria-hidden="true">${grouped(code.split(/(?<=-)/))}</span>
        ${readOut(texts.code, code.replaceAll('-', ', '))}
        <span part="timer" class="hint" role="timer"
          >${sentence(texts.timeLeft({ time: minutes(this.#countdown.seconds) }))}</span
        >
        <button
          part="copy-button"
          class="quiet flush"
          type="button"
          @click=${() => this.#copy(code)}
        >
          ${copying === 'copied' ? doneIcon : copyIcon}
          ${sentence(copying === 'copied' ? messages.copied : texts.copy)}
        </button>
      </div>
    </div>`;
  }

  #notes(texts: ActivationCodeSentences): TemplateResult {
    const { messages, expired, copying, added } = this;
    const { state } = this.#operation;
    const isDrawn = state.status === 'done' && state.value.picture;
    const ready = isDrawn ? texts.ready : texts.readyWithoutQrCode;
    const said = copying ? messages[copying] : ready;
    const ended = added ? texts.added({ name: isolated(added) }) : expired ? texts.expired : '';
    const status = state.status === 'done' ? said : ended;
    return fieldNotes(this.startHint(texts.hint), status, this.#operation.failure(messages));
  }

  get #isShown(): boolean {
    return this.#operation.state.status === 'done';
  }

  /** Looks whether a browser was added since the code was made: then the code was used. */
  async #look(mark: string): Promise<void> {
    const { state } = this.#operation;
    this.#isLooking = true;
    const devices = await this.#devices().finally(() => (this.#isLooking = false));
    // Another code, or none, may be shown by now.
    if (!devices || this.#operation.state !== state) return;
    this.#mark = mark;
    const before = state.status === 'done' && state.value.before;
    const added = before && devices.find(({ tid }) => !before.some((one) => one.tid === tid));
    if (!added) return;
    const focused = this.shadowRoot?.activeElement;
    this.reset();
    this.added = added.tokenName;
    await this.updateComplete;
    if (focused && isFocusLost()) this.partNode('button')?.focus();
  }

  /** The browsers now; undefined where the service does not say, which has no effect on the code. */
  async #devices(signal?: AbortSignal): Promise<readonly Device[] | undefined> {
    try {
      return await this.client.devices(this.currentLogin, signal ? { signal } : {});
    } catch (error) {
      if (!isNeonError(error)) throw error;
      return undefined;
    }
  }

  async #copy(code: string): Promise<void> {
    this.copying = await copy(code, this.partNode('code'));
  }

  /** The text in the QR code. */
  #scanned(code: string): string {
    if (!this.activationUrl || !URL.canParse(this.activationUrl, document.baseURI)) return code;
    const url = new URL(this.activationUrl, document.baseURI);
    url.hash = `neon-code=${code}`;
    return url.href;
  }
}

/** `9:07` */
function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  NeonError,
  type BioKeyProvider,
  type NeonErrorCode,
  type NewPinRequest,
  type PinAnswer,
  type PinRequest,
  type Prompter,
} from '../../src/index.js';
import { showState } from '../internal/base/custom-states.js';
import { DialogController } from '../internal/base/dialog-controller.js';
import type { Translations } from '../internal/base/language-controller.js';
import { NeonElement } from '../internal/base/neon-element.js';
import { dialogStyles } from '../internal/styles/dialog.styles.js';
import { helpLink } from '../internal/templates/help-link.js';
import { fieldNotes } from '../internal/templates/field-notes.js';
import type { Messages } from '../messages/messages.js';
import { BioKeyOption } from './bio-key-option.js';
import { mistakeIn, type Mistake } from './entry-mistake.js';
import { styles } from './neon-pin-prompt.styles.js';
import { pinFields } from './pin-fields.js';
import { PromptQueue } from './prompt-queue.js';
import { isNew, isSameOperation, type PromptRequest } from './prompt-request.js';
import { hintOf, refusalOf } from './prompt-sentences.js';
import { RevealController } from './reveal-controller.js';
import { weaknessOf, type Weakness } from './weak-pin.js';

/** Refusals of the PIN or password itself: its field is marked as invalid. */
const pinRefusals: ReadonlySet<NeonErrorCode> = new Set(['PASSWORD_IS_WRONG', 'PIN_REFUSED']);

/**
 * The dialog that asks for a PIN or a password, or for a new one twice. A `<neon-provider>` has one of its own; a page that
 * makes its own client can pass one as its `prompter`. Where the service accepts a BioKey and `bioKey` can give one, the
 * dialog that a press has opened begins with it, and goes on to the PIN, if there is one, when the person wants that or there
 * was no BioKey. Without a press it offers both.
 *
 * Closing the dialog, by its button or by Escape, rejects with `USER_CANCELLED`. The dialog stays open while an answer is
 * checked, and says why an answer was refused. Requests of several operations wait for each other.
 *
 * @slot password - An `<input type="password" autocomplete="current-password">` of the page for the password, for
 *   password managers that do not see into shadow roots. Not used for PINs and new passwords.
 * @csspart dialog - The dialog.
 * @csspart title - What the dialog asks for.
 * @csspart login - Whose PIN is asked for.
 * @csspart label - The label of a field.
 * @csspart input - A field.
 * @csspart reveal-button - The button that shows what is typed, and hides it again.
 * @csspart bio-button - The button that gives the BioKey in place of the PIN.
 * @csspart hint - The rules for a new PIN, or how many tries are left.
 * @csspart message - Why the last answer was refused.
 * @csspart status - That an answer is being checked.
 * @csspart help-link - The link to the help page of the provider.
 * @csspart button - The button that confirms, or goes on to the PIN while the device asks for biometrics.
 * @csspart cancel-button - The button that closes.
 * @cssprop [--neon-pin-prompt-letter-spacing=0.35em] - Distance of the dots.
 * @cssstate asking - A person is asked.
 * @cssstate pending - An answer is being checked.
 * @status stable
 */
export class NeonPinPrompt extends NeonElement implements Prompter {
  static override styles: CSSResultGroup = [NeonElement.styles, dialogStyles, styles];

  /** The person is asked again when a PIN was refused. */
  readonly asksAgain = true;

  /** Gives BioKeys. */
  @property({ attribute: false }) bioKey: BioKeyProvider | undefined;

  /** Texts for a dialog outside of a provider, as `languages` of a provider. */
  @property({ attribute: false }) languages: readonly Messages[] | undefined;

  @state() private request: PromptRequest | undefined;
  @state() private bioKeyOption: BioKeyOption | undefined;
  @state() private checking = false;
  @state() private mistake: Mistake | undefined;
  /** The page's own field in the slot. */
  @state() private slotted: HTMLInputElement | undefined;

  readonly #dialog = new DialogController<PinAnswer>(this);
  readonly #queue = new PromptQueue<PromptRequest>();
  readonly #reveal = new RevealController(this);
  /** True when biometrics were asked for alone, at the last rendering. */
  #wasAlone = false;
  /** Of the new PIN that was entered last. */
  #weakness: Weakness | undefined;

  /** Asks for the PIN, a password or a BioKey; rejects with `USER_CANCELLED` when the dialog is closed. */
  async askForPin(request: PinRequest): Promise<PinAnswer> {
    const bioKeyOption = this.#optionFor(request);
    if (!bioKeyOption && !request.pinAllowed) throw new NeonError('BIO_KEY_NOT_ALLOWED');
    return this.#ask(request, bioKeyOption);
  }

  /** Asks for a new PIN or password, twice; rejects with `USER_CANCELLED` when the dialog is closed. */
  async definePin(request: NewPinRequest): Promise<string> {
    return (await this.#ask(request)).value;
  }

  protected override get needsProvider(): boolean {
    return false;
  }

  protected override get translations(): Translations | undefined {
    return this.languages ? { messages: this.languages } : super.translations;
  }

  protected override willUpdate(): void {
    const { request, checking } = this;
    const current = checking ? 'pending' : request ? 'asking' : '';
    showState(this.internals, ['asking', 'pending'], current);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('slotted') && this.slotted) this.slotted.ariaLabel ??= this.messages.pin.text;
    const isAlone = this.bioKeyOption?.isAlone ?? false;
    if (this.#wasAlone && !isAlone && this.#dialog.asking) this.#first?.focus();
    this.#wasAlone = isAlone;
    // At the field, but perhaps below the window of a phone with its keyboard.
    if (this.request && this.#refused)
      this.partNode('message')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const { request, checking, messages, bioKeyOption: bio } = this;
    const titles = isNew(request) ? messages.choosePin : messages.enterPin;
    const kind = request?.kind ?? 'digits';
    const { isAlone = false, isOnly = false } = bio ?? {};
    const goesOn = isAlone && !isOnly;
    return this.#dialog.render({
      title: isAlone ? messages.useBioKey : titles[kind],
      about: html`<p part="login" class="login" id="about">${request?.login}</p>`,
      fields: html`${isAlone ? this.#notesAlone() : this.#fields()}
      ${bio?.button(messages, checking)}
      ${isNew(request) ? nothing : helpLink(this.session, messages)}`,
      confirm: goesOn ? messages.usePin[kind] : isOnly ? messages.useBioKey : messages.confirmPin,
      isSecondary: goesOn,
      cancel: messages.cancel,
      busy: checking,
      submit: this.#submit,
    });
  }

  #fields(): TemplateResult {
    const { request, mistake } = this;
    const isRefused = request?.refused !== undefined && pinRefusals.has(request.refused.code);
    const fields = {
      request,
      checking: this.checking,
      wrong: mistake?.field ?? (isRefused ? 'pin' : undefined),
      notes: this.#notes(),
      revealed: this.#reveal.isOn,
      usesSlotted: this.#usesSlotted,
      slotChanged: this.#slotChanged,
      toggle: () => this.checking || this.#reveal.toggle(),
    } as const;
    return pinFields(fields, this.messages);
  }

  /** Without a field. That of the page stays known, so that it can be cleared. */
  #notesAlone(): TemplateResult {
    const slot = html`<slot name="password" hidden @slotchange=${this.#slotChanged}></slot>`;
    return html`${this.#notes()}${slot}`;
  }

  #notes(): TemplateResult {
    const { request, messages, checking, bioKeyOption: bio } = this;
    const status = checking ? messages.checking : bio?.isPending ? messages.bioKeyAsked : '';
    return fieldNotes(hintOf(request, messages), status, status ? '' : this.#refused);
  }

  get #refused(): string {
    const { request, messages, mistake, bioKeyOption: bio } = this;
    if (bio?.ended) return bio.sentence(messages);
    if (mistake) return mistake.isEmpty ? messages.fieldMissing : messages.refusals.different;
    return refusalOf(request, this.#weakness, messages);
  }

  get #usesSlotted(): boolean {
    const { request, slotted, bioKeyOption } = this;
    return (
      slotted !== undefined && request?.kind === 'text' && !isNew(request) && !bioKeyOption?.isAlone
    );
  }

  get #inputs(): HTMLInputElement[] {
    return this.#usesSlotted && this.slotted
      ? [this.slotted]
      : [...this.shadowRoot!.querySelectorAll<HTMLInputElement>('[part=input]')];
  }

  async #ask(request: PromptRequest, bioKeyOption?: BioKeyOption): Promise<PinAnswer> {
    const hasWaited = await this.#queue.enter(
      request,
      (current) => this.checking && isSameOperation(current, request),
    );
    const release = () => {
      if (this.#queue.current === request) this.#release();
    };
    request.signal.addEventListener('abort', release, { once: true });
    this.#clear();
    // The last press was for the dialog before, or there was none: the person presses the button for biometrics.
    if (hasWaited || navigator.userActivation?.isActive === false) bioKeyOption?.goOn();
    this.request = request;
    this.bioKeyOption = bioKeyOption;
    this.checking = false;
    this.mistake = undefined;
    await this.updateComplete;
    const answer = request.signal.aborted ? undefined : await this.#answerOf(bioKeyOption);
    bioKeyOption?.stop();
    // The dialog now says that the answer is being checked, until the operation ends or asks again.
    if (answer) return answer;
    release();
    request.signal.throwIfAborted();
    throw new NeonError('USER_CANCELLED');
  }

  /** Opens the dialog. Biometrics can answer at once. */
  #answerOf(bioKeyOption: BioKeyOption | undefined): Promise<PinAnswer | undefined> {
    const answer = this.#dialog.ask(this.#first);
    bioKeyOption?.begin();
    return answer;
  }

  /** The node that has the focus at first. */
  get #first(): HTMLElement | null {
    return this.#inputs[0] ?? this.partNode('button');
  }

  #release(): void {
    this.#clear();
    // A password manager may have filled it while biometrics stood alone.
    if (this.slotted) this.slotted.value = '';
    this.#weakness = undefined;
    this.#dialog.close();
    this.request = undefined;
    this.checking = false;
    this.#queue.leave();
  }

  #clear(): void {
    for (const input of this.#inputs) input.value = '';
    this.#reveal.hide();
  }

  #submit(event: Event): void {
    event.preventDefault();
    const { request } = this;
    const [pin, again] = this.#inputs;
    if (!request || !this.#dialog.asking) return;
    if (!pin) return this.#submitWithoutField();
    if (this.bioKeyOption) this.bioKeyOption.ended = undefined;
    this.#reveal.hide();
    this.#weakness = isNew(request) ? weaknessOf(pin.value) : undefined;
    this.mistake = mistakeIn(pin.value, again?.value, request.kind);
    if (!this.mistake) return this.#answer({ value: pin.value, type: 'pin' });
    const wrong = this.mistake.field === 'pin' ? pin : again!;
    wrong.value = '';
    wrong.focus();
  }

  /** Tries biometrics again, or goes on to the PIN. */
  #submitWithoutField(): void {
    const bio = this.bioKeyOption;
    if (bio?.isOnly) void bio.use();
    else bio?.goOn();
  }

  #answer(answer: PinAnswer): void {
    this.checking = true;
    this.#dialog.answer(answer);
  }

  /** Undefined unless the service takes a BioKey and the page can give one. */
  #optionFor(request: PinRequest): BioKeyOption | undefined {
    const { bioKey } = this;
    if (!bioKey || !request.bioKeyAllowed) return undefined;
    return new BioKeyOption(this, bioKey, request, (value) => this.#answer({ value, type: 'bio' }));
  }

  readonly #slotChanged = (): void => {
    const slot = this.shadowRoot!.querySelector<HTMLSlotElement>('slot[name=password]');
    const found = slot?.assignedElements({ flatten: true });
    this.slotted = found?.find((element) => element instanceof HTMLInputElement);
  };
}

import { html, nothing, type TemplateResult } from 'lit/html.js';
import {
  NeonError,
  type NewPinRequest,
  type PinAnswer,
  type PinRequest,
  type Prompter,
} from '../../src/index.js';
import { DialogController } from '../internal/dialog-controller.js';
import { dialogStyles } from '../internal/dialog.styles.js';
import { refusalText } from '../internal/error-text.js';
import { NeonElement } from '../internal/neon-element.js';
import { notes } from '../internal/notes.js';
import type { Changed, Properties } from '../internal/reactive-element.js';
import { showState } from '../internal/show-state.js';
import { styles } from './neon-pin-prompt.styles.js';
import { Turns } from './turns.js';

type Request = PinRequest | NewPinRequest;

/** From how many tries on their number is said before one was wrong. */
const fewTries = 3;

/**
 * The dialog that asks for a PIN or a password, or for a new one twice. A `<neon-provider>` brings its own; a page
 * that makes its own client can hand one to it as `prompter`.
 *
 * Closing it, by its button or by Escape, rejects with `USER_CANCELLED`. It stays open while an answer is checked and
 * says why one was refused. Requests of several operations wait for each other.
 *
 * @slot password - An `<input type="password" autocomplete="current-password">` of the page to type a password into,
 *   for password managers that do not see into shadow roots. Not used for PINs and new passwords.
 * @csspart dialog - The dialog.
 * @csspart title - What is asked for.
 * @csspart login - Whose PIN is asked for.
 * @csspart label - The label of a field.
 * @csspart input - A field.
 * @csspart hint - What a new PIN has to be like, or how many tries are left.
 * @csspart message - Why the last answer was refused.
 * @csspart status - That an answer is being checked.
 * @csspart button - The button that confirms.
 * @csspart cancel-button - The button that closes.
 * @cssprop [--neon-color-accent] - Colour of buttons and of the focus.
 * @cssprop [--neon-color-on-accent] - Colour of text on it.
 * @cssprop [--neon-color-surface] - Background of fields and boxes.
 * @cssprop [--neon-color-text] - Colour of text.
 * @cssprop [--neon-radius=0.625rem] - Radius of corners.
 * @cssprop [--neon-pin-prompt-letter-spacing=0.35em] - Distance of the dots.
 * @cssstate asking - A person is asked.
 * @cssstate pending - An answer is being checked.
 * @status stable
 */
export class NeonPinPrompt extends NeonElement implements Prompter {
  static override styles = NeonElement.styles + dialogStyles + styles;

  static override properties: Properties = {
    request: {},
    checking: {},
    differs: {},
    slotted: {},
  };

  readonly asksAgain = true;

  declare private request: Request | undefined;
  declare private checking: boolean;
  declare private differs: boolean;
  /** The page's own field, if it gave one. */
  declare private slotted: HTMLInputElement | undefined;

  readonly #dialog = new DialogController<string>(this);
  readonly #turns = new Turns<Request>();

  constructor() {
    super();
    this.checking = this.differs = false;
  }

  async askForPin(request: PinRequest): Promise<PinAnswer> {
    return { value: await this.#ask(request), type: 'pin' };
  }

  definePin(request: NewPinRequest): Promise<string> {
    return this.#ask(request);
  }

  protected override get needsProvider(): boolean {
    return false;
  }

  protected override willUpdate(): void {
    const { request, checking } = this;
    const current = checking ? 'pending' : request ? 'asking' : '';
    showState(this.internals, ['asking', 'pending'], current);
  }

  protected override updated(changed: Changed): void {
    if (changed.has('slotted') && this.slotted) this.slotted.ariaLabel ??= this.messages.pin.text;
  }

  protected override render(): TemplateResult {
    const { request, checking, messages } = this;
    const titles = isNew(request) ? messages.choosePin : messages.enterPin;
    return this.#dialog.render({
      title: titles[request?.kind ?? 'digits'],
      about: html`<p part="login" class="login" id="about">${request?.login}</p>`,
      fields: html`${this.#fields()} ${this.#notes()}`,
      confirm: messages.confirmPin,
      cancel: messages.cancel,
      busy: checking,
      submit: this.#submit,
    });
  }

  #fields(): TemplateResult {
    const { request, messages } = this;
    const kind = request?.kind ?? 'digits';
    const isText = kind === 'text';
    const label = isNew(request) ? messages.newPin : messages.pin;
    return html`
      ${
        isText
          ? html`<input hidden autocomplete="username" .value=${request?.login ?? ''} />`
          : nothing
      }
      <div class="field">
        <label part="label" class="label" for="pin">${label[kind]}</label>
        ${this.#usesSlotted ? nothing : this.#field('pin')}
        <slot
          name="password"
          ?hidden=${!this.#usesSlotted}
          @slotchange=${this.#slotChanged}
          @keydown=${this.#keyPressed}
        ></slot>
      </div>
      ${
        isNew(request)
          ? html`<div class="field">
              <label part="label" class="label" for="again">${messages.repeatPin[kind]}</label>
              ${this.#field('again')}
            </div>`
          : nothing
      }
    `;
  }

  #field(id: 'pin' | 'again'): TemplateResult {
    const { request } = this;
    const isText = request?.kind === 'text';
    const invalid = id === 'again' ? this.differs : !this.differs && this.#refused !== '';
    return html`<input
      part="input"
      class="text"
      id=${id}
      type="password"
      required
      ?readonly=${this.checking}
      inputmode=${isText ? 'text' : 'numeric'}
      autocomplete=${isText ? (isNew(request) ? 'new-password' : 'current-password') : 'off'}
      aria-invalid=${invalid}
      aria-describedby="hint message"
    />`;
  }

  #notes(): TemplateResult {
    const { messages, checking } = this;
    return notes(this.#hint, checking ? messages.checking : '', checking ? '' : this.#refused);
  }

  get #hint(): string {
    const { request, messages } = this;
    if (isNew(request)) {
      return messages.pinForm(request.kind, request.policy.min, request.policy.max);
    }
    const left = request?.left;
    return left && left <= fewTries ? messages.triesLeft(left) : '';
  }

  get #refused(): string {
    const { request, messages } = this;
    if (this.differs) return messages.refusals.different;
    return request?.refused ? refusalText(request.refused, messages) : '';
  }

  get #usesSlotted(): boolean {
    return this.slotted !== undefined && this.request?.kind === 'text' && !isNew(this.request);
  }

  get #inputs(): HTMLInputElement[] {
    return this.#usesSlotted && this.slotted
      ? [this.slotted]
      : [...this.shadowRoot!.querySelectorAll<HTMLInputElement>('[part=input]')];
  }

  async #ask(request: Request): Promise<string> {
    await this.#turns.enter(
      request,
      (current) => this.checking && isSameOperation(current, request),
    );
    const release = () => {
      if (this.#turns.current === request) this.#release();
    };
    request.signal.addEventListener('abort', release, { once: true });
    this.#clear();
    this.request = request;
    this.checking = this.differs = false;
    await this.updateComplete;
    const value = request.signal.aborted ? undefined : await this.#dialog.ask(this.#inputs[0]);
    // From here on the dialog says that the answer is being checked, until the operation ends or asks again.
    if (value !== undefined) return value;
    release();
    request.signal.throwIfAborted();
    throw new NeonError('USER_CANCELLED');
  }

  #release(): void {
    this.#clear();
    this.#dialog.close();
    this.request = undefined;
    this.checking = false;
    this.#turns.leave();
  }

  #clear(): void {
    for (const input of this.#inputs) input.value = '';
  }

  #submit(event: Event): void {
    event.preventDefault();
    const [pin, again] = this.#inputs;
    if (!pin?.value || !this.#dialog.asking) return;
    this.differs = again !== undefined && again.value !== pin.value;
    if (this.differs) {
      again!.value = '';
      again!.focus();
      return;
    }
    this.checking = true;
    this.#dialog.answer(pin.value);
  }

  #slotChanged(event: Event): void {
    const found = (event.target as HTMLSlotElement).assignedElements({ flatten: true });
    this.slotted = found.find((element) => element instanceof HTMLInputElement);
  }

  /** A field of the page belongs to no form of ours. */
  #keyPressed(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    this.shadowRoot!.querySelector('form')?.requestSubmit();
  }
}

function isNew(request: Request | undefined): request is NewPinRequest {
  return request !== undefined && 'policy' in request;
}

/** Whether `next` is asked by the operation that is checking the answer to `last`. */
function isSameOperation(last: Request, next: Request): boolean {
  return last.operation === next.operation && last.login === next.login;
}

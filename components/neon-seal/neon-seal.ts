import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { NeonSealedEvent } from '../events.js';
import { showState } from '../internal/base/custom-states.js';
import { NeonFormElement } from '../internal/base/neon-form-element.js';
import { OperationController } from '../internal/base/operation-controller.js';
import { textAttribute } from '../internal/base/text-attribute.js';
import { actionButton } from '../internal/templates/action-button.js';
import { fieldNotes } from '../internal/templates/field-notes.js';
import { english, type SealSentences } from './messages.js';
import { styles } from './neon-seal.styles.js';
import { countCharacters, countParts, partOf } from './text-parts.js';
import { sentence } from '../messages/isolation.js';
import { visibleText } from './visible-text.js';

/**
 * Shows data in full and has a person seal them. A seal is a statement of their browser and the service about exactly these
 * data, which your server can have verified. Invisible characters are shown by their code points.
 *
 * Without a seal the element is invalid (`valueMissing`), so the form around it is not sent. When the data change, the seal
 * is dropped.
 *
 * Long data are shown in parts, and the person can turn to each of them. A seal is for all parts.
 *
 * @slot - Label of the button.
 * @fires {NeonSealedEvent} neon-sealed - The data were sealed.
 * @fires {NeonErrorEvent} neon-error - The operation failed.
 * @csspart data - The data.
 * @csspart unseen - Characters in them that cannot be seen.
 * @csspart length - How many characters they have.
 * @csspart shown - Which part of long data is shown.
 * @csspart previous-button - The button that shows the part before it.
 * @csspart input - The field for the number of a part.
 * @csspart next-button - The button that shows the part after it.
 * @csspart button - The button that starts the operation.
 * @csspart hint - What a seal is.
 * @csspart status - That the data are being sealed, or are sealed.
 * @csspart message - What went wrong, in words.
 * @cssprop [--neon-seal-data-height=16rem] - Height from which the data are scrolled.
 * @cssstate pending - The data are being sealed.
 * @cssstate done - They are sealed.
 * @cssstate failed - The operation failed.
 * @status experimental
 */
export class NeonSeal extends NeonFormElement {
  static override styles: CSSResultGroup = [NeonFormElement.styles, styles];

  /** The data to seal. */
  @property({ converter: textAttribute }) data = '';

  /** Index of the part that is shown, from 0. */
  @state() private index = 0;

  #characters = 0;
  #parts = 1;

  readonly #operation = new OperationController<string>(this, {
    name: 'sealData',
    run: (signal) => this.client.sealData(this.currentLogin, this.data, { signal }),
    fact: () => {
      this.#handOver();
      return new NeonSealedEvent(this.currentLogin);
    },
  });

  /** The seal of the data, a compact JWS; empty until there is one. Assigning it changes nothing. */
  get value(): string {
    const { state } = this.#operation;
    return state.status === 'done' ? state.value : '';
  }

  // Only the service gives one. Frameworks assign the value of their model, an empty one at first.
  set value(_: string) {}

  /** Starts the operation, as the button does. Settles when it has ended, also when it has failed. */
  seal(): Promise<void> {
    this.reset();
    return this.#operation.start();
  }

  override reset(): void {
    this.#operation.reset();
    this.#handOver();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('data')) {
      if (this.hasUpdated) this.reset();
      this.index = 0;
      this.#characters = countCharacters(this.data);
      this.#parts = countParts(this.data);
    }
    showState(this.internals, ['pending', 'done', 'failed'], this.#operation.state.status);
  }

  protected override updated(changed: PropertyValues): void {
    // A new part starts at its top.
    if (changed.has('index')) this.partNode('data')!.scrollTop = 0;
    this.#handOver();
  }

  protected override render(): TemplateResult {
    const { data, value } = this;
    const texts = this.sentencesOf(english, 'seal');
    const { pending } = this.#operation;
    return html`<div class="rows">
      <div class="field">
        <div class="top">
          <span class="label" id="label">${sentence(texts.data)}</span>
          <span part="length" class="hint"
            >${sentence(texts.characters({ count: this.#characters }))}</span
          >
        </div>
        <div
          part="data"
          class=${this.#parts > 1 ? 'box data long' : 'box data'}
          role="group"
          tabindex="0"
          aria-labelledby="label"
        >
          <span class="exact">${visibleText(partOf(data, this.index))}</span>
        </div>
        ${this.#parts > 1 ? this.#turning(texts) : nothing} ${this.#notes(texts)}
      </div>
      ${actionButton({
        label: texts.seal,
        ready: this.canStart && !pending,
        pending,
        disabled: this.isDisabled,
        secondary: value !== '',
        press: () => this.seal(),
      })}
    </div>`;
  }

  protected override get canStart(): boolean {
    return super.canStart && this.data !== '';
  }

  /** Says which part is shown, with buttons and a field for the others. */
  #turning(texts: SealSentences): TemplateResult {
    const [part, parts] = [this.index + 1, this.#parts];
    return html`<p part="shown" class="hint" role="status">
        ${sentence(texts.shownPart({ part, parts }))}
      </p>
      <div class="parts">
        <button
          part="previous-button"
          type="button"
          aria-disabled=${part === 1}
          @click=${() => this.#turnTo(part - 1)}
        >
          ${sentence(texts.previousPart)}
        </button>
        <input
          part="input"
          class="text"
          type="number"
          min="1"
          max=${parts}
          aria-label=${texts.part({ parts })}
          .value=${String(part)}
          @change=${this.#typed}
        />
        <button
          part="next-button"
          type="button"
          aria-disabled=${part === parts}
          @click=${() => this.#turnTo(part + 1)}
        >
          ${sentence(texts.nextPart)}
        </button>
      </div>`;
  }

  #typed({ target }: Event): void {
    const field = target as HTMLInputElement;
    this.#turnTo(Math.trunc(field.valueAsNumber));
    field.value = String(this.index + 1);
  }

  /** Shows another part, if there is one with this number, from 1. */
  #turnTo(part: number): void {
    if (part >= 1 && part <= this.#parts) this.index = part - 1;
  }

  #notes(texts: SealSentences): TemplateResult {
    const { messages, data, value } = this;
    const { pending } = this.#operation;
    const hint = this.startHint(data ? texts.hint : texts.empty);
    const status = pending ? texts.pending : value ? texts.done : '';
    return fieldNotes(hint, status, this.#operation.failure(messages, texts.errors));
  }

  /** Tells the form whether there is a seal. */
  #handOver(): void {
    this.requireValue(this.sentencesOf(english, 'seal').missing);
  }
}

import { property, state } from 'lit/decorators.js';
import { NeonElement } from './neon-element.js';
import { textAttribute } from './text-attribute.js';

/** An element that is a control of the form around it. */
export abstract class FormControlElement extends NeonElement {
  static readonly formAssociated = true;

  /** Name of the value in the form. */
  @property({ converter: textAttribute, reflect: true }) name = '';

  /** True when nothing can be started or selected, and nothing is submitted. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /** True when a `<fieldset>` around disables it. */
  @state() private disabledByForm = false;

  /** The validity that the form sees. */
  #fault = { isMissing: false, sentence: '', anchor: undefined as HTMLElement | undefined };
  /** The sentence of the page about it, by `setCustomValidity`. */
  #custom = '';

  /** The form that it belongs to. Assigning an id sets the attribute `form`; null and the empty text remove it. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  set form(owner: HTMLFormElement | string | null) {
    const id = typeof owner === 'string' ? owner : (owner?.id ?? '');
    if (id) this.setAttribute('form', id);
    else if (owner === null || owner === '') this.removeAttribute('form');
  }

  /** The name of the tag, as a control of HTML has the name of its kind. */
  get type(): string {
    return this.localName;
  }

  /** The `<label>` elements for it. */
  get labels(): NodeList {
    return this.internals.labels;
  }

  /** The fault of the value. */
  get validity(): ValidityState {
    return this.internals.validity;
  }

  /** The fault of the value, in words; empty without one. */
  get validationMessage(): string {
    return this.internals.validationMessage;
  }

  /** Whether the value is checked before the form is sent. */
  get willValidate(): boolean {
    return this.internals.willValidate;
  }

  /** Returns whether the value is valid; sends `invalid` if it is not. */
  checkValidity(): boolean {
    return this.internals.checkValidity();
  }

  /** As `checkValidity()`, and tells the person. */
  reportValidity(): boolean {
    return this.internals.reportValidity();
  }

  /** Makes the element invalid for a reason of the page, in its words; with the empty text, not any more. */
  setCustomValidity(message: string): void {
    this.#custom = message;
    this.#report();
  }

  formDisabledCallback(disabled: boolean): void {
    this.disabledByForm = disabled;
  }

  protected get isDisabled(): boolean {
    return this.disabled || this.disabledByForm;
  }

  /** Makes the element invalid while a value is missing; the form then says so at `anchor`. */
  protected showValidity(
    valueMissing: boolean,
    sentence: string,
    anchor: HTMLElement | null | undefined,
  ): void {
    this.#fault = { isMissing: valueMissing, sentence, anchor: anchor ?? undefined };
    this.#report();
  }

  #report(): void {
    const { isMissing, sentence, anchor } = this.#fault;
    const flags = { valueMissing: isMissing, customError: this.#custom !== '' };
    // `setValidity` throws for an empty message, and a page may have empty texts.
    const said = this.#custom || sentence || this.messages.fieldMissing || this.localName;
    this.internals.setValidity(flags, said, anchor);
  }
}

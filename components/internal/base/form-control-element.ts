import { property, state } from 'lit/decorators.js';
import { NeonElement } from './neon-element.js';
import { textAttribute } from './text-attribute.js';

/** An element that is a control of the form around it. */
export abstract class FormControlElement extends NeonElement {
  static readonly formAssociated = true;

  /** Name of the value in the form. */
  @property({ converter: textAttribute, reflect: true }) name = '';

  /** Whether nothing can be started or selected, and nothing is submitted. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /** Whether a `<fieldset>` around disables it. */
  @state() private disabledByForm = false;

  /** The form around it. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  /** What is wrong with the value. */
  get validity(): ValidityState {
    return this.internals.validity;
  }

  /** What is wrong with the value, in words; empty if nothing is. */
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
    this.internals.setValidity({ valueMissing }, sentence, anchor ?? undefined);
  }
}

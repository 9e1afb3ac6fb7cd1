import { NeonElement } from './neon-element.js';
import type { Properties } from './reactive-element.js';

/**
 * An element with a value that is submitted with the form it stands in. Without a value it is invalid, so the form is
 * not sent.
 */
export abstract class NeonFormElement extends NeonElement {
  static readonly formAssociated = true;

  static override properties: Properties = {
    name: { attribute: 'name', reflect: true },
    disabled: { attribute: 'disabled', flag: true, reflect: true },
    disabledByForm: {},
  };

  /** Name of the value among the form's. */
  declare name: string;

  declare disabled: boolean;

  /** Whether a `<fieldset>` around disables it. */
  declare private disabledByForm: boolean;

  constructor() {
    super();
    this.name = '';
    this.disabled = this.disabledByForm = false;
  }

  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  get validity(): ValidityState {
    return this.internals.validity;
  }

  get validationMessage(): string {
    return this.internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.internals.willValidate;
  }

  /** Forgets the value and what is shown, and aborts what runs. */
  abstract reset(): void;

  checkValidity(): boolean {
    return this.internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.internals.reportValidity();
  }

  formResetCallback(): void {
    this.reset();
  }

  formDisabledCallback(disabled: boolean): void {
    this.disabledByForm = disabled;
  }

  /** Nothing is restored: what is made for one use does not outlive its page. */
  formStateRestoreCallback(): void {
    this.reset();
  }

  protected get isDisabled(): boolean {
    return this.disabled || this.disabledByForm;
  }

  /** Hands a value to the form; when it is empty, people are told `missing` at `anchor`. */
  protected submitValue(value: string, missing: string, anchor?: HTMLElement | null): void {
    // The null keeps the value out of the state that browsers store for going back.
    this.internals.setFormValue(value || null, null);
    if (value) this.internals.setValidity({});
    else this.internals.setValidity({ valueMissing: true }, missing, anchor ?? undefined);
  }
}

import { LoginElement } from './login-element.js';
import type { Properties } from './reactive-element.js';

/**
 * An element with a value for its login that is submitted with the form it stands in. Without a value it is invalid, so
 * the form is not sent.
 */
export abstract class NeonFormElement extends LoginElement {
  static readonly formAssociated = true;

  static override properties: Properties = {
    ...LoginElement.properties,
    name: { attribute: 'name', reflect: true },
    disabled: { attribute: 'disabled', flag: true, reflect: true },
    disabledByForm: {},
  };

  /** Name of the value among the form's. */
  declare name: string;

  declare disabled: boolean;

  /** Whether a `<fieldset>` around disables it. */
  declare private disabledByForm: boolean;

  #form: HTMLFormElement | null = null;

  constructor() {
    super();
    this.name = '';
    this.disabled = this.disabledByForm = false;
  }

  /** What is submitted; the empty string when there is nothing. */
  abstract get value(): string;

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

  formAssociatedCallback(form: HTMLFormElement | null): void {
    this.#form?.removeEventListener('formdata', this.#contribute);
    form?.addEventListener('formdata', this.#contribute);
    this.#form = form;
  }

  protected get isDisabled(): boolean {
    return this.disabled || this.disabledByForm;
  }

  /** Lets the form be sent once there is a value; until then people are told `missing` at the button. */
  protected requireValue(missing: string): void {
    const told = this.login ? missing : this.messages.loginMissing;
    const button = this.partNode('button') ?? undefined;
    this.internals.setValidity({ valueMissing: !this.value }, told, button);
  }

  /** A value that browsers were told of in advance, they would write to their disk, to restore the page with it. */
  readonly #contribute = ({ formData }: FormDataEvent): void => {
    if (this.name && this.value && !this.isDisabled) formData.append(this.name, this.value);
  };
}

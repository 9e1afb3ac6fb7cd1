import { property, query, state } from 'lit/decorators.js';
import { LoginElement } from './login-element.js';
import { textAttribute } from './text-attribute.js';

/**
 * An element with a value for its login that is submitted with the form around it. Without a value it is invalid, so the
 * form is not sent.
 */
export abstract class NeonFormElement extends LoginElement {
  static readonly formAssociated = true;

  /** Name of the value in the form. */
  @property({ converter: textAttribute, reflect: true }) name = '';

  /** Whether nothing can be started, and nothing is submitted. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /** Whether a `<fieldset>` around disables it. */
  @state() private disabledByForm = false;

  /** The button that starts the operation. */
  @query('[part=button]') protected readonly button!: HTMLButtonElement | null;

  #form: HTMLFormElement | null = null;

  /** What is submitted; the empty string when there is nothing. */
  abstract get value(): string;

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

  /** Makes the element valid once there is a value; until then the form says `missing` at the button. */
  protected requireValue(missing: string): void {
    const message = this.login ? missing : this.messages.loginMissing;
    this.internals.setValidity({ valueMissing: !this.value }, message, this.button ?? undefined);
  }

  /** Moves the focus from here to the button that sends the form, so that Enter does that next. */
  protected focusFormButton(): void {
    const { activeElement } = this.getRootNode() as Document | ShadowRoot;
    // Not every engine gives the focus to a button that is clicked.
    if (activeElement !== this && activeElement !== document.body && activeElement) return;
    const controls = [...(this.form?.elements ?? [])] as HTMLElement[];
    controls.find((one) => one.matches('button:default, [type=submit]:default'))?.focus();
  }

  /** Not `setFormValue`: browsers write that value to their disk, to restore the page with it. */
  readonly #contribute = ({ formData }: FormDataEvent): void => {
    if (this.name && this.value && !this.isDisabled) formData.append(this.name, this.value);
  };
}

import type { PropertyValues } from 'lit';
import { property, query } from 'lit/decorators.js';
import { standingOf } from '../session/account-standing.js';
import { FormControlElement } from './form-control-element.js';
import { LoginFollower, type ForLogin } from './login-follower.js';
import { textAttribute } from './text-attribute.js';

/**
 * An element with a secret value for its login that is submitted with the form around it. Without a value it is invalid,
 * so the form is not sent. What it shows never outlives the login it belongs to.
 */
export abstract class NeonFormElement extends FormControlElement implements ForLogin {
  /** The login to work for; empty: the one that is selected in the lists of the provider. */
  @property({ converter: textAttribute }) login = '';

  /** True when the form may be sent without a value. */
  @property({ type: Boolean, reflect: true }) optional = false;

  /** The button that starts the operation. */
  @query('[part=button]') protected readonly button!: HTMLButtonElement | null;

  readonly #follower = new LoginFollower(this);
  #form: HTMLFormElement | null = null;

  /** What is submitted; the empty string when there is nothing. Assigning it changes nothing. */
  abstract value: string;

  /** Whether the form is not sent without a value: the opposite of `optional`. */
  get required(): boolean {
    return !this.optional;
  }

  set required(required: boolean) {
    this.optional = !required;
  }

  /** The login that the element works for: `login`, or else the one that is selected in the lists of the provider. */
  get currentLogin(): string {
    return this.login || this.selectedLogin;
  }

  /** Forgets what is shown, and aborts what runs. */
  abstract reset(): void;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.reset();
  }

  formResetCallback(): void {
    this.reset();
  }

  formAssociatedCallback(form: HTMLFormElement | null): void {
    this.#form?.removeEventListener('formdata', this.#contribute);
    form?.addEventListener('formdata', this.#contribute);
    this.#form = form;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#follower.follow();
  }

  /** The hint of the element, or why nothing can be started yet. */
  protected startHint(hint: string): string {
    return this.hintFor(this.currentLogin, hint);
  }

  /** Whether an operation can be started, as far as the page is concerned. */
  protected get canStart(): boolean {
    return this.canWorkFor(this.currentLogin);
  }

  /**
   * True when the form may go without a value: it is known that no account is here to ask for. An account that is blocked,
   * that nobody has chosen, or that cannot be read now is still one.
   */
  protected get isWaived(): boolean {
    if (!this.optional) return false;
    if (this.currentLogin) return this.error?.code === 'USER_ENTRY_DOES_NOT_EXIST';
    return this.session?.accounts?.length === 0;
  }

  /** Why nothing can be started for a form that is being sent; empty where that is said already. */
  protected get startObstacle(): string {
    const { session, messages } = this;
    const accounts = session?.accounts;
    if (this.misconfigured) return this.misconfigured;
    if (this.canStart || session?.status === 'failed') return '';
    if (!accounts && session?.status === 'offline') return messages.errors.NETWORK_UNAVAILABLE;
    const [only, another] = accounts ?? [];
    const standing = only && !another ? standingOf(only, messages) : '';
    return standing || this.accountMissing;
  }

  /** Makes the element valid once there is a value; until then the form says `missing` at the button. */
  protected requireValue(missing: string): void {
    const message = this.currentLogin ? missing : this.accountMissing;
    this.showValidity(this.required && !this.value, message, this.button);
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
    // A login that has just changed takes the value of the other one with it.
    if (this.hasUpdated && this.isUpdatePending) this.performUpdate();
    if (this.name && this.value && !this.isDisabled) formData.append(this.name, this.value);
  };
}

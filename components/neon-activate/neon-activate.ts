import { html, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  formatActivationCode,
  isActivationCode,
  isUnlockCode,
  platformName,
} from '../../src/index.js';
import { NeonActivatedEvent } from '../events.js';
import { showState } from '../internal/base/custom-states.js';
import { NeonElement } from '../internal/base/neon-element.js';
import { OperationController } from '../internal/base/operation-controller.js';
import { textAttribute } from '../internal/base/text-attribute.js';
import { successStyles } from '../internal/styles/success.styles.js';
import { codeForm } from '../internal/templates/code-form.js';
import { fieldNotes } from '../internal/templates/field-notes.js';
import { isolated, sentence } from '../messages/isolation.js';
import { platformText } from '../messages/platform-text.js';
import { groupCode } from './code-grouping.js';
import { takeCodeFromAddress } from './code-in-address.js';
import { styles } from './neon-activate.styles.js';

/**
 * Enrols this browser with an activation or restore code.
 *
 * The field for the name of the browser is filled in, and can be changed. The element also takes the code from the address,
 * `#neon-code=3AHR-Z6DM-…`, and removes it from there; the person still has to press the button. Finds a typing mistake before
 * the code is sent.
 *
 * @fires {NeonActivatedEvent} neon-activated - The browser was enrolled.
 * @fires {NeonErrorEvent} neon-error - The operation failed.
 * @csspart form - The form.
 * @csspart label - The label of a field.
 * @csspart input - The field for the code.
 * @csspart name-input - The field for the browser's name.
 * @csspart hint - What to type into a field.
 * @csspart status - That the browser is being enrolled.
 * @csspart message - What went wrong, in words.
 * @csspart button - The button that starts the operation.
 * @csspart success - What is shown in place of the form afterwards.
 * @cssstate pending - The browser is being enrolled.
 * @cssstate done - It is enrolled.
 * @cssstate failed - The operation failed.
 * @status stable
 */
export class NeonActivate extends NeonElement {
  static override styles: CSSResultGroup = [NeonElement.styles, successStyles, styles];

  /** Proposed name of this browser; without it, what it is and runs on, such as “Safari on iPhone”. */
  @property({ attribute: 'token-name', converter: textAttribute }) tokenName = '';

  @state() private mistyped = false;
  /** The name that the person has typed; undefined before they have. */
  @state() private named: string | undefined;

  readonly #operation = new OperationController<string>(this, {
    name: 'activate',
    run: (signal) =>
      this.client.activate(this.#input('input').value, {
        tokenName: this.#input('name-input').value,
        signal,
      }),
    fact: (login) => {
      this.#input('input').value = '';
      return new NeonActivatedEvent(login);
    },
  });

  /** Shows the empty form again, and aborts what runs. */
  reset(): void {
    this.#operation.reset();
    this.mistyped = false;
    this.named = undefined;
    if (this.hasUpdated) this.#input('input').value = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#readAddress);
    void this.updateComplete.then(this.#readAddress);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#readAddress);
  }

  protected override willUpdate(): void {
    showState(this.internals, ['pending', 'done', 'failed'], this.#operation.state.status);
  }

  protected override updated(): void {
    // The button that had the focus is hidden now.
    if (this.#operation.state.status === 'done' && this.shadowRoot?.activeElement) {
      this.partNode('success')?.focus();
    }
  }

  protected override render(): TemplateResult {
    const { messages } = this;
    const { state } = this.#operation;
    return codeForm({
      content: html`${this.#codeField()} ${this.#nameField()} ${this.#button()}`,
      success:
        state.status === 'done'
          ? {
              title: messages.activated({ login: isolated(state.value) }),
              hint: messages.activatedHint,
            }
          : undefined,
      submit: this.#submit,
      focused: Boolean(this.shadowRoot?.activeElement),
    });
  }

  #codeField(): TemplateResult {
    const { messages, mistyped } = this;
    const { pending } = this.#operation;
    const wrong = mistyped ? this.#mistake : this.#operation.failure(messages);
    return html`<div class="field">
      <label part="label" class="label" for="code">${sentence(messages.activationCode)}</label>
      <input
        part="input"
        class="text code"
        id="code"
        required
        placeholder="XXXX-XXXX-XXXX-XXXX"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        ?readonly=${pending}
        aria-invalid=${mistyped || this.#operation.refusesCode}
        aria-describedby="hint message"
        @input=${this.#typed}
      />
      ${fieldNotes(this.misconfigured || messages.activationCodeHint, pending ? messages.activating : '', wrong)}
    </div>`;
  }

  #nameField(): TemplateResult {
    const { messages } = this;
    return html`<div class="field">
      <label part="label" class="label" for="name">${sentence(messages.tokenName)}</label>
      <input
        part="name-input"
        class="text"
        id="name"
        maxlength="64"
        autocomplete="off"
        dir="auto"
        .value=${this.named ?? (this.tokenName || this.#ownName)}
        @input=${({ target }: Event) => (this.named = (target as HTMLInputElement).value)}
        aria-describedby="name-hint"
      />
      <p part="hint" class="hint" id="name-hint">${sentence(messages.tokenNameHint)}</p>
    </div>`;
  }

  /** Browser and system, in the language of the page. */
  get #ownName(): string {
    return platformText(platformName(navigator.userAgent), this.messages);
  }

  #button(): TemplateResult {
    const { messages } = this;
    const { pending } = this.#operation;
    return html`<button
      part="button"
      class="primary"
      ?disabled=${!this.session?.client}
      aria-disabled=${pending}
      aria-busy=${pending}
    >
      <bdi>${sentence(pending ? messages.activating : messages.activate)}</bdi>
    </button>`;
  }

  #input(part: 'input' | 'name-input'): HTMLInputElement {
    return this.partNode<HTMLInputElement>(part)!;
  }

  /** Not the browser's own sentence, which is in the language of the browser. */
  get #mistake(): string {
    const { activationCodeMistyped, fieldMissing } = this.messages;
    return this.#input('input').value ? activationCodeMistyped : fieldMissing;
  }

  #typed(): void {
    const input = this.#input('input');
    groupCode(input);
    // Shown once the code is complete, until it changes.
    this.mistyped = input.value.length >= 19 && !isActivationCode(input.value);
    if (this.#operation.state.status === 'failed') this.#operation.reset();
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.#operation.pending) return;
    const input = this.#input('input');
    // An unlock code passes: the core refuses it with a code of its own, and says where it belongs.
    this.mistyped = !isActivationCode(input.value) && !isUnlockCode(input.value);
    if (this.mistyped) input.focus();
    else await this.#operation.start();
  };

  readonly #readAddress = (): void => {
    const code = this.isConnected && takeCodeFromAddress();
    if (!code) return;
    this.reset();
    this.#input('input').value = formatActivationCode(code);
    this.#typed();
  };
}

import { css, html, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { formatUnlockCode, isActivationCode, isUnlockCode } from '../../../src/index.js';
import type { ErrorTexts } from '../../messages/error-text.js';
import { isolated, sentence } from '../../messages/isolation.js';
import { successStyles } from '../styles/success.styles.js';
import { codeForm } from '../templates/code-form.js';
import { fieldNotes } from '../templates/field-notes.js';
import { showState } from './custom-states.js';
import { LoginElement } from './login-element.js';
import { OperationController } from './operation-controller.js';

/** What a form for a code says. */
export interface CodeFormTexts {
  readonly errors: ErrorTexts;
  readonly code: string;
  readonly hint: string;
  readonly mistyped: string;
  readonly submit: string;
  readonly pending: string;
  done(values: { readonly login: string }): string;
  readonly doneHint: string;
}

/** Number of digits of a code. */
const codeLength = 10;

const codeStyles = css`
  .code {
    font-size: clamp(1rem, 5.5vw, 1.25rem);
    letter-spacing: 0.04em;
    text-align: start;
  }
`;

/** A form for a code of ten digits. After success, a message takes its place. */
export abstract class CodeFormElement extends LoginElement {
  static override styles: CSSResultGroup = [LoginElement.styles, successStyles, codeStyles];

  @state() private mistyped = false;

  readonly #operation: OperationController<undefined>;

  /** @param name the client's method. */
  constructor(name: 'unlockToken' | 'resetPin') {
    super();
    this.#operation = new OperationController<undefined>(this, {
      name,
      run: async (signal) => {
        await this.send(this.#input.value, signal);
        return undefined;
      },
      fact: () => {
        this.#input.value = '';
        // The state of the account has changed at the service.
        void this.session?.refresh();
        return this.fact();
      },
    });
  }

  /** Shows the empty form again, and aborts what runs. */
  override reset(): void {
    this.#operation.reset();
    this.mistyped = false;
    if (this.hasUpdated) this.#input.value = '';
  }

  protected abstract get texts(): CodeFormTexts;

  protected abstract send(code: string, signal: AbortSignal): Promise<void>;

  /** Makes the event that tells the page of the success. */
  protected abstract fact(): Event;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    showState(this.internals, ['pending', 'done', 'failed'], this.#operation.state.status);
  }

  protected override updated(): void {
    // The button that had the focus is hidden now.
    if (this.#operation.state.status === 'done' && this.shadowRoot?.activeElement) {
      this.partNode('success')?.focus();
    }
  }

  protected override render(): TemplateResult {
    const { texts } = this;
    const isDone = this.#operation.state.status === 'done';
    return codeForm({
      content: html`${this.#field()} ${this.#button()}`,
      success: isDone
        ? { title: texts.done({ login: isolated(this.currentLogin) }), hint: texts.doneHint }
        : undefined,
      submit: this.#submit,
      focused: Boolean(this.shadowRoot?.activeElement),
    });
  }

  get #input(): HTMLInputElement {
    return this.partNode<HTMLInputElement>('input')!;
  }

  #field(): TemplateResult {
    const { messages, mistyped, texts } = this;
    const { pending } = this.#operation;
    const failure = this.#operation.failure(messages, texts.errors);
    return html`<div class="field">
      <label part="label" class="label" for="code">${sentence(texts.code)}</label>
      <input
        part="input"
        class="text code"
        id="code"
        required
        inputmode="numeric"
        autocomplete="off"
        ?readonly=${pending}
        aria-invalid=${mistyped || this.#operation.refusesCode}
        aria-describedby="hint message"
        @input=${this.#typed}
      />
      ${fieldNotes(this.startHint(texts.hint), pending ? texts.pending : '', mistyped ? this.#mistake : failure)}
    </div>`;
  }

  #button(): TemplateResult {
    const { pending } = this.#operation;
    return html`<button
      part="button"
      class="primary"
      aria-disabled=${pending || !this.canStart}
      aria-busy=${pending}
    >
      <bdi>${sentence(pending ? this.texts.pending : this.texts.submit)}</bdi>
    </button>`;
  }

  /** Not the browser's own sentence, which is in the language of the browser. */
  get #mistake(): string {
    return this.#input.value ? this.texts.mistyped : this.messages.fieldMissing;
  }

  #typed(): void {
    const { value } = this.#input;
    // Shown once the code is complete, until it changes.
    this.mistyped = formatUnlockCode(value).length >= codeLength && !isCode(value);
    if (this.#operation.state.status === 'failed') this.#operation.reset();
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.#operation.pending || !this.canStart) return;
    this.mistyped = !isCode(this.#input.value);
    if (this.mistyped) this.#input.focus();
    else await this.#operation.start();
  };
}

/** An activation code passes too: the core refuses it with a code of its own, and says where it belongs. */
function isCode(typed: string): boolean {
  return isUnlockCode(typed) || isActivationCode(typed);
}

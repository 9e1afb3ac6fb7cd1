import { html, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { NeonPinChangedEvent } from '../events.js';
import { showState } from '../internal/base/custom-states.js';
import { LoginElement } from '../internal/base/login-element.js';
import { OperationController } from '../internal/base/operation-controller.js';
import { hasPin, pinKindOf } from '../internal/session/account-factors.js';
import { actionStyles } from '../internal/styles/action.styles.js';
import { actionButton } from '../internal/templates/action-button.js';
import { fieldNotes } from '../internal/templates/field-notes.js';
import { english } from './messages.js';

/**
 * Replaces the PIN of a login, on all devices of its user. The dialog asks for the old one and for the new one, twice.
 *
 * @slot - Label of the button.
 * @fires {NeonPinChangedEvent} neon-pin-changed - The PIN was replaced.
 * @fires {NeonErrorEvent} neon-error - The operation failed.
 * @csspart button - The button that starts the operation.
 * @csspart hint - What is going to be asked, or that the service has no PINs.
 * @csspart status - That the PIN was replaced.
 * @csspart message - What went wrong, in words.
 * @cssstate pending - The person is asked, or the answer is being checked.
 * @cssstate done - The PIN was replaced.
 * @cssstate failed - The operation failed.
 * @status experimental
 */
export class NeonChangePin extends LoginElement {
  static override styles: CSSResultGroup = [LoginElement.styles, actionStyles];

  readonly #operation = new OperationController<undefined>(this, {
    name: 'changePin',
    run: async (signal) => {
      await this.client.changePin(this.currentLogin, { signal });
      return undefined;
    },
    fact: () => new NeonPinChangedEvent(this.currentLogin),
  });

  override reset(): void {
    this.#operation.reset();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    showState(this.internals, ['pending', 'done', 'failed'], this.#operation.state.status);
  }

  protected override render(): TemplateResult {
    const { messages, currentLogin } = this;
    const { change, hint, done, errors } = this.sentencesOf(english, 'changePin');
    const kind = pinKindOf(this.session);
    const has = hasPin(this.session, currentLogin);
    const { pending, state } = this.#operation;
    const status = state.status === 'done' ? done[kind] : '';
    const use = has ? hint[kind] : errors.NO_PASSWORD;
    const failure = this.#operation.failure(messages, errors);
    return html`<div class="rows">
      ${actionButton({
        label: change[kind],
        ready: this.canStart && has && !pending,
        pending,
        press: () => this.#operation.start(),
      })}
      ${fieldNotes(this.startHint(use), status, failure)}
    </div>`;
  }
}

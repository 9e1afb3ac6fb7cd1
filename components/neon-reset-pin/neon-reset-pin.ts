import { NeonPinResetEvent } from '../events.js';
import { CodeFormElement, type CodeFormTexts } from '../internal/base/code-form-element.js';
import { hasPin, pinKindOf } from '../internal/session/account-factors.js';
import { english } from './messages.js';

/**
 * Sets a new PIN for a login with a reset code, without the old PIN. The dialog asks for the new PIN twice. Finds a typing
 * mistake before the code is sent.
 *
 * @fires {NeonPinResetEvent} neon-pin-reset - The PIN was set.
 * @fires {NeonErrorEvent} neon-error - The operation failed.
 * @csspart form - The form.
 * @csspart label - The label of the field.
 * @csspart input - The field for the code.
 * @csspart hint - What to type into it, or that the service has no PINs.
 * @csspart status - That the PIN is being set.
 * @csspart message - What went wrong, in words.
 * @csspart button - The button that starts the operation.
 * @csspart success - What is shown in place of the form afterwards.
 * @cssstate pending - The operation runs.
 * @cssstate done - The PIN was set.
 * @cssstate failed - The operation failed.
 * @status experimental
 */
export class NeonResetPin extends CodeFormElement {
  constructor() {
    super('resetPin');
  }

  protected override get texts(): CodeFormTexts {
    const texts = this.sentencesOf(english, 'resetPin');
    const kind = pinKindOf(this.session);
    return {
      ...texts,
      hint: this.#hasPins ? texts.hint : texts.errors.NO_PASSWORD,
      submit: texts.submit[kind],
      pending: texts.pending[kind],
      done: texts.done[kind],
    };
  }

  protected override get canStart(): boolean {
    return super.canStart && this.#hasPins;
  }

  get #hasPins(): boolean {
    return hasPin(this.session, this.currentLogin);
  }

  protected override send(resetCode: string, signal: AbortSignal): Promise<void> {
    return this.client.resetPin(this.currentLogin, { resetCode, signal });
  }

  protected override fact(): Event {
    return new NeonPinResetEvent(this.currentLogin);
  }
}

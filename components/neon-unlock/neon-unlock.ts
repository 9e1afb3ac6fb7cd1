import { NeonUnlockedEvent } from '../events.js';
import { CodeFormElement, type CodeFormTexts } from '../internal/base/code-form-element.js';
import { english } from './messages.js';

/**
 * Unblocks a login, or its enrolment in this browser, with an unlock code and the PIN. Finds a typing mistake before the
 * code is sent.
 *
 * @fires {NeonUnlockedEvent} neon-unlocked - The block was lifted.
 * @fires {NeonErrorEvent} neon-error - The operation failed.
 * @csspart form - The form.
 * @csspart label - The label of the field.
 * @csspart input - The field for the code.
 * @csspart hint - What to type into it.
 * @csspart status - That the code is being checked.
 * @csspart message - What went wrong, in words.
 * @csspart button - The button that starts the operation.
 * @csspart success - What is shown in place of the form afterwards.
 * @cssstate pending - The operation runs.
 * @cssstate done - The block was lifted.
 * @cssstate failed - The operation failed.
 * @status experimental
 */
export class NeonUnlock extends CodeFormElement {
  constructor() {
    super('unlockToken');
  }

  protected override get texts(): CodeFormTexts {
    return this.sentencesOf(english, 'unlock');
  }

  protected override send(unlockCode: string, signal: AbortSignal): Promise<void> {
    return this.client.unlockToken(this.currentLogin, { unlockCode, signal });
  }

  protected override fact(): Event {
    return new NeonUnlockedEvent(this.currentLogin);
  }
}

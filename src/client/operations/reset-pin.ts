/**
 * Sets a new PIN with a code, without the old one.
 * @module
 */
import { digitsOf } from '../short-code.js';
import type { ResetPinOptions } from '../client.js';
import { askNewPin } from '../new-pin.js';
import { perform } from '../perform.js';
import type { Run } from '../run.js';

/** Sends the code and the new PIN. */
export async function resetPin(
  run: Run,
  login: string,
  { resetCode, newPin }: ResetPinOptions,
): Promise<void> {
  const code = digitsOf(resetCode);
  await perform(run, login, { op: 'pin.reset', arg: {} }, newPin, async (_, question) => {
    // Without a PIN there is nothing to ask for: the service refuses.
    if (!question.need.pinp) return { code };
    return { npin: await askNewPin(run, question), code };
  });
}

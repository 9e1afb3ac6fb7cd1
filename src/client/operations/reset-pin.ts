/**
 * Sets a new PIN with a code, without the old one.
 * @module
 */
import { shortCodeOf } from '../typed-codes.js';
import { askNewPin } from '../person/new-pin.js';
import { executeFor } from '../person/asked-operation.js';
import type { OperationOptions, WithLogin } from '../call-arguments.js';
import type { Run } from '../run.js';

/** Options of {@link NeonClient.resetPin}. */
export interface ResetPinOptions extends OperationOptions {
  /** Ten digits, in any grouping and script. */
  resetCode: string;
  /** The new PIN; without it the client's prompter is asked. */
  newPin?: string | undefined;
}

/** Sends the code and the new PIN. */
export async function resetPin(
  run: Run,
  { login, resetCode, newPin }: WithLogin<ResetPinOptions>,
): Promise<void> {
  const code = shortCodeOf(resetCode);
  await executeFor(run, login, { op: 'pin.reset', arg: {} }, newPin, async (_, question) => {
    // A service without a PIN refuses the operation.
    if (!question.need.pinp) return { code };
    return { npin: await askNewPin(run, question), code };
  });
}

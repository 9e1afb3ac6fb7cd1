/**
 * Replaces the PIN, given the old one.
 * @module
 */
import { NeonError } from '../../errors.js';
import { askStrictFactor } from '../person/factor.js';
import { askNewPin } from '../person/new-pin.js';
import { executeFor } from '../person/asked-operation.js';
import type { OperationOptions, WithLogin } from '../call-arguments.js';
import type { Run } from '../run.js';

/** Options of {@link NeonClient.changePin}; what is left out is asked for. */
export interface ChangePinOptions extends OperationOptions {
  oldPin?: string | undefined;
  newPin?: string | undefined;
}

/** Asks for the old PIN and for the new one, and sends both. */
export async function changePin(
  run: Run,
  { login, oldPin, newPin }: WithLogin<ChangePinOptions>,
): Promise<void> {
  const given = oldPin ?? newPin;
  await executeFor(run, login, { op: 'pin.change', arg: {} }, given, async (_, question) => {
    // A service without a PIN refuses the operation.
    if (!question.need.pinp) return undefined;
    const old = await askStrictFactor(run, { ...question, pin: oldPin });
    const npin = await askNewPin(run, { ...question, pin: newPin, refused: undefined });
    // A user has one salt, so equal PINs are equal after stretching.
    if (old?.pin?.p === npin) throw new NeonError('PIN_REFUSED', { reason: 'same' });
    return { ...old, npin };
  });
}

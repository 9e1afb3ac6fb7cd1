/**
 * Replaces the PIN, by whoever knows the old one.
 * @module
 */
import { NeonError } from '../../errors.js';
import type { ChangePinOptions } from '../client.js';
import { askFactor } from '../factor.js';
import { askNewPin } from '../new-pin.js';
import { askStrictFactor, perform } from '../perform.js';
import type { Run } from '../run.js';

/** Asks for the old PIN and for the new one, and sends both. */
export async function changePin(
  run: Run,
  login: string,
  { oldPin, newPin }: ChangePinOptions,
): Promise<void> {
  const given = oldPin ?? newPin;
  await perform(run, login, { op: 'pin.change', arg: {} }, given, async (...asked) => {
    const [, question, record] = asked;
    // Without a PIN there is nothing to ask for: the service refuses.
    if (!question.need.pinp) return undefined;
    const old = await askStrictFactor(run, { ...question, pin: oldPin }, record);
    const npin = await askNewPin(run, { ...question, pin: newPin, refused: undefined });
    // One salt for life: equal PINs are equal after stretching.
    if (isSame(old, npin)) throw new NeonError('PIN_REFUSED', { reason: 'same' });
    return { ...old, npin };
  });
}

function isSame(old: Awaited<ReturnType<typeof askFactor>>, npin: string): boolean {
  return !!old && JSON.stringify(old).includes(npin);
}

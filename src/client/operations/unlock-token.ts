/**
 * Lifts a block with a code and the PIN.
 * @module
 */
import { shortCodeOf } from '../typed-codes.js';
import { executeFor } from '../person/asked-operation.js';
import { askStrictFactor } from '../person/factor.js';
import type { PinOptions, WithLogin } from '../call-arguments.js';
import type { Run } from '../run.js';

/** Options of {@link NeonClient.unlockToken}. */
export interface UnlockOptions extends PinOptions {
  /** Ten digits, in any grouping and script. */
  unlockCode: string;
}

/** Sends the code and the PIN. */
export async function unlockToken(
  run: Run,
  { login, unlockCode, pin }: WithLogin<UnlockOptions>,
): Promise<void> {
  const code = shortCodeOf(unlockCode);
  await executeFor(run, login, { op: 'unlock', arg: {} }, pin, async (_, question) => ({
    ...(await askStrictFactor(run, question)),
    code,
  }));
}

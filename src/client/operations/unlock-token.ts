/**
 * Lifts a block with a code and the PIN.
 * @module
 */
import { digitsOf } from '../short-code.js';
import type { UnlockOptions } from '../client.js';
import { askStrictFactor, perform } from '../perform.js';
import type { Run } from '../run.js';

/** Sends the code and the PIN. */
export async function unlockToken(
  run: Run,
  login: string,
  { unlockCode, pin }: UnlockOptions,
): Promise<void> {
  const code = digitsOf(unlockCode);
  await perform(run, login, { op: 'unlock', arg: {} }, pin, async (...question) => ({
    ...(await askStrictFactor(...question)),
    code,
  }));
}

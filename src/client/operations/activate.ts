/**
 * Makes this browser a token: a new static key, a code, and the person's PIN.
 * @module
 */
import { isLongCode, normaliseLongCode } from '../../crypto/codes.js';
import { NeonError } from '../../errors.js';
import { platformName } from '../../protocol/platform.js';
import type { ActivateOptions } from '../client.js';
import { enrol } from '../enrolment.js';
import { askFactor, operateAsking } from '../factor.js';
import { askNewPin } from '../new-pin.js';
import { revoke } from '../revoke.js';
import type { Run } from '../run.js';

/**
 * Enrols this browser. Nothing is spent before storage has proven that it keeps keys, and the code is
 * consumed only by the transaction that activates the token.
 */
export async function activate(
  run: Run,
  typed: string,
  { pin, tokenName = platformName(run.agent) }: ActivateOptions,
): Promise<string> {
  const code = normaliseLongCode(typed);
  if (!isLongCode(code)) throw new NeonError('CODE_ENTRY_DOES_NOT_EXIST', { message: 'mistyped' });
  const granted = await enrol(run, code, tokenName);
  const { tid, login, need, policy } = granted;
  let kind = granted.pin;
  await operateAsking(run, tid, { op: 'activate', arg: {} }, pin, async (refused, last) => {
    // Another browser of the same person may have defined the PIN meanwhile.
    if (last?.answer && !last.answer.ok) kind = last.answer.pin ?? kind;
    const question = { operation: 'activate', login, need, policy, pin, refused };
    if (kind === 'define') return { npin: await askNewPin(run, question) };
    return kind === 'ask' ? askFactor(run, { ...question, left: refused?.left }) : undefined;
  });
  for (const record of await run.store.records()) {
    if (record.obsolete) await revoke(run, record).catch(() => undefined);
  }
  return login;
}

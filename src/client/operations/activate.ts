/**
 * Makes this browser a token: a new static key, a code, and the person's PIN.
 * @module
 */
import { isLongCode, normaliseLongCode } from '../../crypto/codes.js';
import { NeonError } from '../../errors.js';
import type { ActivateOptions } from '../client.js';
import type { ClientContext } from '../context.js';
import { enrol, type Granted } from '../enrolment.js';
import { askFactor, mayAskAgain, type Question } from '../factor.js';
import { askNewPin } from '../new-pin.js';
import type { PromptRefusal } from '../prompter.js';
import { endingError, operate } from '../ratchet.js';
import { revoke } from '../revoke.js';
import type { Session } from '../session.js';

/**
 * Enrols this browser. Nothing is spent before storage has proven that it keeps keys, and the code is
 * consumed only by the transaction that activates the token.
 */
export async function activate(
  context: ClientContext,
  session: Session,
  typed: string,
  options: ActivateOptions,
  signal: AbortSignal,
): Promise<string> {
  const code = normaliseLongCode(typed);
  if (!isLongCode(code)) {
    throw new NeonError('CODE_ENTRY_DOES_NOT_EXIST', {
      message: 'mistyped: the check symbol is wrong',
    });
  }
  const name = options.tokenName ?? context.platform;
  const granted = await enrol(context, session, code, name, signal);
  await confirm(context, session, granted, options.pin, signal);
  for (const record of await context.store.records()) {
    if (record.obsolete) await revoke(context, session, record, signal).catch(() => undefined);
  }
  return granted.login;
}

/** Sends the PIN, or what else the service asks for, until the token is active or refused for good. */
async function confirm(
  context: ClientContext,
  session: Session,
  granted: Granted,
  pin: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { tid, login, need, policy } = granted;
  let kind = granted.pin;
  let refused: PromptRefusal | undefined;
  for (;;) {
    const left = refused?.left;
    const question = { operation: 'activate', login, need, policy, left, pin, refused };
    const secrets = await secretsFor(kind, context, session, question, signal);
    const operation = { op: 'activate', arg: {}, secrets } as const;
    const executed = await operate(context, session, tid, operation, signal);
    const error = endingError(executed);
    if (!error) return;
    const { answer } = executed;
    if (error.code === 'FACTOR_STATE_CHANGED' && answer && !answer.ok && answer.pin !== kind) {
      kind = answer.pin ?? 'ask';
    } else if (!mayAskAgain(context, error, pin)) throw error;
    refused = { code: error.code, left: error.left, reason: undefined };
  }
}

async function secretsFor(
  kind: Granted['pin'],
  context: ClientContext,
  session: Session,
  question: Question,
  signal: AbortSignal,
): Promise<object | undefined> {
  if (kind === 'none') return undefined;
  if (kind === 'define') return { npin: await askNewPin(context, session, question, signal) };
  return { pin: await askFactor(context, session, question, signal) };
}

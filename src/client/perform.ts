/**
 * What most operations are: one message of an enrolled login, with the factor that it needs.
 * @module
 */
import type { TokenRecord } from './context.js';
import { askFactor, operateAsking, type Question } from './factor.js';
import type { Executed } from './ratchet.js';
import { enrolmentOf } from './records.js';
import type { Run } from './run.js';
import { readRecord, type Operation } from './send.js';
import { service } from './session.js';

/** Obtains the secret part of an operation. */
export type Ask = (
  run: Run,
  question: Question,
  record: TokenRecord,
) => Promise<object | undefined>;

/**
 * Executes an operation of the token of `login`, having asked for what the service wants to know.
 *
 * @param pin the PIN, when the caller gave it.
 * @param ask obtains the secret part; the factor, when left out.
 * @throws {NeonError} `USER_ENTRY_DOES_NOT_EXIST` when the login is not enrolled here; what the service refuses
 *   it with; what the prompter rejects with.
 */
export async function perform(
  run: Run,
  login: string,
  operation: Operation,
  pin: string | undefined,
  ask: Ask = askFactor,
): Promise<Executed> {
  const { tid } = await enrolmentOf(run, login);
  return operateAsking(run, tid, operation, pin, async (refused) => {
    const record = await readRecord(run.store, tid);
    const { policy } = await service(run);
    const question: Question = {
      operation: operation.op,
      login: record.login,
      need: record.need ?? { f: 'none', pinp: undefined, biop: undefined, bio: undefined },
      policy,
      left: record.left ?? undefined,
      pin,
      refused,
    };
    return ask(run, question, record);
  });
}

/**
 * Asks for the factor of operations that could make a thief of an open browser independent of it: the PIN where
 * there is one, whatever else the service takes for its everyday operations.
 */
export const askStrictFactor: Ask = (run, question) => {
  const { need } = question;
  const f = need.f === 'pin_or_bio' ? 'pin' : need.f;
  return askFactor(run, { ...question, need: { ...need, f } });
};

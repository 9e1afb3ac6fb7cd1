/**
 * What most operations are: one message of an enrolled login, with the factor that it needs.
 * @module
 */
import { askFactor, operateAsking } from './factor.js';
import type { Executed } from './ratchet.js';
import { enrolmentOf } from './records.js';
import type { Run } from './run.js';
import { readRecord, type Operation } from './send.js';
import { service } from './session.js';

/**
 * Executes an operation of the token of `login`, having asked for the factor that the service wants.
 *
 * @param pin the PIN, when the caller gave it.
 * @throws {NeonError} `USER_ENTRY_DOES_NOT_EXIST` when the login is not enrolled here; what the service refuses
 *   it with; what the prompter rejects with.
 */
export async function perform(
  run: Run,
  login: string,
  operation: Operation,
  pin: string | undefined,
): Promise<Executed> {
  const { tid } = await enrolmentOf(run.store, login);
  return operateAsking(run, tid, operation, pin, async (refused) => {
    const record = await readRecord(run.store, tid);
    const { policy } = await service(run);
    return askFactor(run, {
      operation: operation.op,
      login: record.login,
      need: record.need ?? { f: 'none', pinp: undefined, biop: undefined },
      policy,
      left: record.left ?? undefined,
      pin,
      refused,
    });
  });
}

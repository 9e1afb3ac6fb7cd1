/**
 * Enrolments whose activation was sent and never answered.
 * @module
 */
import { NeonError } from '../errors.js';
import type { TokenRecord } from './context.js';
import { resolveEarlier } from './ratchet.js';
import { enrolments, isSameLogin } from './records.js';
import type { Run } from './run.js';

/**
 * Finds out whether a login has come to be enrolled.
 * @throws {NeonError} `USER_ENTRY_DOES_NOT_EXIST` when it has not; when the service cannot be asked.
 */
export async function lateEnrolmentOf(run: Run, login: string): Promise<TokenRecord> {
  const { store } = run;
  for (const record of await store.records()) {
    if (record.pend && isSameLogin(record, login)) await resolveEarlier(run, record.tid);
  }
  const found = (await enrolments(store)).find((one) => isSameLogin(one, login));
  if (found) return found;
  throw new NeonError('USER_ENTRY_DOES_NOT_EXIST', { message: 'not enrolled here' });
}

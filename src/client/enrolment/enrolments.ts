/**
 * The enrolments of this browser, and the one of a login.
 * @module
 */
import { NeonError } from '../../errors.js';
import type { TokenStore } from '../ports.js';
import { resolveEarlier } from '../ratchet/ratchet.js';
import type { Run } from '../run.js';
import { isEnrolled, isSameLogin, type TokenRecord } from '../token-record.js';

/** The records that are enrolments, oldest first. */
export async function enrolments(store: TokenStore): Promise<TokenRecord[]> {
  return (await store.records()).filter(isEnrolled);
}

/**
 * Finds the enrolment of a login, regardless of case and Unicode form. If there is none, resolves activations of this
 * login whose answer was lost, and looks again.
 * @throws {NeonError} `USER_ENTRY_DOES_NOT_EXIST` when the login is not enrolled here; when the service cannot be asked.
 */
export async function enrolmentOf(run: Run, login: string): Promise<TokenRecord> {
  const find = async () =>
    (await enrolments(run.store)).find((record) => isSameLogin(record, login));
  const record = (await find()) ?? (await resolveActivations(run, login).then(find));
  if (record) return record;
  throw new NeonError('USER_ENTRY_DOES_NOT_EXIST', { message: 'not enrolled here' });
}

async function resolveActivations(run: Run, login: string): Promise<void> {
  for (const record of await run.store.records()) {
    if (record.pend && isSameLogin(record, login)) await resolveEarlier(run, record.tid);
  }
}

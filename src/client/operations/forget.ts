/**
 * Ends an enrolment.
 * @module
 */
import { enrolmentOf } from '../records.js';
import { revoke } from '../revoke.js';
import type { Run } from '../run.js';

/** Revokes the token if the service can be reached, and deletes the record in any case. */
export async function forget(run: Run, login: string): Promise<void> {
  await revoke(run, await enrolmentOf(run, login));
}

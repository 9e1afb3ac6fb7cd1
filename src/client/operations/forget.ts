/**
 * Ends an enrolment.
 * @module
 */
import { enrolmentOf } from '../enrolment/enrolments.js';
import { revoke } from '../enrolment/revocation.js';
import type { OperationOptions, WithLogin } from '../call-arguments.js';
import type { Run } from '../run.js';

/** Revokes the token if the service can be reached, and deletes the record in any case. */
export async function forget(run: Run, { login }: WithLogin<OperationOptions>): Promise<void> {
  await revoke(run, await enrolmentOf(run, login));
}

/**
 * Ends an enrolment.
 * @module
 */
import type { ClientContext } from '../context.js';
import { enrolmentOf } from '../records.js';
import { revoke } from '../revoke.js';
import type { Session } from '../session.js';

/** Revokes the token if the service can be reached, and deletes the record in any case. */
export async function forget(
  context: ClientContext,
  session: Session,
  login: string,
  signal: AbortSignal,
): Promise<void> {
  await revoke(context, session, await enrolmentOf(context, login), signal);
}

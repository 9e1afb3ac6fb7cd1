/**
 * Takes an enrolment back: at the service if it can be reached, and here in any case.
 * @module
 */
import type { ClientContext, TokenRecord } from './context.js';
import { operate } from './ratchet.js';
import type { Session } from './session.js';

/** Revokes the token of a record once, as well as it goes, and deletes the record. */
export async function revoke(
  context: ClientContext,
  session: Session,
  { tid, mark }: TokenRecord,
  signal: AbortSignal,
): Promise<void> {
  try {
    if (!mark) await operate(context, session, tid, { op: 'token.revoke', arg: {} }, signal);
  } catch (error) {
    signal.throwIfAborted();
    context.debug('not revoked', (error as { code?: string }).code);
  }
  await context.store.change((records) =>
    records.some((record) => record.tid === tid) ? { remove: [tid] } : undefined,
  );
}

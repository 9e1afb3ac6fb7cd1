/**
 * Revokes an enrolment: at the service if it can be reached, and here in any case.
 * @module
 */
import type { TokenRecord } from '../token-record.js';
import { codeOf } from '../service/exchange.js';
import { execute } from '../ratchet/ratchet.js';
import type { Run } from '../run.js';

/** Tries once to revoke the token of a record, and deletes the record. */
export async function revoke(run: Run, { tid, mark }: TokenRecord): Promise<void> {
  try {
    if (!mark) await execute(run, tid, { op: 'token.revoke', arg: {} });
  } catch (error) {
    run.signal.throwIfAborted();
    run.debug('not revoked', codeOf(error));
  }
  await run.store.change((records) =>
    records.some((record) => record.tid === tid) ? { remove: [tid] } : undefined,
  );
}

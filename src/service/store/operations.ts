/**
 * The log of operations: what became of each operation id.
 * @module
 */
import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '../context.js';
import type { OperationLogTable } from './schema.js';

/** An entry of the log. */
export type LogEntry = Selectable<OperationLogTable>;

/** Reads the entry of an operation id; the token is locked. */
export function findEntry(tx: Tx, tid: string, rid: string): Promise<LogEntry | undefined> {
  return tx
    .selectFrom('op_log')
    .selectAll()
    .where('tid', '=', tid)
    .where('rid', '=', rid)
    .executeTakeFirst();
}

/** When the token left position `n`: the time of the operation that was applied there. */
export async function leftPositionAt(tx: Tx, tid: string, n: number): Promise<number | undefined> {
  const entry = await tx
    .selectFrom('op_log')
    .select('at')
    .where('tid', '=', tid)
    .where('n', '=', n)
    .where('outcome', '=', 'applied')
    .executeTakeFirst();
  return entry?.at;
}

/** Adds an entry. */
export async function insertEntry(tx: Tx, entry: Insertable<OperationLogTable>): Promise<void> {
  await tx.insertInto('op_log').values(entry).execute();
}

/**
 * Marks what a step from position `n` leaves behind: the operation that led there, whose answer is
 * erased, and those abandoned there.
 */
export async function supersedeEntries(tx: Tx, tid: string, n: number, now: number): Promise<void> {
  await tx
    .updateTable('op_log')
    .set({ superseded_at: now, response: null })
    .where('tid', '=', tid)
    .where('n', 'in', [n - 1, n])
    .where('superseded_at', 'is', null)
    .execute();
}

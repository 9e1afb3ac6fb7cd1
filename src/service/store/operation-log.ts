/**
 * Table `op_log`: what became of each operation id.
 * @module
 */
import type { Insertable, Selectable } from 'kysely';
import type { OperationLogTable } from './schema.js';
import type { Db, Tx } from './store.js';

/** An entry of the log. */
export type LogEntry = Selectable<OperationLogTable>;

/** Reads the entry of an operation id. */
export function findEntry(db: Db, tid: string, rid: string): Promise<LogEntry | undefined> {
  return db
    .selectFrom('op_log')
    .selectAll()
    .where('tid', '=', tid)
    .where('rid', '=', rid)
    .executeTakeFirst();
}

/** Reads when a token left position `n`: the time of the operation that was applied there. */
export async function findTimeOfStep(db: Db, tid: string, n: number): Promise<number | undefined> {
  const entry = await db
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

/** Erases the answers of operations that were executed before a time. */
export async function eraseResponses(tx: Tx, before: number): Promise<void> {
  await tx
    .updateTable('op_log')
    .set({ response: null })
    .where('response', 'is not', null)
    .where('at', '<', before)
    .execute();
}

/** Removes the entries that were superseded before a time. */
export async function deleteSuperseded(tx: Tx, before: number): Promise<void> {
  await tx.deleteFrom('op_log').where('superseded_at', '<', before).execute();
}

/** Removes the whole log of tokens. */
export async function deleteLogOf(tx: Tx, tids: readonly string[]): Promise<void> {
  await tx.deleteFrom('op_log').where('tid', 'in', tids).execute();
}

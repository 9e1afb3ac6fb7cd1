/**
 * Table `op_log`: what became of each operation id.
 * @module
 */
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { OperationLogTable } from '../schema/schema.js';
import type { Db, Tx } from '../store.js';

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

/** Times at which operations of a token were abandoned, oldest first. */
export async function listAbandoned(db: Db, tid: string): Promise<number[]> {
  const rows = await db
    .selectFrom('op_log')
    .select('at')
    .where('tid', '=', tid)
    .where('outcome', '=', 'abandoned')
    .orderBy('at')
    .execute();
  return rows.map(({ at }) => at);
}

/** Removes the entries of operations of a token that were abandoned before a time. */
export async function deleteAbandoned(tx: Tx, tid: string, before: number): Promise<void> {
  await tx
    .deleteFrom('op_log')
    .where('tid', '=', tid)
    .where('outcome', '=', 'abandoned')
    .where('at', '<', before)
    .execute();
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

/** Erases the answers of at most `limit` operations that were executed before a time; resolves with how many. */
export function eraseResponses(tx: Tx, before: number, limit: number): Promise<number> {
  const keys = selectKeys(tx, limit).where('response', 'is not', null).where('at', '<', before);
  return updateSelected(tx, keys, { response: null });
}

/** Removes at most `limit` entries that were superseded before a time; resolves with how many. */
export async function deleteSuperseded(tx: Tx, before: number, limit: number): Promise<number> {
  const keys = selectKeys(tx, limit).where('superseded_at', '<', before);
  const { numDeletedRows } = await tx
    .deleteFrom('op_log')
    .where(({ eb, refTuple }) => eb(refTuple('tid', 'rid'), 'in', asTuples(keys)))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Dates back at most `limit` operations that have an answer and a time after `now`; resolves with how many. */
export function clampResponses(tx: Tx, now: number, limit: number): Promise<number> {
  const keys = selectKeys(tx, limit).where('response', 'is not', null).where('at', '>', now);
  return updateSelected(tx, keys, { at: now });
}

/** Dates back at most `limit` entries that were superseded after `now`; resolves with how many. */
export function clampSuperseded(tx: Tx, now: number, limit: number): Promise<number> {
  const keys = selectKeys(tx, limit).where('superseded_at', '>', now);
  return updateSelected(tx, keys, { superseded_at: now });
}

/** Removes the whole log of tokens. */
export async function deleteLogOf(tx: Tx, tids: readonly string[]): Promise<void> {
  await tx.deleteFrom('op_log').where('tid', 'in', tids).execute();
}

function selectKeys(tx: Tx, limit: number) {
  return tx.selectFrom('op_log').select(['tid', 'rid']).limit(limit);
}

type Keys = ReturnType<typeof selectKeys>;

async function updateSelected(
  tx: Tx,
  keys: Keys,
  change: Updateable<OperationLogTable>,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('op_log')
    .set(change)
    .where(({ eb, refTuple }) => eb(refTuple('tid', 'rid'), 'in', asTuples(keys)))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

function asTuples(keys: Keys) {
  return keys.$asTuple('tid', 'rid');
}

/**
 * Table `code`: codes that a person types.
 * @module
 */
import type { Updateable } from 'kysely';
import type { CodeTable } from '../schema/schema.js';
import type { Db, Tx } from '../store.js';

/** What a code is for. */
export type CodeKind = CodeTable['kind'];

/** Reads a code by its keyed hash, which is one of those under the keys that are held. */
export function findCode(db: Db, hashes: readonly string[]): Promise<CodeTable | undefined> {
  return db.selectFrom('code').selectAll().where('h', 'in', hashes).executeTakeFirst();
}

/** Locks a code; its user, and any token concerned, are locked already. */
export function lockCode(tx: Tx, id: string): Promise<CodeTable | undefined> {
  return tx.selectFrom('code').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Locks the live codes of a locked user that are of one of the given kinds, in the order of their ids. */
export function lockLiveCodes(
  tx: Tx,
  uid: string,
  kinds: readonly CodeKind[],
  now: number,
): Promise<CodeTable[]> {
  return selectLive(tx, uid, now).where('kind', 'in', kinds).orderBy('id').forUpdate().execute();
}

/** Live codes of a user of one kind, oldest first. */
export function listLiveCodes(
  db: Db,
  uid: string,
  kind: CodeKind,
  now: number,
): Promise<CodeTable[]> {
  return selectLive(db, uid, now)
    .where('kind', '=', kind)
    .orderBy('created')
    .orderBy('id')
    .execute();
}

/** Adds a code. */
export async function insertCode(tx: Tx, code: CodeTable): Promise<void> {
  await tx.insertInto('code').values(code).execute();
}

/** Marks a code as used. */
export async function consumeCode(tx: Tx, id: string, now: number): Promise<void> {
  await tx.updateTable('code').set({ used_at: now }).where('id', '=', id).execute();
}

/** Counts a wrong try; resolves with how many there have been. */
export async function countWrongTry(tx: Tx, id: string): Promise<number> {
  const { tries } = await tx
    .updateTable('code')
    .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .returning('tries')
    .executeTakeFirstOrThrow();
  return tries;
}

/** Counts an activation that has begun with a code; resolves with how many there have been. */
export async function countBegun(tx: Tx, id: string): Promise<number> {
  const { begun } = await tx
    .updateTable('code')
    .set(({ eb }) => ({ begun: eb('begun', '+', 1) }))
    .where('id', '=', id)
    .returning('begun')
    .executeTakeFirstOrThrow();
  return begun;
}

/** Time of issue of the code of a user and a kind that `newer` others follow; undefined when there are fewer. */
export async function findTimeOfCode(
  db: Db,
  { uid, kind }: Pick<CodeTable, 'uid' | 'kind'>,
  newer: number,
): Promise<number | undefined> {
  const code = await db
    .selectFrom('code')
    .select('created')
    .where('uid', '=', uid)
    .where('kind', '=', kind)
    .orderBy('created', 'desc')
    .limit(1)
    .offset(newer)
    .executeTakeFirst();
  return code?.created;
}

/** Voids a code that has not been used. */
export async function voidCode(tx: Tx, id: string, now: number): Promise<void> {
  await tx
    .updateTable('code')
    .set({ voided_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .execute();
}

/** Voids the codes of the same user, kind and token that are neither used nor void. */
export async function voidCodesLike(
  tx: Tx,
  { uid, kind, tid }: Pick<CodeTable, 'uid' | 'kind' | 'tid'>,
  now: number,
): Promise<void> {
  await tx
    .updateTable('code')
    .set({ voided_at: now })
    .where('uid', '=', uid)
    .where('kind', '=', kind)
    .where('tid', tid === null ? 'is' : '=', tid)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .execute();
}

/** Removes the codes of a user whose tokens are removed. */
export async function deleteCodesOfUser(tx: Tx, uid: string): Promise<void> {
  await tx.deleteFrom('code').where('uid', '=', uid).execute();
}

/**
 * Removes at most `limit` codes of a service that expired before a time; resolves with how many. No token that is not
 * over holds such a code.
 */
export async function deleteExpiredCodes(
  tx: Tx,
  mac: string,
  before: number,
  limit: number,
): Promise<number> {
  const ids = selectIds(tx, limit).where('mac', '=', mac).where('expires', '<', before);
  const { numDeletedRows } = await tx.deleteFrom('code').where('id', 'in', ids).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Voids codes that were issued after a time, at most `limit`; resolves with how many they were. */
export function voidCodesAfter(tx: Tx, time: number, limit: number): Promise<number> {
  const ids = selectUsable(tx, limit).where('created', '>', time);
  return updateSelected(tx, ids, { voided_at: time });
}

/** Voids codes that are neither used nor void, at most `limit`; resolves with how many they were. */
export function voidAllCodes(tx: Tx, now: number, limit: number): Promise<number> {
  return updateSelected(tx, selectUsable(tx, limit), { voided_at: now });
}

/**
 * Dates back the end of at most `limit` codes that were issued after `now`, each of them used or void; resolves with how
 * many. Their time of issue stays: limits would count them as issued now.
 */
export function clampCodes(tx: Tx, now: number, limit: number): Promise<number> {
  const ids = selectIds(tx, limit).where('created', '>', now).where('expires', '>', now);
  return updateSelected(tx, ids, { expires: now });
}

function selectIds(tx: Tx, limit: number) {
  return tx.selectFrom('code').select('id').limit(limit);
}

function selectUsable(tx: Tx, limit: number) {
  return selectIds(tx, limit).where('used_at', 'is', null).where('voided_at', 'is', null);
}

async function updateSelected(
  tx: Tx,
  ids: ReturnType<typeof selectIds>,
  change: Updateable<CodeTable>,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('code')
    .set(change)
    .where('id', 'in', ids)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

function selectLive(db: Db, uid: string, now: number) {
  return db
    .selectFrom('code')
    .selectAll()
    .where('uid', '=', uid)
    .where('expires', '>', now)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null);
}

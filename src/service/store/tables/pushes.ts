/**
 * Table `push`: requests for the approval of another browser.
 * @module
 */
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { PushTable, TokenTable } from '../schema/schema.js';
import type { Db, Tx } from '../store.js';

/** A request as it is stored. */
export type PushRow = Selectable<PushTable>;

/** Reads a request by its id. */
export function findPush(db: Db, pid: string): Promise<PushRow | undefined> {
  return db.selectFrom('push').selectAll().where('pid', '=', pid).executeTakeFirst();
}

/** Reads the request that a page has made with a certain secret. */
export function findPushByHash(db: Db, cc: string): Promise<PushRow | undefined> {
  return db.selectFrom('push').selectAll().where('cc', '=', cc).executeTakeFirst();
}

/** Times at which the unanswered requests for a login were made after a time, oldest first. */
export async function listUnanswered(
  db: Db,
  subjects: readonly string[],
  since: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom('push')
    .select('created')
    .where('subject', 'in', subjects)
    .where('created', '>', since)
    .where('answered_at', 'is', null)
    .orderBy('created')
    .execute();
  return rows.map(({ created }) => created);
}

/** Pending requests for users, oldest first: none while a user is disabled. */
function pendingOf(db: Db, uids: readonly string[], now: number) {
  return db
    .selectFrom('push')
    .innerJoin('app_user', 'app_user.uid', 'push.uid')
    .where('push.uid', 'in', uids)
    .where('app_user.status', '=', 'active')
    .where('push.status', '=', 'pending')
    .where('expires', '>', now)
    .orderBy('push.created')
    .orderBy('pid');
}

/** Pending requests that a token did not make itself, oldest first: none while its user is disabled. */
export function listPending(
  db: Db,
  { uid, tid }: Pick<TokenTable, 'uid' | 'tid'>,
  now: number,
  limit: number,
): Promise<PushRow[]> {
  return pendingOf(db, [uid], now)
    .selectAll('push')
    .where(({ eb, or }) => or([eb('asker', 'is', null), eb('asker', '<>', tid)]))
    .limit(limit)
    .execute();
}

/** A request that nobody has answered yet. */
export type PendingPush = Pick<PushTable, 'pid' | 'uid' | 'asker'>;

/** Pending requests for some users, oldest first: none for users that are disabled. */
export function listPendingOfUsers(
  db: Db,
  uids: readonly string[],
  now: number,
): Promise<PendingPush[]> {
  return pendingOf(db, uids, now).select(['pid', 'push.uid', 'asker']).execute();
}

/** Those among some requests that are pending. */
export function listPendingAmong(
  db: Db,
  pids: readonly string[],
  now: number,
): Promise<PendingPush[]> {
  return db
    .selectFrom('push')
    .select(['pid', 'uid', 'asker'])
    .where('pid', 'in', pids)
    .where('status', '=', 'pending')
    .where('expires', '>', now)
    .execute();
}

/** Adds a request. */
export async function insertPush(tx: Tx, push: Insertable<PushTable>): Promise<void> {
  await tx.insertInto('push').values(push).execute();
}

/** Changes a request that nobody has answered yet; false when there is none. */
export async function updatePending(
  tx: Tx,
  pid: string,
  change: Updateable<PushTable>,
): Promise<boolean> {
  const changed = await tx
    .updateTable('push')
    .set(change)
    .where('pid', '=', pid)
    .where('status', '=', 'pending')
    .returning('pid')
    .executeTakeFirst();
  return changed !== undefined;
}

/** Denies every request for a user that nobody has answered yet. */
export async function denyAllPending(tx: Tx, uid: string, now: number): Promise<void> {
  await tx
    .updateTable('push')
    .set({ status: 'denied', answered_at: now })
    .where('uid', '=', uid)
    .where('status', '=', 'pending')
    .execute();
}

/** Records what was handed over when an approval was collected. */
export async function updateCollected(
  tx: Tx,
  pid: string,
  change: Pick<PushRow, 'collected_at'> & Partial<PushRow>,
): Promise<void> {
  await tx.updateTable('push').set(change).where('pid', '=', pid).execute();
}

/** Erases at most `limit` OTPs that were handed over and have expired; resolves with how many. */
export async function eraseExpiredOtps(tx: Tx, now: number, limit: number): Promise<number> {
  const pids = tx
    .selectFrom('push')
    .select('pid')
    .where('otp_sealed', 'is not', null)
    .where('otp_expires', '<=', now)
    .limit(limit);
  const { numUpdatedRows } = await tx
    .updateTable('push')
    .set({ otp_sealed: null })
    .where('pid', 'in', pids)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Removes at most `limit` requests that were made before a time; resolves with how many. */
export async function deletePushes(tx: Tx, before: number, limit: number): Promise<number> {
  const pids = tx.selectFrom('push').select('pid').where('created', '<', before).limit(limit);
  const { numDeletedRows } = await tx
    .deleteFrom('push')
    .where('pid', 'in', pids)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Whose requests are removed: those for a user or their login, and those that their tokens have made. */
export interface PushesOfUser {
  readonly uid: string;
  /** Keyed hashes of the login. */
  readonly subjects: readonly string[];
  readonly tids: readonly string[];
}

/** Removes the requests for a user and those that their tokens have made. */
export async function deletePushesOfUser(
  tx: Tx,
  { uid, subjects, tids }: PushesOfUser,
): Promise<void> {
  await tx.deleteFrom('push').where('uid', '=', uid).execute();
  await tx.deleteFrom('push').where('subject', 'in', subjects).execute();
  if (tids.length) await tx.deleteFrom('push').where('asker', 'in', tids).execute();
}

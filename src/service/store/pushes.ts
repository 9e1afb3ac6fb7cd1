/**
 * Requests for the approval of another browser.
 * @module
 */
import type { Insertable, Kysely, Selectable, Updateable } from 'kysely';
import type { Tx } from '../context.js';
import type { Database, PushTable, TokenTable } from './schema.js';

/** A request as it is stored. */
export type PushRow = Selectable<PushTable>;

/** Most requests that one token is shown. */
const mostShown = 16;

/** Adds one. */
export async function insertPush(tx: Tx, push: Insertable<PushTable>): Promise<void> {
  await tx.insertInto('push').values(push).execute();
}

/** Finds one by its id. */
export function findPush(db: Kysely<Database>, pid: string): Promise<PushRow | undefined> {
  return db.selectFrom('push').selectAll().where('pid', '=', pid).executeTakeFirst();
}

/** Finds the one that a page has made with a certain secret. */
export function findPushByHash(db: Kysely<Database>, cc: string): Promise<PushRow | undefined> {
  return db.selectFrom('push').selectAll().where('cc', '=', cc).executeTakeFirst();
}

/** When the requests for a login were made that nobody has answered, oldest first. */
export async function unansweredSince(tx: Tx, subject: string, since: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('push')
    .select('created')
    .where('subject', '=', subject)
    .where('created', '>', since)
    .where('answered_at', 'is', null)
    .orderBy('created')
    .execute();
  return rows.map(({ created }) => created);
}

/** The requests that a token of a user may answer, oldest first: none while the user is disabled. */
export function pendingPushes(
  db: Kysely<Database>,
  { uid, tid }: Pick<TokenTable, 'uid' | 'tid'>,
  now: number,
): Promise<PushRow[]> {
  return db
    .selectFrom('push')
    .innerJoin('app_user', 'app_user.uid', 'push.uid')
    .selectAll('push')
    .where('push.uid', '=', uid)
    .where('app_user.status', '=', 'active')
    .where('push.status', '=', 'pending')
    .where('expires', '>', now)
    .where(({ eb, or }) => or([eb('asker', 'is', null), eb('asker', '<>', tid)]))
    .orderBy('push.created')
    .orderBy('pid')
    .limit(mostShown)
    .execute();
}

/** Changes a request that nobody has answered yet; tells whether there was one. */
export async function changePending(
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

/** Notes what was handed over at a collection. */
export async function noteCollected(
  tx: Tx,
  pid: string,
  change: Pick<PushRow, 'collected_at'> & Partial<PushRow>,
): Promise<void> {
  await tx.updateTable('push').set(change).where('pid', '=', pid).execute();
}

/**
 * Codes that a person types.
 * @module
 */
import type { Kysely } from 'kysely';
import type { Store, Tx } from '../context.js';
import { lockRow } from './lock-row.js';
import type { CodeTable, Database } from './schema.js';

/** Finds a code by its keyed hash, without locking it. */
export function findCode(db: Kysely<Database>, h: string): Promise<CodeTable | undefined> {
  return db.selectFrom('code').selectAll().where('h', '=', h).executeTakeFirst();
}

/** Locks a code; its user, and any token concerned, are locked already. */
export function lockCode(
  store: Pick<Store, 'locksRows'>,
  tx: Tx,
  id: string,
): Promise<CodeTable | undefined> {
  return lockRow(store, tx.selectFrom('code').selectAll().where('id', '=', id)).executeTakeFirst();
}

/** Uses a code up. */
export async function consumeCode(tx: Tx, id: string, now: number): Promise<void> {
  await tx.updateTable('code').set({ used_at: now }).where('id', '=', id).execute();
}

/** Adds a code. */
export async function insertCode(tx: Tx, code: CodeTable): Promise<void> {
  await tx.insertInto('code').values(code).execute();
}

/** Kinds of codes that are typed into a browser that is enrolled already. */
export const shortKinds = ['unlock_user', 'unlock_token', 'reset'] as const;

/** Locks the live short codes of a locked user, in the order in which everybody locks them. */
export function lockShortCodes(
  store: Pick<Store, 'locksRows'>,
  tx: Tx,
  uid: string,
  now: number,
): Promise<CodeTable[]> {
  return lockRow(
    store,
    selectLive(tx, uid, now).where('kind', 'in', shortKinds).orderBy('id'),
  ).execute();
}

/** The live activation codes of a user, oldest first. */
export function liveActivationCodes(tx: Tx, uid: string, now: number): Promise<CodeTable[]> {
  return selectLive(tx, uid, now)
    .where('kind', '=', 'activation')
    .orderBy('created')
    .orderBy('id')
    .execute();
}

/** Counts a try; resolves with how many there have been. */
export async function countCodeTry(tx: Tx, id: string): Promise<number> {
  const { tries } = await tx
    .updateTable('code')
    .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .returning('tries')
    .executeTakeFirstOrThrow();
  return tries;
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

function selectLive(tx: Tx, uid: string, now: number) {
  return tx
    .selectFrom('code')
    .selectAll()
    .where('uid', '=', uid)
    .where('expires', '>', now)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null);
}

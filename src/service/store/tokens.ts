/**
 * Tokens and their users.
 * @module
 */
import type { Insertable, Kysely, Updateable } from 'kysely';
import type { Store, Tx } from '../context.js';
import { lockRow } from './lock-row.js';
import type { Database, TokenTable, UserTable } from './schema.js';

/** Statuses of tokens that hold one of the user's slots. */
const holdingSlot = ['ACTIVE', 'BLOCKED', 'LOCKED'] as const;

/** Statuses that a token never leaves for another. */
const ended = ['REVOKED', 'REPLACED'] as const;

/** Reads a token without locking it. */
export function findToken(db: Kysely<Database>, tid: string): Promise<TokenTable | undefined> {
  return db.selectFrom('token').selectAll().where('tid', '=', tid).executeTakeFirst();
}

/** Locks a user; everything that counts or decides for a user happens under this lock. */
export function lockUser(
  store: Pick<Store, 'locksRows'>,
  tx: Tx,
  uid: string,
): Promise<UserTable | undefined> {
  return lockRow(
    store,
    tx.selectFrom('app_user').selectAll().where('uid', '=', uid),
  ).executeTakeFirst();
}

/** Locks a token; its user is locked already. */
export function lockToken(
  store: Pick<Store, 'locksRows'>,
  tx: Tx,
  tid: string,
): Promise<TokenTable | undefined> {
  return lockRow(
    store,
    tx.selectFrom('token').selectAll().where('tid', '=', tid),
  ).executeTakeFirst();
}

/**
 * Locks the tokens of a locked user that have not ended, in the order in which everybody locks them. Those that have
 * stay behind, and in the long run they are most of all that there are.
 */
export function lockTokens(
  store: Pick<Store, 'locksRows'>,
  tx: Tx,
  uid: string,
): Promise<TokenTable[]> {
  return lockRow(
    store,
    tx
      .selectFrom('token')
      .selectAll()
      .where('uid', '=', uid)
      .where('status', 'not in', ended)
      .orderBy('tid'),
  ).execute();
}

/** Tells whether a token holds one of its user's slots. */
export function holdsSlot({ status }: Pick<TokenTable, 'status'>): boolean {
  return (holdingSlot as readonly string[]).includes(status);
}

/** Tells whether a token is over for good and will only answer what became of its last operation. */
export function isEnded({ status }: Pick<TokenTable, 'status'>): boolean {
  return (ended as readonly string[]).includes(status);
}

/** Tells whether there are tokens of a site with which somebody can do something. */
export async function isInUse(tx: Tx, als: string): Promise<boolean> {
  const used = await tx
    .selectFrom('token')
    .innerJoin('app_user', 'app_user.uid', 'token.uid')
    .select('tid')
    .where('als', '=', als)
    .where('token.status', 'in', holdingSlot)
    .where('app_user.status', '<>', 'deleted')
    .limit(1)
    .executeTakeFirst();
  return used !== undefined;
}

/** The tokens of a site, in the order in which everybody locks them. */
export function tokensOfSite(tx: Tx, als: string): Promise<TokenTable[]> {
  return tx.selectFrom('token').selectAll().where('als', '=', als).orderBy('tid').execute();
}

/** Adds a token. */
export async function insertToken(tx: Tx, token: Insertable<TokenTable>): Promise<void> {
  await tx.insertInto('token').values(token).execute();
}

/** Changes a locked token. */
export async function updateToken(
  tx: Tx,
  tid: string,
  change: Updateable<TokenTable>,
): Promise<void> {
  await tx.updateTable('token').set(change).where('tid', '=', tid).execute();
}

/** Removes tokens, the log of their operations, and what was issued by them. */
export async function deleteTokens(tx: Tx, tids: readonly string[]): Promise<void> {
  if (!tids.length) return;
  await tx.deleteFrom('op_log').where('tid', 'in', tids).execute();
  await tx.deleteFrom('access_token').where('tid', 'in', tids).execute();
  await tx.deleteFrom('token').where('tid', 'in', tids).execute();
}

/** Reads the user of a token without locking. */
export function getUser(db: Kysely<Database>, uid: string): Promise<UserTable> {
  return db.selectFrom('app_user').selectAll().where('uid', '=', uid).executeTakeFirstOrThrow();
}

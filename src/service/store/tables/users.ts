/**
 * Table `app_user`: the people of a service.
 * @module
 */
import type { Updateable } from 'kysely';
import type { ListPart } from '../list-part.js';
import type { UserTable } from '../schema/schema.js';
import type { Db, Tx } from '../store.js';

/** Reads a user that a row refers to. */
export function getUser(db: Db, uid: string): Promise<UserTable> {
  return db.selectFrom('app_user').selectAll().where('uid', '=', uid).executeTakeFirstOrThrow();
}

/** Locks a user; all that counts or decides for a user happens under this lock. */
export function lockUser(tx: Tx, uid: string): Promise<UserTable | undefined> {
  return tx
    .selectFrom('app_user')
    .selectAll()
    .where('uid', '=', uid)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Reads the user of a login.
 * @param loginNorm in the form in which logins are compared.
 */
export function findUserByLogin(
  db: Db,
  mac: string,
  loginNorm: string,
): Promise<UserTable | undefined> {
  return selectByLogin(db, mac, loginNorm).executeTakeFirst();
}

/** Locks the user of a login; otherwise as {@link findUserByLogin}. */
export function lockUserByLogin(
  tx: Tx,
  mac: string,
  loginNorm: string,
): Promise<UserTable | undefined> {
  return selectByLogin(tx, mac, loginNorm).forUpdate().executeTakeFirst();
}

/** Users of a service, or the one of a login, oldest first. */
export function listUsers(
  db: Db,
  mac: string,
  loginNorm: string | undefined,
  { after, limit }: ListPart,
): Promise<UserTable[]> {
  return db
    .selectFrom('app_user')
    .selectAll()
    .where('mac', '=', mac)
    .$if(loginNorm !== undefined, (query) => query.where('login_norm', '=', loginNorm!))
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('created', 'uid'), '>', eb.tuple(after!.created, after!.id)),
      ),
    )
    .orderBy('created')
    .orderBy('uid')
    .limit(limit)
    .execute();
}

/** Tells whether a service has users. */
export async function hasUsers(db: Db, mac: string): Promise<boolean> {
  const user = await db
    .selectFrom('app_user')
    .select('uid')
    .where('mac', '=', mac)
    .limit(1)
    .executeTakeFirst();
  return user !== undefined;
}

/** Adds a user; false when the service has one of that login. */
export async function insertUser(tx: Tx, user: UserTable): Promise<boolean> {
  const inserted = await tx
    .insertInto('app_user')
    .values(user)
    .onConflict((conflict) => conflict.doNothing())
    .returning('uid')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Removes a locked user to whom no row refers any more. */
export async function deleteUserRow(tx: Tx, uid: string): Promise<void> {
  await tx.deleteFrom('app_user').where('uid', '=', uid).execute();
}

/** Changes a locked user. */
export async function updateUser(
  tx: Tx,
  uid: string,
  change: Updateable<UserTable>,
): Promise<void> {
  await tx.updateTable('app_user').set(change).where('uid', '=', uid).execute();
}

/** The counts of wrong PINs of a user. */
export type PinCounts = Pick<UserTable, 'pin_fails' | 'pin_total' | 'wrong_pins'>;

/** Counts a wrong PIN over time, and also in a row unless it came with an unlock code, which lifts that block. */
export function countWrongPin(tx: Tx, uid: string, isInRow: boolean): Promise<PinCounts> {
  return tx
    .updateTable('app_user')
    .set(({ eb }) => ({
      pin_fails: eb('pin_fails', '+', Number(isInRow)),
      pin_total: eb('pin_total', '+', 1),
      wrong_pins: eb('wrong_pins', '+', 1),
    }))
    .where('uid', '=', uid)
    .returning(['pin_fails', 'pin_total', 'wrong_pins'])
    .executeTakeFirstOrThrow();
}

function selectByLogin(db: Db, mac: string, loginNorm: string) {
  return db
    .selectFrom('app_user')
    .selectAll()
    .where('mac', '=', mac)
    .where('login_norm', '=', loginNorm);
}

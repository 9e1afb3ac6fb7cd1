/**
 * Table `wrong_pin`: the latest wrong PINs of each user, to be told to their owner.
 * @module
 */
import type { TokenTable, WrongPinTable } from '../schema/schema.js';
import type { Db, Tx } from '../store.js';

/** Maximum number of rows of one user; the user's counter goes on. */
const kept = 20;

/** A wrong PIN, and what its browser is called; `name` is null when its token was removed. */
export type WrongPin = Pick<WrongPinTable, 'tid' | 'at'> & {
  readonly name: TokenTable['name'] | null;
};

/** Adds a wrong PIN of a locked user, and removes those that are too many. */
export async function insertWrongPin(tx: Tx, row: WrongPinTable): Promise<void> {
  await tx.insertInto('wrong_pin').values(row).execute();
  await tx
    .deleteFrom('wrong_pin')
    .where('uid', '=', row.uid)
    .where('seq', '<=', row.seq - kept)
    .execute();
}

/**
 * Wrong PINs of a user, newest first.
 * @param after number of the last one that is not wanted.
 */
export function listWrongPins(
  db: Db,
  uid: string,
  after: number,
  limit: number,
): Promise<WrongPin[]> {
  return db
    .selectFrom('wrong_pin')
    .leftJoin('token', 'token.tid', 'wrong_pin.tid')
    .select(['wrong_pin.tid', 'at', 'name'])
    .where('wrong_pin.uid', '=', uid)
    .where('seq', '>', after)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
}

/** Removes what is kept of the wrong PINs of a user. */
export async function deleteWrongPins(tx: Tx, uid: string): Promise<void> {
  await tx.deleteFrom('wrong_pin').where('uid', '=', uid).execute();
}

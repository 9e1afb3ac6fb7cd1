/**
 * Table `key_binding`: one row, which tells the keys that the database belongs to from others.
 * @module
 */
import type { Db, Tx } from '../store.js';

/** What was computed with the keys of this database; undefined before it was bound. */
export async function findKeyBinding(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom('key_binding').select('h').executeTakeFirst();
  return row?.h;
}

/** Binds a database that is not bound yet. */
export async function insertKeyBinding(tx: Tx, h: string): Promise<void> {
  await tx.insertInto('key_binding').values({ id: 1, h }).execute();
}

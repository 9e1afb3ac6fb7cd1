/**
 * Long codes, as activations use them.
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

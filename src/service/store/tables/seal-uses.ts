/**
 * Table `seal_use`: seals that may be accepted once, and have been.
 * @module
 */
import type { SealUseTable } from '../schema/seal-tables.js';
import type { Db, Tx } from '../store.js';

/** Records that a seal is used; false when it has been used before. */
export async function insertSealUse(tx: Tx, use: SealUseTable): Promise<boolean> {
  const inserted = await tx
    .insertInto('seal_use')
    .values(use)
    .onConflict((conflict) => conflict.doNothing())
    .returning('jti')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Tells whether a seal was used by a request of the same name in a period, ends included. */
export async function wasSealUsedBy(
  db: Db,
  { tid, jti, used_by }: Pick<SealUseTable, 'tid' | 'jti' | 'used_by'>,
  idems: readonly string[],
  { since, until }: { readonly since: number; readonly until: number },
): Promise<boolean> {
  const use = await db
    .selectFrom('seal_use')
    .select('jti')
    .where('tid', '=', tid)
    .where('jti', '=', jti)
    .where('used_by', '=', used_by)
    .where('idem', 'in', idems)
    .where('used_at', '>=', since)
    .where('used_at', '<=', until)
    .executeTakeFirst();
  return use !== undefined;
}

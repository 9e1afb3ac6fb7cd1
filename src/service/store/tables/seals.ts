/**
 * Table `seal`: the seals that the service has issued.
 * @module
 */
import type { SealTable } from '../schema/seal-tables.js';
import type { Db, Tx } from '../store.js';

/** Reads the record of a seal: what a token has sealed under a number. */
export function findSeal(
  db: Db,
  { tid, jti }: Pick<SealTable, 'tid' | 'jti'>,
): Promise<SealTable | undefined> {
  return db
    .selectFrom('seal')
    .selectAll()
    .where('tid', '=', tid)
    .where('jti', '=', jti)
    .executeTakeFirst();
}

/** Adds the record of a seal. */
export async function insertSeal(tx: Tx, seal: SealTable): Promise<void> {
  await tx.insertInto('seal').values(seal).execute();
}

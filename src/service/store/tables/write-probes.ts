/**
 * Table `write_probe`: one row, which is written to find out whether the database keeps what is written.
 * @module
 */
import type { Tx } from '../store.js';

/**
 * Writes as much as a large operation: 32 kB, which no database can make smaller. The row of the last time goes only
 * afterwards, so that its room cannot be used: a full disk would go unnoticed.
 */
export async function writeProbe(tx: Tx): Promise<void> {
  const filler = crypto.getRandomValues(new Uint8Array(32_768));
  const last = await tx.selectFrom('write_probe').select('id').executeTakeFirst();
  const id = last?.id === 1 ? 2 : 1;
  await tx.insertInto('write_probe').values({ id, filler }).execute();
  await tx.deleteFrom('write_probe').where('id', '!=', id).execute();
}

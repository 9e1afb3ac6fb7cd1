/**
 * Table `write_probe`: one row, which is written to find out whether the database keeps what is written.
 * @module
 */
import type { Tx } from './store.js';

/** Writes as much as a large operation: 32 kB, which no database can make smaller. */
export async function writeProbe(tx: Tx): Promise<void> {
  const filler = crypto.getRandomValues(new Uint8Array(32_768));
  await tx
    .insertInto('write_probe')
    .values({ id: 1, filler })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ filler }))
    .execute();
}

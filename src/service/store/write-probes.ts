/**
 * Table `write_probe`: one row, which is written to find out whether the database keeps what is written.
 * @module
 */
import { sql } from 'kysely';
import type { Tx } from './store.js';

/** Writes as much as a large operation: 32 kB. */
export async function writeProbe(tx: Tx): Promise<void> {
  await tx
    .replaceInto('write_probe')
    .values({ id: 1, filler: sql`randomblob(32768)` })
    .execute();
}

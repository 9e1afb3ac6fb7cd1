/**
 * The columns that hold secrets encrypted under the key-encryption key, and the rows under one of its versions. Replacing
 * that key covers what is listed here.
 * @module
 */
import { sql } from 'kysely';
import type { Database } from './schema/schema.js';
import type { Db, Tx } from './store.js';

/** Where secrets are kept. */
export interface SealedColumn {
  readonly table: keyof Database;
  readonly column: string;
  /** Column with the version of the key-encryption key. */
  readonly version: string;
  /** Columns whose values a secret is bound to; the first one names the row. */
  readonly bound: readonly [string, ...string[]];
}

/** Every column of secrets, by what it holds. */
export const sealedColumns = {
  dynamicKey: { table: 'token', column: 'k_sealed', version: 'kek_v', bound: ['tid', 'n'] },
  approvedOtp: { table: 'push', column: 'otp_sealed', version: 'kek_v', bound: ['pid'] },
} as const satisfies Readonly<Record<string, SealedColumn>>;

/** Name of a kind of secret. */
export type SealedName = keyof typeof sealedColumns;

/** A stored secret and the values that it is bound to. */
export interface SealedRow {
  readonly row: readonly [string, ...(string | number)[]];
  readonly sealed: string;
}

/** Reads at most `limit` secrets under a version of the key-encryption key. */
export async function listSealed(
  db: Db,
  { table, column, version, bound }: SealedColumn,
  kekVersion: number,
  limit: number,
): Promise<SealedRow[]> {
  const names = [...bound, column].map((name) => sql.ref(name));
  const { rows } = await sql<Readonly<Record<string, string | number>>>`
    select ${sql.join(names)} from ${sql.table(table)}
    where ${sql.ref(version)} = ${kekVersion} and ${sql.ref(column)} is not null
    limit ${limit}`.execute(db);
  return rows.map((values) => {
    const [id, ...rest] = bound;
    const row = [String(values[id]), ...rest.map((name) => values[name]!)] as const;
    return { row, sealed: String(values[column]) };
  });
}

/** Replaces a secret by itself under another key, unless it has been replaced meanwhile. */
export async function replaceSealed(
  tx: Tx,
  { table, column, version, bound: [id] }: SealedColumn,
  { row, sealed }: SealedRow,
  next: { readonly sealed: string; readonly kekVersion: number },
): Promise<void> {
  await sql`
    update ${sql.table(table)}
    set ${sql.ref(column)} = ${next.sealed}, ${sql.ref(version)} = ${next.kekVersion}
    where ${sql.ref(id)} = ${row[0]} and ${sql.ref(column)} = ${sealed}`.execute(tx);
}

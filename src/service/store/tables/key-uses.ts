/**
 * Rows that need a version of a key.
 * @module
 */
import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../schema/schema.js';
import { sealedColumns } from '../sealed-columns.js';
import type { Db } from '../store.js';

/** Rows that need a version of a key. */
interface KeyUse {
  readonly table: keyof Database;
  /** Column with the version. */
  readonly column: string;
  /** Noun for such rows in the list of keys. */
  readonly what: string;
  readonly isUse: (now: number) => RawBuilder<unknown>;
}

const nouns = {
  dynamicKey: 'browsers',
  approvedOtp: 'collected approvals',
} as const satisfies Record<keyof typeof sealedColumns, string>;

const sealedUses = (Object.keys(nouns) as (keyof typeof nouns)[]).map((name): KeyUse => {
  const { table, column, version } = sealedColumns[name];
  const isUse = () => sql`${sql.ref(column)} is not null`;
  return { table, column: version, what: nouns[name], isUse };
});

/** The uses of each key that rows need. */
const keyUses = {
  kek: sealedUses,
  pepper: [
    { table: 'app_user', column: 'pepper_v', what: 'PINs', isUse: () => sql`pin_v is not null` },
    {
      table: 'token',
      column: 'bio_pepper_v',
      what: 'BioKeys',
      // One that is switched off, or in a browser that has ended, is never checked again.
      isUse: () => sql`bio_v is not null and bio_off = 0
        and status not in ('REVOKED', 'REPLACED', 'DESYNC')`,
    },
  ],
  code: [
    {
      table: 'code',
      column: 'code_key_v',
      what: 'codes',
      isUse: (now) => sql`used_at is null and voided_at is null and expires > ${now}`,
    },
    { table: 'push', column: 'code_key_v', what: 'requests for approval', isUse: () => sql`1 = 1` },
  ],
} as const satisfies Readonly<Record<string, readonly KeyUse[]>>;

/** Name of a key whose versions rows need. */
export type UsedKey = keyof typeof keyUses;

/** Names of the keys whose versions rows need. */
export const usedKeys = Object.keys(keyUses) as readonly UsedKey[];

/** Counts what needs a version of a key, by what it is. */
export async function countUses(
  db: Db,
  name: UsedKey,
  version: number,
  now: number,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { table, column, what, isUse } of keyUses[name]) {
    const { rows } = await sql<{ count: number | string }>`
      select count(*) as count from ${sql.table(table)}
      where ${sql.ref(column)} = ${version} and ${isUse(now)}`.execute(db);
    counts[what] = Number(rows[0]!.count);
  }
  return counts;
}

/** The versions of a key that something needs, read one at a time by the index: rows are many, versions few. */
export async function findUsedVersions(db: Db, name: UsedKey, now: number): Promise<number[]> {
  const found = new Set<number>();
  for (const { table, column, isUse } of keyUses[name]) {
    const following = async (last: number) => {
      const { rows } = await sql<{ version: number }>`
        select ${sql.ref(column)} as version from ${sql.table(table)}
        where ${sql.ref(column)} > ${last} and ${isUse(now)}
        order by ${sql.ref(column)} limit 1`.execute(db);
      return rows[0]?.version;
    };
    for (let next = await following(0); next; next = await following(next)) found.add(next);
  }
  return [...found];
}

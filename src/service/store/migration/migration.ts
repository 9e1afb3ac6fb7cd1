/**
 * Brings the tables of a database up to date.
 * @module
 */
import { sql, type Kysely } from 'kysely';
import { removeDeletedUsers } from './deleted-users.js';
import { migrations } from './migrations.js';
import { spell, type SqlWords } from './sql-words.js';
import type { Database } from '../schema/schema.js';

interface MigrationTable {
  version: number;
}

/** Tells whether a version wrote the database that did not overwrite what it deleted. */
export async function hasTracesOfDeleted(database: Kysely<Database>): Promise<boolean> {
  const version = await versionOf(database);
  return version > 0 && version <= migrations.indexOf(removeDeletedUsers);
}

/** Tells whether an earlier version wrote the database. */
export async function isOfEarlierVersion(database: Kysely<Database>): Promise<boolean> {
  const version = await versionOf(database);
  return version > 0 && version < migrations.length;
}

/**
 * Brings the tables up to date, each step in a transaction of its own.
 *
 * @param words of the database.
 * @param last number of the step to stop after, all when left out; a test of upgrades begins from an earlier one.
 * @throws {Error} when the database was written by a later version of this program.
 */
export async function migrate(
  database: Kysely<Database>,
  words: SqlWords,
  last = migrations.length,
): Promise<void> {
  const db = database.withTables<{ migration: MigrationTable }>();
  const version = await versionOf(database);
  if (version > migrations.length) {
    throw new Error(`the database has version ${version}, this program knows ${migrations.length}`);
  }
  for (const [index, statements] of migrations.entries()) {
    if (index < version || index >= last) continue;
    await db.transaction().execute(async (tx) => {
      for (const statement of statements) {
        await sql.raw(spell(statement, words)).execute(tx);
      }
      await tx
        .insertInto('migration')
        .values({ version: index + 1 })
        .execute();
    });
  }
}

/** Number of the last step that was taken; 0 for a database without tables. */
async function versionOf(database: Kysely<Database>): Promise<number> {
  const db = database.withTables<{ migration: MigrationTable }>();
  await sql`create table if not exists migration (version integer primary key)`.execute(db);
  const { version } = await db
    .selectFrom('migration')
    .select(({ fn }) => fn.coalesce(fn.max('version'), sql.lit(0)).as('version'))
    .executeTakeFirstOrThrow();
  return version;
}

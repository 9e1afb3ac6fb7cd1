/**
 * Brings the tables of a database up to date.
 * @module
 */
import { sql, type Kysely, type Transaction } from 'kysely';
import { removeDeletedUsers } from './deleted-users.js';
import { migrations } from './migrations.js';
import { spell, type SqlWords } from './sql-words.js';
import type { Database } from '../schema/schema.js';

interface MigrationTable {
  version: number;
  /** Number of steps that a program has to know to use the tables after this one; null: all up to this one. */
  needs?: number | null;
}

/** The tables were written by a later version that this program does not fit. */
export class LaterVersionError extends Error {
  override readonly name = 'LaterVersionError';
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
 * Tells whether no step is left to take.
 * @throws {LaterVersionError} when the database was written by a later version that this program does not fit.
 */
export async function isUpToDate(database: Kysely<Database>): Promise<boolean> {
  const version = await lastStep(database);
  if (version > migrations.length) await requireFit(database, version);
  return version >= migrations.length;
}

/**
 * Brings the tables up to date, each step in a transaction of its own, or all in the given one.
 *
 * @param words of the database.
 * @param last number of the step to stop after, all when left out; a test of upgrades begins from an earlier one.
 * @throws {LaterVersionError} when the database was written by a later version that this program does not fit.
 */
export async function migrate(
  database: Kysely<Database>,
  words: SqlWords,
  last = migrations.length,
): Promise<void> {
  const version = await versionOf(database);
  if (version > migrations.length) await requireFit(database, version);
  for (const [index, statements] of migrations.entries()) {
    if (index < version || index >= last) continue;
    const take = async (tx: Transaction<Database>) => {
      for (const statement of statements) await sql.raw(spell(statement, words)).execute(tx);
      await withSteps(tx)
        .insertInto('migration')
        .values({ version: index + 1 })
        .execute();
    };
    await (database.isTransaction
      ? take(database as Transaction<Database>)
      : database.transaction().execute(take));
  }
}

/** A later version may say of its tables that this program can use them. */
async function requireFit(database: Kysely<Database>, version: number): Promise<void> {
  const { needs } = await withSteps(database)
    .selectFrom('migration')
    .select(({ fn }) => fn.max(fn.coalesce('needs', 'version')).as('needs'))
    .where('version', '>', migrations.length)
    .executeTakeFirstOrThrow();
  if (needs <= migrations.length) return;
  throw new LaterVersionError(
    `the database has version ${version}, and needs a program that knows ${needs}; this one knows ${migrations.length}`,
  );
}

/** Number of the last step that was taken; 0 for a database without tables. */
async function versionOf(database: Kysely<Database>): Promise<number> {
  await sql`create table if not exists migration (version integer primary key)`.execute(database);
  return lastStep(database);
}

async function lastStep(database: Kysely<Database>): Promise<number> {
  const { version } = await withSteps(database)
    .selectFrom('migration')
    .select(({ fn }) => fn.coalesce(fn.max('version'), sql.lit(0)).as('version'))
    .executeTakeFirstOrThrow();
  return version;
}

function withSteps(database: Kysely<Database>) {
  return database.withTables<{ migration: MigrationTable }>();
}

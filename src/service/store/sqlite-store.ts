/**
 * The store on a SQLite connection, whoever has opened it.
 * @module
 */
import { Kysely } from 'kysely';
import type { Store } from '../context.js';
import { migrate } from './migrations.js';
import type { Database } from './schema.js';
import { sqliteDialect, type SqliteConnection } from './sqlite-dialect.js';

/** How often a transaction is begun again while another process holds the file. */
const attempts = 3;

/** SQLITE_BUSY and SQLITE_LOCKED. */
const contention: ReadonlySet<unknown> = new Set([5, 6]);

/**
 * Brings the tables of a database up to date and makes it a store, which owns its connections from then on.
 *
 * @param openReader opens a second, read-only connection to the same database, so that reads never wait for a
 *   transaction; without it one connection serves for everything.
 * @throws when it is no database, or was written by a later version.
 */
export async function sqliteStore(
  connection: SqliteConnection,
  openReader?: () => SqliteConnection,
): Promise<Store> {
  connection.exec('pragma journal_mode = wal');
  connection.exec('pragma synchronous = full');
  connection.exec('pragma foreign_keys = on');

  const db = new Kysely<Database>({ dialect: sqliteDialect(connection) });
  await migrate(db, 'integer primary key autoincrement');
  const read = openReader ? new Kysely<Database>({ dialect: sqliteDialect(openReader()) }) : db;

  return {
    read,
    locksRows: false,
    transaction: (work) => repeat(() => db.transaction().execute(work)),
    async close() {
      await db.destroy();
      if (read !== db) await read.destroy();
    },
  };
}

async function repeat<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !isContention(error)) throw error;
    }
  }
}

function isContention(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && contention.has(error.errcode);
}

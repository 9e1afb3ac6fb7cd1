/**
 * The store in one SQLite file, through Node's own `node:sqlite`.
 * @module
 */
import { DatabaseSync } from 'node:sqlite';
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
 * Opens a SQLite database, brings its tables up to date and makes it a store.
 *
 * A file gets a second, read-only connection, so that reads never wait for a transaction. `':memory:'`
 * and a connection opened by the caller have one connection for everything.
 *
 * @param source path of the file, `':memory:'`, or an open connection, which the store then owns.
 * @throws when the file is not a database, or was written by a later version.
 */
export async function openSqliteStore(source: string | SqliteConnection): Promise<Store> {
  const isFile = typeof source === 'string' && source !== ':memory:';
  const connection =
    typeof source === 'string' ? new DatabaseSync(source, { timeout: 5000 }) : source;
  connection.exec('pragma journal_mode = wal');
  connection.exec('pragma synchronous = full');
  connection.exec('pragma foreign_keys = on');

  const db = new Kysely<Database>({ dialect: sqliteDialect(connection) });
  await migrate(db, 'integer primary key autoincrement');
  const read = isFile
    ? new Kysely<Database>({
        dialect: sqliteDialect(new DatabaseSync(source, { readOnly: true, timeout: 5000 })),
      })
    : db;

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

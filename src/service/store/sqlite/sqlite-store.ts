/**
 * The store on an open SQLite connection.
 * @module
 */
import { CompiledQuery, Kysely, sql } from 'kysely';
import { BusyError } from '../busy-error.js';
import { hasTracesOfDeleted, isOfEarlierVersion, migrate } from '../migration/migration.js';
import type { Database } from '../schema/schema.js';
import { perform, primaryCode, sqliteDialect, type SqliteConnection } from './sqlite-dialect.js';
import { GroupCommit, patience, pause } from './group-commit.js';
import { sqliteWords } from './sqlite-words.js';
import type { Store, Tx } from '../store.js';
import { UnavailableError } from '../unavailable-error.js';
import { UpdateError } from '../update-error.js';

/** SQLITE_BUSY and SQLITE_LOCKED. */
const contention: ReadonlySet<number> = new Set([5, 6]);

/** What the store is told of the process and the file, as far as it has them. */
export interface Surroundings {
  /**
   * Opens a second, read-only connection to the same database, so that reads never wait for a transaction; without it
   * one connection is used for everything.
   */
  openReader?(): SqliteConnection;
  /**
   * Makes a check of the files as they are now, once the database is in use.
   * @returns throws an {@link UnavailableError} when what is written would be lost with the process.
   */
  watchPlace?(): () => void;
  /** Lets everything that has arrived at the process have its turn; without it nothing is waited for. */
  nextTurn?(): Promise<void>;
}

/**
 * Brings the tables of a database up to date and makes a store of it, which owns the connections from then on.
 *
 * @throws {BusyError}
 * @throws {UnavailableError}
 * @throws {UpdateError} when a database of an earlier version cannot be brought up to date.
 * @throws when it is no database, or was written by a later version.
 */
export async function sqliteStore(
  connection: SqliteConnection,
  { openReader, watchPlace, nextTurn = async () => {} }: Surroundings = {},
): Promise<Store> {
  let reader: SqliteConnection | undefined;
  let isClosed = false;
  try {
    configure(connection);
    const db = new Kysely<Database>({ dialect: sqliteDialect(connection) });
    await repeat(() => bringUpToDate(db, connection));
    reader = openReader?.();
    const checkPlace = watchPlace?.();
    const transact: Store['transaction'] = async (work) => {
      checkPlace?.();
      return db.transaction().execute(work);
    };
    const groups = new GroupCommit<Tx>({
      transact,
      mark: async (tx, statement) => void (await tx.executeQuery(CompiledQuery.raw(statement))),
      isContention,
      isOutage: (error) => error instanceof UnavailableError,
      nextTurn,
    });
    return {
      read: reader ? new Kysely<Database>({ dialect: sqliteDialect(reader) }) : db,
      transaction: (work) => groups.add(work),
      longTransaction: (work) => repeat(() => transact(work)),
      tryTransaction: (work) =>
        transact(work).catch((error: unknown) => {
          throw isContention(error) ? new BusyError(error) : error;
        }),
      scrub: async () => {
        // The write-ahead log still has what the pages held before.
        await sql`pragma wal_checkpoint(truncate)`.execute(db);
      },
      close: async () => {
        if (!isClosed) closeBoth(connection, reader);
        isClosed = true;
      },
    };
  } catch (error) {
    closeBoth(connection, reader);
    throw error;
  }
}

function configure(connection: SqliteConnection): void {
  perform(() => connection.exec('pragma journal_mode = wal'));
  connection.exec('pragma synchronous = full');
  connection.exec('pragma foreign_keys = on');
  // What is deleted is overwritten.
  connection.exec('pragma secure_delete = on');
  // From here on `repeat` waits for locks: SQLite's own wait would block the whole process.
  connection.exec('pragma busy_timeout = 0');
}

async function bringUpToDate(db: Kysely<Database>, connection: SqliteConnection): Promise<void> {
  const isUpdate = await isOfEarlierVersion(db);
  try {
    await update(db, connection);
  } catch (error) {
    throw isUpdate && error instanceof UnavailableError ? new UpdateError(error) : error;
  }
}

/** A database of a version that did not overwrite what it deleted is written anew, before the migrations delete more. */
async function update(db: Kysely<Database>, connection: SqliteConnection): Promise<void> {
  const hasTraces = await hasTracesOfDeleted(db);
  if (hasTraces) perform(() => connection.exec('vacuum'));
  await migrate(db, sqliteWords);
  // The write-ahead log still has what the migrations have deleted.
  if (hasTraces) perform(() => connection.exec('pragma wal_checkpoint(truncate)'));
}

/**
 * Closes the connections so that the database file alone holds everything. The one that writes is the last: a
 * read-only connection cannot move the write-ahead log into the file.
 */
function closeBoth(writer: SqliteConnection, reader: SqliteConnection | undefined): void {
  reader?.close();
  try {
    // Closing does the same, but only where no other process has the file open.
    writer.exec('pragma wal_checkpoint(truncate)');
  } catch {
    // Nothing is lost: the next process that opens the file reads the log.
  }
  writer.close();
}

async function repeat<T>(work: () => Promise<T>): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isContention(error)) throw error;
      if (performance.now() > end) throw new BusyError(error);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function isContention(error: unknown): boolean {
  return contention.has(primaryCode(error) ?? 0);
}

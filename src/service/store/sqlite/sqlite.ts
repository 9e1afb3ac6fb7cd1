/**
 * SQLite in a file or in memory, through Node's own `node:sqlite`.
 * @module
 */
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { Kysely } from 'kysely';
import type { Database } from '../schema/schema.js';
import { perform, sqliteDialect } from './sqlite-dialect.js';
import { sqliteStore } from './sqlite-store.js';
import type { DatabaseContent } from '../database-content.js';
import type { Db, Store } from '../store.js';
import { UnavailableError } from '../unavailable-error.js';

/**
 * Opens a database, and creates it if there is none.
 *
 * @param path of the file, or `':memory:'`.
 * @param check runs before each transaction; an {@link UnavailableError} that it throws prevents it.
 * @throws {BusyError}
 * @throws {UnavailableError}
 * @throws {UpdateError} when a database of an earlier version cannot be brought up to date.
 * @throws when the file is not a database, or was written by a later version.
 */
export async function openSqliteStore(path: string, check?: () => void): Promise<Store> {
  const open = (readOnly: boolean) => new DatabaseSync(path, { readOnly, timeout: 5000 });
  const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
  if (path === ':memory:') return sqliteStore(open(false), { nextTurn });
  const connection = open(false);
  return sqliteStore(connection, {
    nextTurn,
    openReader: () => open(true),
    watchPlace: () => {
      const checkPlace = placeCheck([path, `${path}-wal`, `${path}-shm`]);
      return () => {
        check?.();
        checkPlace();
      };
    },
  });
}

/** Makes the check that paths still lead to the same files. Of a removed file only open connections would know. */
function placeCheck(paths: readonly string[]): () => void {
  const atFirst = new Map(paths.map((path) => [path, inodeOf(path)]));
  return () => {
    for (const [path, inode] of atFirst) {
      if (inodeOf(path) === inode) continue;
      throw new UnavailableError(`${path} was removed or replaced while the service runs`);
    }
  };
}

/**
 * Device and inode of the file at a path, which no other file has; undefined when there is none.
 * @throws {UnavailableError} when the system does not say it.
 */
export function inodeOf(path: string): string | undefined {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found && `${found.dev} ${found.ino}`;
  } catch (error) {
    throw new UnavailableError(`${path} cannot be looked at`, error);
  }
}

/**
 * Looks into a database that is not open yet, and changes nothing.
 * @throws {UnavailableError}
 * @throws when the file is not a database.
 */
export function databaseContent(path: string): DatabaseContent {
  return statSync(path, { throwIfNoEntry: false })?.size
    ? perform(() => contentOfFile(path))
    : 'nothing';
}

function contentOfFile(path: string): DatabaseContent {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  const has = (table: string) =>
    database.prepare('select 1 from sqlite_master where name = ?').get(table) !== undefined;
  const holds = (table: string) =>
    has(table) && database.prepare(`select 1 from ${table} limit 1`).get() !== undefined;
  try {
    if (holds('key_binding') || holds('service')) return 'data';
    return holds('migration') ? 'tables' : 'nothing';
  } finally {
    database.close();
  }
}

/**
 * Writes the database as it is at this moment into a new file, which has no log beside it and nothing that was deleted.
 * Others go on to read and write meanwhile.
 * @throws {UnavailableError}
 */
export function copyDatabase(path: string, target: string): void {
  perform(() => {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
    try {
      database.prepare('vacuum into ?').run(target);
    } finally {
      database.close();
    }
  });
}

/** A copy that is open for reading. */
export interface OpenCopy {
  readonly read: Db;
  close(): void;
}

/**
 * Opens a copy that nobody writes. No file appears beside it.
 * @throws when it is no database.
 */
export function openCopy(path: string): OpenCopy {
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  const database = new DatabaseSync(url, { readOnly: true });
  return {
    read: new Kysely<Database>({ dialect: sqliteDialect(database) }),
    close: () => database.close(),
  };
}

/**
 * SQLite in a file or in memory, through Node's own `node:sqlite`.
 * @module
 */
import { DatabaseSync } from 'node:sqlite';
import { sqliteStore } from './sqlite-store.js';
import type { Store } from './store.js';

/**
 * Opens a database, and creates it if there is none.
 *
 * @param path of the file, or `':memory:'`.
 * @throws when the file is not a database, or was written by a later version.
 */
export async function openSqliteStore(path: string): Promise<Store> {
  const open = (readOnly: boolean) => new DatabaseSync(path, { readOnly, timeout: 5000 });
  return path === ':memory:'
    ? sqliteStore(open(false))
    : sqliteStore(open(false), () => open(true));
}

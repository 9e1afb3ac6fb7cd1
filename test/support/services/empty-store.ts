/**
 * Databases in memory that have their tables already: the migrations take longer than most tests.
 * @module
 */
import { DatabaseSync } from 'node:sqlite';
import { sqliteStore } from '../../../src/service/store/sqlite/sqlite-store.js';
import type { Store } from '../../../src/service/store/store.js';

/** A database with empty tables, as SQLite would write it to a file. */
let image: Promise<Uint8Array> | undefined;

async function makeImage(): Promise<Uint8Array> {
  const database = new DatabaseSync(':memory:');
  const store = await sqliteStore(database);
  const serialized = database.serialize();
  await store.close();
  return serialized;
}

/** Opens an empty database in memory. */
export async function emptyStore(): Promise<Store> {
  image ??= makeImage();
  const database = new DatabaseSync(':memory:');
  database.deserialize(await image);
  return sqliteStore(database);
}

/**
 * The database of a test: in memory, or one of its own in PostgreSQL.
 * @module
 */
import pg from 'pg';
import { readDatabaseUrl } from '../../../src/service/node/data/database-url.js';
import { openPostgresStore } from '../../../src/service/store/postgres/postgres-store.js';
import type { Store } from '../../../src/service/store/store.js';
import { emptyStore } from './empty-store.js';

/**
 * Opens an empty database: in PostgreSQL when `NEON_TEST_STORE` is `postgres`, at `TEST_DATABASE_URL`.
 * @param connections how many there may be at a time; SQLite has one.
 */
export async function openTestStore(connections?: number): Promise<Store> {
  const { NEON_TEST_STORE: store, TEST_DATABASE_URL: url } = process.env;
  if (store !== 'postgres') return emptyStore();
  if (!url) throw new Error('NEON_TEST_STORE=postgres needs TEST_DATABASE_URL');
  const databases = await TestDatabases.at(url);
  const database = await databases.make();
  const opened = await openPostgresStore({
    ...readDatabaseUrl(database),
    max: connections,
  });
  return {
    ...opened,
    close: async () => {
      await opened.close();
      await databases.drop(database);
    },
  };
}

const servers = new Map<string, Promise<TestDatabases>>();

/** Makes databases on a server, as copies of one that has the tables already. */
export class TestDatabases {
  readonly #url: string;
  #made = 0;

  private constructor(url: string) {
    this.#url = url;
  }

  /** @param url of a database of somebody who may make others. */
  static at(url: string): Promise<TestDatabases> {
    const known = servers.get(url);
    if (known) return known;
    const making = TestDatabases.#prepare(url);
    servers.set(url, making);
    return making;
  }

  static async #prepare(url: string): Promise<TestDatabases> {
    const databases = new TestDatabases(url);
    await databases.run(`create database ${databases.#name('template')} template template0`);
    await (await openPostgresStore(readDatabaseUrl(databases.#urlOf('template')))).close();
    return databases;
  }

  /** Makes a database; resolves with its URL. */
  async make(): Promise<string> {
    const suffix = String(++this.#made);
    await this.run(`create database ${this.#name(suffix)} template ${this.#name('template')}`);
    return this.#urlOf(suffix);
  }

  /** Makes a database without tables; resolves with its URL. */
  async makeEmpty(): Promise<string> {
    const suffix = String(++this.#made);
    await this.run(`create database ${this.#name(suffix)} template template0`);
    return this.#urlOf(suffix);
  }

  /** Removes a database, whoever uses it. */
  async drop(url: string): Promise<void> {
    await this.run(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
  }

  /** Runs a statement in the database of the URL. */
  async run(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }

  #name(suffix: string): string {
    return `neon_${process.pid}_${suffix}`;
  }

  #urlOf(suffix: string): string {
    return Object.assign(new URL(this.#url), { pathname: this.#name(suffix) }).href;
  }
}

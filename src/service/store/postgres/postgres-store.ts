/**
 * The store on PostgreSQL, which several services may use at a time.
 * @module
 */
import { Kysely, sql } from 'kysely';
import pg, { type PoolConfig } from 'pg';
import { BusyError } from '../busy-error.js';
import type { DatabaseContent } from '../database-content.js';
import { findKeyBinding } from '../tables/key-bindings.js';
import { isUpToDate, LaterVersionError, migrate } from '../migration/migration.js';
import { lockName } from '../name-locks.js';
import type { Database } from '../schema/schema.js';
import type { Store, Tx } from '../store.js';
import { UnavailableError } from '../unavailable-error.js';
import { postgresDialect } from './postgres-dialect.js';
import { PostgresChannel } from './postgres-channel.js';
import { isRepeatable, sqlState } from './postgres-errors.js';
import { fromStored } from './postgres-text.js';
import { postgresWords } from './postgres-words.js';

/** How often a transaction is tried again when the database asks for that. */
const repetitions = 3;

/** Longest pause before a repetition, in milliseconds. */
const longestPause = 50;

/** The type `bigint`. */
const int8 = 20;

/** The type `text`. */
const text = 25;

/** Where a database is. */
export interface PostgresAddress {
  /** A name, an address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl: Exclude<PoolConfig['ssl'], true | undefined>;
  /** How many connections to it there may be at a time; 10 when left out. */
  readonly max?: number | undefined;
}

/** The database gives up what was acknowledged when its machine fails. */
export class DurabilityError extends Error {
  override readonly name = 'DurabilityError';
}

/**
 * Connects to a database, brings its tables up to date and makes a store of it.
 *
 * @throws {BusyError}
 * @throws {UnavailableError}
 * @throws {DurabilityError} when `fsync` or `synchronous_commit` is off.
 * @throws when the database was written by a later version that this one does not fit.
 */
export async function openPostgresStore(address: PostgresAddress): Promise<Store> {
  const pool = makePool(address);
  const db = new Kysely<Database>({ dialect: postgresDialect(pool) });
  try {
    await requireDurability(db);
    if (!(await hasItsTables(db))) await bringUpToDate(address);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const channel = new PostgresChannel(pool, clientConfig(address));
  const end = async () => {
    await channel.close();
    await pool.end();
  };
  let ending: Promise<void> | undefined;
  const transaction = repeating(db);
  return {
    read: db,
    transaction,
    // Each transaction has a connection and a commit of its own.
    longTransaction: transaction,
    tryTransaction: (work) =>
      transaction(async (tx) => {
        await sql`set local lock_timeout = '500ms'`.execute(tx);
        await requireFit(tx);
        return work(tx);
      }),
    // Nobody but the database writes its files.
    scrub: async () => {},
    channel,
    close: () => (ending ??= end()),
  };
}

/**
 * Looks into a database, and changes nothing.
 * @throws {BusyError}
 * @throws {UnavailableError}
 */
export async function postgresContent(address: PostgresAddress): Promise<DatabaseContent> {
  const pool = makePool({ ...address, max: 1 });
  const db = new Kysely<Database>({ dialect: postgresDialect(pool) });
  try {
    const { rows } = await sql<{ migration: boolean; binding: boolean }>`
      select to_regclass('migration') is not null as migration,
        to_regclass('key_binding') is not null as binding`.execute(db);
    if (!rows[0]?.migration) return 'nothing';
    return rows[0].binding && (await findKeyBinding(db)) !== undefined ? 'data' : 'tables';
  } finally {
    await pool.end();
  }
}

/**
 * What all connections have in common.
 * @param queryTimeout how long an answer may take, in milliseconds; 0: without limit.
 */
function clientConfig({ max: _max, ...place }: PostgresAddress, queryTimeout = 30_000) {
  return {
    ...place,
    application_name: 'neon-service',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    // A server that does not even refuse.
    query_timeout: queryTimeout,
  };
}

function makePool(address: PostgresAddress, queryTimeout?: number): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(address, queryTimeout),
    max: address.max,
    types: { getTypeParser: (type, format) => parserOf(type, format) },
  });
  // A connection that ends while nobody uses it is replaced; one in use fails the statement, which says so.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Counts and times are numbers: all of them are below 2^53. */
function parserOf(type: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (type === int8 && format !== 'binary') return readInteger;
  if (type === text && format !== 'binary') return fromStored;
  return pg.types.getTypeParser(type, format as 'text');
}

function readInteger(digits: string): number {
  const value = Number(digits);
  if (!Number.isSafeInteger(value)) throw new RangeError('an integer of the database is too large');
  return value;
}

/** Runs transactions, and runs them again when the database asks for that. */
function repeating(db: Kysely<Database>): Store['transaction'] {
  return async (work) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await db.transaction().execute(work);
      } catch (error) {
        if (!isRepeatable(error)) throw error;
        if (attempt === repetitions) throw isDuplicate(error) ? error : new BusyError(error);
      }
      await new Promise((resolve) => setTimeout(resolve, Math.random() * longestPause));
    }
  };
}

/** Somebody else's row is not in the way for a while only. */
function isDuplicate(error: unknown): boolean {
  return sqlState(error) === '23505';
}

async function requireDurability(db: Kysely<Database>): Promise<void> {
  for (const name of ['fsync', 'synchronous_commit']) {
    const { rows } = await sql<{ value: string }>`select current_setting(${name}) as value`.execute(
      db,
    );
    if (rows[0]?.value !== 'off') continue;
    throw new DurabilityError(
      `${name} is off, so that it would lose what it has acknowledged: switch it on`,
    );
  }
}

/** A later version may have changed the tables meanwhile, so that this one cannot use them any more. */
async function requireFit(tx: Tx): Promise<void> {
  try {
    await isUpToDate(tx);
  } catch (error) {
    throw error instanceof LaterVersionError ? new UnavailableError(error.message, error) : error;
  }
}

/** Tells whether all tables are there: then a service starts that has no right to make any. */
async function hasItsTables(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select to_regclass('migration') is not null as found`.execute(db);
  return rows[0]!.found && (await isUpToDate(db));
}

/** Several services may start at a time: one of them brings the tables up to date, and the others wait for it. */
async function bringUpToDate(address: PostgresAddress): Promise<void> {
  const pool = makePool({ ...address, max: 1 }, 0);
  const db = new Kysely<Database>({ dialect: postgresDialect(pool) });
  try {
    await db.transaction().execute(async (tx) => {
      await sql`set local lock_timeout = '120s'`.execute(tx);
      await sql`set local statement_timeout = 0`.execute(tx);
      await lockName(tx, 'migration');
      await migrate(tx, postgresWords);
    });
  } finally {
    await pool.end();
  }
}

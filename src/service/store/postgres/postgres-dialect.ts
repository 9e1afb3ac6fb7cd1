/**
 * PostgreSQL as a kysely dialect over a pool of connections.
 *
 * Nothing is kept in a session, neither settings nor prepared statements: so a pooler may give each transaction another
 * one.
 * @module
 */
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { commitError, endsConnection, storeError } from './postgres-errors.js';
import { toStored } from './postgres-text.js';

/**
 * Begins a transaction that never waits for ever. A node that stands still in the middle of one lets go of its locks
 * after a while.
 */
const begin = `begin isolation level read committed;
set local lock_timeout = '5s';
set local statement_timeout = '20s';
set local idle_in_transaction_session_timeout = '20s'`;

/** Makes the dialect of a pool, which whoever made it ends. */
export function postgresDialect(pool: Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PostgresDriver(pool),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class PostgresDriver implements Driver {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    try {
      return new Connection(await this.#pool.connect());
    } catch (error) {
      throw storeError(error);
    }
  }

  async releaseConnection(connection: Connection): Promise<void> {
    connection.release();
  }

  async beginTransaction(connection: Connection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(begin));
  }

  async commitTransaction(connection: Connection): Promise<void> {
    await connection.commit();
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
    } catch {
      // The connection is lost, and the transaction with it. What caused the rollback is reported.
    }
  }

  /** Ends nothing: whoever made the pool ends it. */
  async destroy(): Promise<void> {}
}

class Connection implements DatabaseConnection {
  readonly #client: PoolClient;
  #isLost = false;
  /** The statements of a connection follow one another. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: PoolClient) {
    this.#client = client;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const { command, rowCount, rows } = await this.#send(sql, parameters);
      const isChange = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
      return {
        rows: (rows ?? []) as R[],
        ...(isChange && { numAffectedRows: BigInt(rowCount ?? 0) }),
      };
    } catch (error) {
      throw storeError(error);
    }
  }

  /**
   * @throws {UnknownOutcomeError}
   * @throws when the server has rolled the transaction back instead.
   */
  async commit(): Promise<void> {
    let command: string;
    try {
      ({ command } = await this.#send('commit', []));
    } catch (error) {
      throw commitError(error);
    }
    if (command !== 'COMMIT') throw new Error('a statement of the transaction had failed');
  }

  /** Gives the connection back, unless it is of no more use. */
  release(): void {
    this.#client.release(this.#isLost);
  }

  #send(sql: string, parameters: readonly unknown[]) {
    const values = parameters.map((value) => (typeof value === 'string' ? toStored(value) : value));
    const result = this.#last.then(() => this.#client.query(sql, values));
    this.#last = result.catch((error: unknown) => {
      this.#isLost ||= endsConnection(error);
    });
    return result;
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not supported');
  }
}

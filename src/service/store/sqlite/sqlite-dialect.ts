/**
 * SQLite as a kysely dialect over any synchronous connection: Node's own, or WebAssembly's in a page.
 * @module
 */
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type SelectModifierNode,
} from 'kysely';
import { UnavailableError } from '../unavailable-error.js';

/** A value that SQLite stores, as Node's module names it. */
export type SqliteValue = null | number | bigint | string | NodeJS.ArrayBufferView;

/** One prepared statement. */
export interface SqliteStatement {
  /** Columns of the result; none for a statement that returns no rows. */
  columns(): readonly unknown[];
  all(...parameters: SqliteValue[]): unknown[];
  run(...parameters: SqliteValue[]): { changes: number | bigint; lastInsertRowid: number | bigint };
}

/** An open connection: `DatabaseSync` of `node:sqlite`, or something around it. */
export interface SqliteConnection {
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
}

/**
 * Makes the dialect of one connection, which whoever opened it closes.
 *
 * One caller at a time has the connection, until it releases it: so no statement of another request gets into a
 * transaction that awaits something.
 */
export function sqliteDialect(database: SqliteConnection): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new QueryCompilerWithoutLocks(),
  };
}

/** Leaves `for update skip locked` out: SQLite has no row locks, since a transaction that writes excludes all others. */
class QueryCompilerWithoutLocks extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    const isOfLocks = node.modifier === 'ForUpdate' || node.modifier === 'SkipLocked';
    if (!isOfLocks) super.visitSelectModifier(node);
  }
}

class SqliteDriver implements Driver {
  readonly #database: SqliteConnection;
  readonly #connection: Connection;
  readonly #waiting: (() => void)[] = [];
  #taken = false;

  constructor(database: SqliteConnection) {
    this.#database = database;
    this.#connection = new Connection(database);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#taken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#taken = true;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    // Handed over without being freed in between, so that a new caller cannot overtake waiting ones.
    if (next) next();
    else this.#taken = false;
  }

  async beginTransaction(): Promise<void> {
    perform(() => this.#database.exec('begin immediate'));
    this.#connection.begin();
  }

  async commitTransaction(): Promise<void> {
    this.#connection.checkWhole();
    perform(() => this.#database.exec('commit'));
    this.#connection.end();
  }

  async rollbackTransaction(): Promise<void> {
    this.#connection.end();
    try {
      this.#database.exec('rollback');
    } catch {
      // After some errors SQLite has rolled back already; the error that caused the rollback is reported.
    }
  }

  /** Closes nothing: kysely leaves this out for a connection that was never used. Its owner closes it. */
  async destroy(): Promise<void> {}
}

/** Maximum number of prepared statements per connection. */
const maxPrepared = 500;

/** A statement that is kept. */
interface Prepared {
  readonly statement: SqliteStatement;
  readonly returnsRows: boolean;
}

class Connection implements DatabaseConnection {
  readonly #database: SqliteConnection;
  readonly #prepared = new Map<string, Prepared>();
  /** The failure of the database in this transaction, of which SQLite may have undone all. */
  #failure: UnavailableError | undefined;
  #isInTransaction = false;

  constructor(database: SqliteConnection) {
    this.#database = database;
  }

  begin(): void {
    this.#isInTransaction = true;
  }

  end(): void {
    this.#isInTransaction = false;
    this.#failure = undefined;
  }

  /** @throws {UnavailableError} when a statement failed by that, also where nobody was told. */
  checkWhole(): void {
    if (this.#failure) throw this.#failure;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.checkWhole();
    try {
      return perform(() => this.#execute<R>(query));
    } catch (error) {
      if (this.#isInTransaction && error instanceof UnavailableError) this.#failure = error;
      throw error;
    }
  }

  #execute<R>({ sql, parameters }: CompiledQuery): QueryResult<R> {
    const { statement, returnsRows } = this.#prepare(sql);
    const values = parameters as SqliteValue[];
    if (returnsRows) return { rows: statement.all(...values) as R[] };
    const { changes, lastInsertRowid } = statement.run(...values);
    return {
      rows: [],
      numAffectedRows: BigInt(changes),
      insertId: BigInt(lastInsertRowid),
    };
  }

  /** There are few different texts of queries, since values are bound. */
  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    if (this.#prepared.size >= maxPrepared) this.#prepared.clear();
    // Asked once: a list of columns takes as long to make as a short query.
    const prepared = { statement, returnsRows: statement.columns().length > 0 };
    this.#prepared.set(sql, prepared);
    return prepared;
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not supported');
  }
}

/** SQLITE_PERM, NOMEM, READONLY, IOERR, CORRUPT, FULL and CANTOPEN: no fault of the statement. */
const outages: ReadonlySet<number> = new Set([3, 7, 8, 10, 11, 13, 14]);

/** The low byte of SQLite's code is the primary one, the rest the extended one. Undefined for other errors. */
export function primaryCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 255 : undefined;
}

/**
 * Does something with a connection.
 * @throws {UnavailableError} in place of the error of SQLite that means it.
 */
export function perform<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error) || !outages.has(primaryCode(error) ?? 0)) throw error;
    const code = 'errcode' in error ? ` (SQLite ${Number(error.errcode)})` : '';
    throw new UnavailableError(error.message + code, error);
  }
}

/**
 * The database behind the service, as the rules see it.
 *
 * Queries are functions of this folder, one file per table. The transaction or the read handle comes first. `find…` takes
 * no lock and may find nothing, `lock…` locks the rows that it finds until the transaction ends, `get…` throws when
 * nothing is found.
 *
 * Rows are locked in the order service, site, user, token (by `tid`), code: then two transactions never wait for each
 * other. Names are locked after rows (`name-locks.ts`).
 * @module
 */
import type { Kysely, Transaction } from 'kysely';
import type { Channel } from './channel.js';
import type { Database } from './schema/schema.js';

/** One transaction. */
export type Tx = Transaction<Database>;

/** Something to read with: a transaction, or the handle for reads outside of one. */
export type Db = Kysely<Database>;

/** A database. */
export interface Store {
  /** For reads outside any transaction. Within one use the `tx`: a read with this handle would wait for it. */
  readonly read: Db;

  /**
   * Runs `work` in one transaction; settles after the commit, also when `work` throws. The transaction may share its
   * commit with others that wait, and keeps them waiting: so `work` is short, and awaits little besides its statements,
   * each of them before it settles. It is run again when the database asks for that, and must have no effect besides
   * its statements.
   * @throws {BusyError} when others hold the database for too long.
   * @throws {UnavailableError}
   * @throws {UnknownOutcomeError} when the database was lost during the commit; the work is not run again then.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;

  /** The same for work on many rows: it shares its commit with no other. Errors as those of `transaction`. */
  longTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;

  /**
   * Runs `work` in one transaction if no other process holds the database.
   * @throws {BusyError} at once.
   * @throws {UnavailableError}
   */
  tryTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;

  /**
   * Makes what was deleted unreadable in the files too. Another process that uses the database can delay that until the
   * next call.
   */
  scrub(): Promise<void>;

  /** Hints to and from other services on the database, where several may use it. */
  readonly channel?: Channel;

  /** Afterwards the file of the database, if it has one, holds everything. */
  close(): Promise<void>;
}

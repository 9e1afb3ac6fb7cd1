/**
 * Transactions that wait together are committed together: a commit waits for the disk, and costs the same for many.
 *
 * Each transaction has a savepoint of its own. Its outcome, a refusal too, is told only after the commit, since it may
 * rest on what another one of the group has written. When the database fails within a group, all of it is rolled back,
 * and each transaction is run again by itself and gets its own outcome.
 * @module
 */
import { BusyError } from '../busy-error.js';

/** The most transactions in a group. */
const maxMembers = 128;

/** How long a group goes on taking transactions in, in milliseconds. Those that are left are in the next group. */
const maxDuration = 10;

/** How long a transaction waits for another process that holds the database, in milliseconds. */
export const patience = 5_000;

/** Pause before it is tried again, in milliseconds. */
export const pause = 20;

/** What is done with the savepoint of a member. */
export type Mark = 'savepoint member' | 'rollback to member' | 'release member';

/** The database as groups see it. */
export interface GroupDatabase<Tx> {
  /** Runs `work` in one transaction, and waits for nobody. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Executes a statement about a savepoint. */
  mark(tx: Tx, statement: Mark): Promise<void>;
  /** Whether an error means that another process holds the database. */
  isContention(error: unknown): boolean;
  /** Whether the database failed, and may have rolled back more than the last statement. */
  isOutage(error: unknown): boolean;
  /** Lets everything that has arrived have its turn. */
  nextTurn(): Promise<void>;
}

/** A transaction that has not been committed. */
interface Waiting<Tx> {
  /** Runs the work; resolves with what tells its outcome. */
  run(tx: Tx): Promise<() => void>;
  reject(error: unknown): void;
  /** When its patience ends, by `performance.now()`. */
  readonly until: number;
}

/** Forms groups of the transactions that arrive. */
export class GroupCommit<Tx> {
  readonly #database: GroupDatabase<Tx>;
  readonly #waiting: Waiting<Tx>[] = [];
  #isRunning = false;

  constructor(database: GroupDatabase<Tx>) {
    this.#database = database;
  }

  /**
   * Runs `work` in a transaction, and again if its group fails; settles after the commit.
   * @throws {BusyError}
   */
  add<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = async (tx: Tx) => {
        const result = await work(tx);
        return () => resolve(result);
      };
      this.#waiting.push({ run, reject, until: performance.now() + patience });
      if (!this.#isRunning) void this.#runAll();
    });
  }

  async #runAll(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length) {
      // What has arrived at the same time is read first, so that it gets into the same group.
      await this.#database.nextTurn();
      await this.#commit(this.#waiting.splice(0, maxMembers));
    }
    this.#isRunning = false;
  }

  async #commit(group: readonly Waiting<Tx>[]): Promise<void> {
    const [first] = group;
    const isAlone = group.length === 1;
    try {
      const outcomes = await this.#database.transact(async (tx) =>
        isAlone ? [await first!.run(tx)] : this.#runMembers(tx, group),
      );
      this.#waiting.unshift(...group.slice(outcomes.length));
      for (const tell of outcomes) tell();
    } catch (error) {
      if (this.#database.isContention(error)) await this.#putBack(group, error);
      else if (isAlone) first!.reject(error);
      else await this.#commitEach(group);
    }
  }

  /** Each commit may take long where the disk fails, so requests have their turn in between. */
  async #commitEach(group: readonly Waiting<Tx>[]): Promise<void> {
    for (const waiting of group) {
      await this.#database.nextTurn();
      await this.#commit([waiting]);
    }
  }

  /** Runs as many as there is time for; resolves with what tells their outcomes. */
  async #runMembers(tx: Tx, group: readonly Waiting<Tx>[]): Promise<(() => void)[]> {
    const end = performance.now() + maxDuration;
    const outcomes: (() => void)[] = [];
    for (const waiting of group) {
      outcomes.push(await this.#runMember(tx, waiting));
      if (performance.now() > end) break;
    }
    return outcomes;
  }

  async #runMember(tx: Tx, waiting: Waiting<Tx>): Promise<() => void> {
    const database = this.#database;
    await database.mark(tx, 'savepoint member');
    let tell: () => void;
    try {
      tell = await waiting.run(tx);
    } catch (error) {
      if (database.isContention(error) || database.isOutage(error)) throw error;
      await database.mark(tx, 'rollback to member');
      tell = () => waiting.reject(error);
    }
    await database.mark(tx, 'release member');
    return tell;
  }

  /** Another process holds the database: all that have waited long enough are refused, the others wait on. */
  async #putBack(group: readonly Waiting<Tx>[], error: unknown): Promise<void> {
    const now = performance.now();
    const all = [...group, ...this.#waiting.splice(0)];
    this.#waiting.push(...all.filter(({ until }) => until >= now));
    for (const { until, reject } of all) if (until < now) reject(new BusyError(error));
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

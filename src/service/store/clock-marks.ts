/**
 * Table `clock_mark`: how far the service has seen the time go.
 * @module
 */
import type { ClockMarkTable } from './schema/mark-tables.js';
import type { Db, Tx } from './store.js';

/** The only row. */
const only = 1;

/** The latest time that the service has seen, and how often its clock was put back. */
export type ClockMark = Omit<ClockMarkTable, 'id'>;

/** Reads the mark; undefined before the first one. */
export function findClockMark(db: Db): Promise<ClockMark | undefined> {
  return db
    .selectFrom('clock_mark')
    .select(['at', 'set_backs'])
    .where('id', '=', only)
    .executeTakeFirst();
}

/** Replaces the mark. */
export async function writeClockMark(tx: Tx, mark: ClockMark): Promise<void> {
  await tx
    .insertInto('clock_mark')
    .values({ id: only, ...mark })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(mark))
    .execute();
}

/** The latest time at which a one-time password, a code or a request was made; 0 when there is none. */
export async function findLatestTime(db: Db): Promise<number> {
  const latest = async (table: 'otp' | 'code' | 'push') => {
    const newest = db.selectFrom(table).select(({ fn }) => fn.max('created').as('created'));
    return (await newest.executeTakeFirst())?.created ?? 0;
  };
  return Math.max(...(await Promise.all([latest('otp'), latest('code'), latest('push')])));
}

/**
 * Table `clock_mark`: how far the service has seen the time go.
 * @module
 */
import { sql } from 'kysely';
import type { ClockMarkTable } from '../schema/mark-tables.js';
import type { Db, Tx } from '../store.js';

/** The only row. */
const only = 1;

/** The latest time that the service has seen, and how often its clock was put back. */
export type ClockMark = Pick<ClockMarkTable, 'at' | 'set_backs'>;

/** Reads the mark; undefined before the first one. */
export function findClockMark(db: Db): Promise<ClockMark | undefined> {
  return db
    .selectFrom('clock_mark')
    .select(['at', 'set_backs'])
    .where('id', '=', only)
    .executeTakeFirst();
}

/** How the clock of a service has gone since its last mark. */
export interface ClockStep {
  readonly at: number;
  /** The set-backs that the service knows of, its own new ones aside. */
  readonly known: number;
  /** Its own new ones. */
  readonly added: number;
}

/**
 * Moves the mark on, and adds set-backs to those of other services on the database; resolves with all there were. Only a
 * set-back moves the mark back.
 */
export async function moveClockMark(tx: Tx, { at, known, added }: ClockStep): Promise<number> {
  const later = (column: string, value: number) =>
    sql<number>`case when ${sql.ref(`clock_mark.${column}`)} > ${value} then ${sql.ref(`clock_mark.${column}`)} else ${value} end`;
  const { set_backs } = await tx
    .insertInto('clock_mark')
    .values({ id: only, at, set_backs: known + added })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        at: added ? at : later('at', at),
        set_backs: sql<number>`${later('set_backs', known)} + ${added}`,
      }),
    )
    .returning('set_backs')
    .executeTakeFirstOrThrow();
  return set_backs;
}

/**
 * Moves the time up to which old rows may be removed on to the present, by at most `step` milliseconds; resolves with it.
 */
export async function movePurgeMark(tx: Tx, now: number, step: number): Promise<number> {
  const mark = sql.ref('clock_mark.purged_to');
  const { purged_to } = await tx
    .insertInto('clock_mark')
    .values({ id: only, at: now, set_backs: 0, purged_to: now })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        purged_to: sql<number>`case when ${mark} < ${now - step} then ${mark} + ${step} else ${now} end`,
      }),
    )
    .returning('purged_to')
    .$narrowType<{ purged_to: number }>()
    .executeTakeFirstOrThrow();
  return purged_to;
}

/** The latest time at which a one-time password, a code or a request was made; 0 when there is none. */
export async function findLatestTime(db: Db): Promise<number> {
  const latest = async (table: 'otp' | 'code' | 'push') => {
    const newest = db.selectFrom(table).select(({ fn }) => fn.max('created').as('created'));
    return (await newest.executeTakeFirst())?.created ?? 0;
  };
  return Math.max(...(await Promise.all([latest('otp'), latest('code'), latest('push')])));
}

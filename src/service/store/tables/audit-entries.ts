/**
 * Table `audit`: what happened, append only.
 * @module
 */
import type { Insertable, Selectable } from 'kysely';
import type { AuditTable } from '../schema/schema.js';
import { isShared, lockName } from '../name-locks.js';
import type { Db, Tx } from '../store.js';

/** An entry as it is stored. */
export type AuditRow = Selectable<AuditTable>;

/** Conditions on the content of entries. */
export interface EntryConditions {
  readonly actor?: string | undefined;
  readonly kind?: string | undefined;
  readonly subject?: string | undefined;
  /** Milliseconds, inclusive. */
  readonly since?: number | undefined;
  /** Milliseconds, exclusive. */
  readonly until?: number | undefined;
}

/** Conditions that the listed entries fulfil. */
export interface AuditFilter extends EntryConditions {
  /** Only entries of a greater number, in ascending order; without it the order is descending. */
  readonly after?: number | undefined;
  /** Only entries of a lesser number. */
  readonly before?: number | undefined;
}

/** Numbers of entries, both inclusive. */
export interface EntryRange {
  readonly first: number;
  readonly last: number;
}

/** Which end of a range is read first. */
export type EntryOrder = 'asc' | 'desc';

/** Entries of a range that fulfil all conditions. */
export function listEntries(
  db: Db,
  { first, last }: EntryRange,
  { actor, kind, subject, since, until }: EntryConditions,
  order: EntryOrder,
  limit: number,
): Promise<AuditRow[]> {
  return db
    .selectFrom('audit')
    .selectAll()
    .where('seq', '>=', first)
    .where('seq', '<=', last)
    .$if(actor !== undefined, (query) => query.where('actor', '=', actor!))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject!))
    .$if(since !== undefined, (query) => query.where('at', '>=', since!))
    .$if(until !== undefined, (query) => query.where('at', '<', until!))
    .orderBy('seq', order)
    .limit(limit)
    .execute();
}

/** Entries after one, in ascending order. */
export function listEntriesAfter(db: Db, seq: number, limit: number): Promise<AuditRow[]> {
  return listEntries(db, { first: seq + 1, last: Number.MAX_SAFE_INTEGER }, {}, 'asc', limit);
}

/** Columns that entries are found by without reading others. */
export const entryKeys = ['actor', 'kind', 'subject'] as const;

/** Number of the first entry of a range, in an order, that has a value; undefined when none has. */
export async function findEntryBy(
  db: Db,
  column: (typeof entryKeys)[number],
  value: string,
  { first, last }: EntryRange,
  order: EntryOrder,
): Promise<number | undefined> {
  const entry = await db
    .selectFrom('audit')
    .select('seq')
    .where(column, '=', value)
    .where('seq', '>=', first)
    .where('seq', '<=', last)
    .orderBy('seq', order)
    .limit(1)
    .executeTakeFirst();
  return entry?.seq;
}

/** Number of the last entry; 0 when there is none. */
export async function findLastEntry(db: Db): Promise<number> {
  const { seq } = await db
    .selectFrom('audit')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .executeTakeFirstOrThrow();
  return seq ?? 0;
}

/** The entries of a time. */
export interface EntriesOfTime {
  readonly count: number;
  /** Their least and their greatest number; null when there are none. */
  readonly first: number | null;
  readonly last: number | null;
}

/** Looks at the entries of a time, at most at `limit` of them. Their order in time need not be that of their numbers. */
export function findEntriesOfTime(
  db: Db,
  { since = 0, until = Number.MAX_SAFE_INTEGER }: Pick<EntryConditions, 'since' | 'until'>,
  limit: number,
): Promise<EntriesOfTime> {
  return db
    .selectFrom(({ selectFrom }) =>
      selectFrom('audit')
        .select('seq')
        .where('at', '>=', since)
        .where('at', '<', until)
        .limit(limit)
        .as('part'),
    )
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.min('seq').as('first'),
      fn.max('seq').as('last'),
    ])
    .executeTakeFirstOrThrow();
}

/** Time of the entry of an actor that `newer` others follow; undefined when there are fewer. */
export async function findTimeOfEntry(
  db: Db,
  actor: string,
  newer: number,
): Promise<number | undefined> {
  const entry = await db
    .selectFrom('audit')
    .select('at')
    .where('actor', '=', actor)
    .orderBy('seq', 'desc')
    .limit(1)
    .offset(newer)
    .executeTakeFirst();
  return entry?.at;
}

/** Reads the first entry that has not been cut off. */
export function findFirstEntry(db: Db): Promise<AuditRow | undefined> {
  return db.selectFrom('audit').selectAll().orderBy('seq').limit(1).executeTakeFirst();
}

/** Kind of the entries that say up to where the trail was cut off. */
export const cutKind = 'audit.cut';

/** Reads the last entry that says up to where the trail was cut off. */
export function findLastCut(db: Db): Promise<AuditRow | undefined> {
  return db
    .selectFrom('audit')
    .selectAll()
    .where('kind', '=', cutKind)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Number of the first entry from a time on; undefined when there is none. */
export async function findFirstEntrySince(db: Db, since: number): Promise<number | undefined> {
  const { seq } = await db
    .selectFrom('audit')
    .select(({ fn }) => fn.min('seq').as('seq'))
    .where('at', '>=', since)
    .executeTakeFirstOrThrow();
  return seq ?? undefined;
}

/** Removes at most `limit` entries up to a number, the first ones; resolves with how many. */
export async function deleteEntriesUpTo(tx: Tx, last: number, limit: number): Promise<number> {
  const first = tx
    .selectFrom('audit')
    .select('seq')
    .where('seq', '<=', last)
    .orderBy('seq')
    .limit(limit);
  const { numDeletedRows } = await tx
    .deleteFrom('audit')
    .where('seq', 'in', first)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Reads the last entry that holds a hash of the one before. */
export function findLastLinked(db: Db): Promise<AuditRow | undefined> {
  return db
    .selectFrom('audit')
    .selectAll()
    .where('seq', '=', ({ selectFrom }) =>
      selectFrom('audit')
        .select(({ fn }) => fn.max('seq').as('seq'))
        .where('prev_hash', 'is not', null),
    )
    .executeTakeFirst();
}

/** An entry that is not stored yet. */
export type NewAuditEntry = Omit<Insertable<AuditTable>, 'seq' | 'prev_hash' | 'tag'>;

/**
 * Adds an entry that is not linked yet; `tagOf` makes its tag, of which its number is a part. Numbers have no gaps: where
 * transactions run at the same time, those with entries follow one another from here on, so this comes last in them.
 */
export async function insertAuditEntry(
  tx: Tx,
  entry: NewAuditEntry,
  tagOf: (seq: number) => string,
): Promise<void> {
  if (isShared(tx)) {
    await lockName(tx, 'audit');
    const next = (await findLastEntry(tx)) + 1;
    await tx
      .insertInto('audit')
      .values({ ...entry, seq: next, tag: tagOf(next) })
      .execute();
    return;
  }
  const { seq } = await tx
    .insertInto('audit')
    .values(entry)
    .returning('seq')
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('audit')
    .set({ tag: tagOf(seq) })
    .where('seq', '=', seq)
    .execute();
}

/** Links an entry to the one before, unless it is linked already. */
export async function linkEntry(tx: Tx, seq: number, prevHash: string): Promise<void> {
  await tx
    .updateTable('audit')
    .set({ prev_hash: prevHash })
    .where('seq', '=', seq)
    .where('prev_hash', 'is', null)
    .execute();
}

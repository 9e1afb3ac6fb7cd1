/**
 * Table `audit`: what happened, append only.
 * @module
 */
import type { Insertable, Selectable } from 'kysely';
import type { AuditTable } from './schema/schema.js';
import type { Db, Tx } from './store.js';

/** An entry as it is stored. */
export type AuditRow = Selectable<AuditTable>;

/** Conditions that the listed entries fulfil. */
export interface AuditFilter {
  /** Only entries of a greater number, in ascending order; without it the order is descending. */
  readonly after?: number | undefined;
  /** Only entries of a lesser number. */
  readonly before?: number | undefined;
  readonly actor?: string | undefined;
  readonly kind?: string | undefined;
  readonly subject?: string | undefined;
  /** Milliseconds, inclusive. */
  readonly since?: number | undefined;
  /** Milliseconds, exclusive. */
  readonly until?: number | undefined;
}

/** Entries that fulfil all conditions. */
export function listEntries(
  db: Db,
  { after, before, actor, kind, subject, since, until }: AuditFilter,
  limit: number,
): Promise<AuditRow[]> {
  return db
    .selectFrom('audit')
    .selectAll()
    .$if(after !== undefined, (query) => query.where('seq', '>', after!))
    .$if(before !== undefined, (query) => query.where('seq', '<', before!))
    .$if(actor !== undefined, (query) => query.where('actor', '=', actor!))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject!))
    .$if(since !== undefined, (query) => query.where('at', '>=', since!))
    .$if(until !== undefined, (query) => query.where('at', '<', until!))
    .orderBy('seq', after === undefined ? 'desc' : 'asc')
    .limit(limit)
    .execute();
}

/** Reads when the newest entry but `newer` of an actor was written; undefined when there are fewer. */
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

/** Adds an entry that is not linked yet; `tagOf` makes its tag, of which its number is a part. */
export async function insertAuditEntry(
  tx: Tx,
  entry: NewAuditEntry,
  tagOf: (seq: number) => string,
): Promise<void> {
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

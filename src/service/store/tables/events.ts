/**
 * Table `event`: sign-ins and failures.
 * @module
 */
import type { Selectable } from 'kysely';
import type { EventTable } from '../schema/event-table.js';
import type { Db, Tx } from '../store.js';

/** An event as it is stored. */
export type EventRow = Selectable<EventTable>;

/** An event that is kept in a row of its own. */
export type NewEvent = Omit<EventRow, 'id' | 'count' | 'counter'>;

/** Whose events are read: those of a person, or of everybody of a service. */
export type EventScope = { readonly uid: string } | { readonly mac: string };

/** A place in the list of events, which begins with the newest. */
export interface EventPlace {
  readonly at: number;
  readonly id: number;
}

/** Adds an event. */
export async function insertEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx.insertInto('event').values(event).execute();
}

/** Counts an event in the row of a counter, which is made if there is none. */
export async function countEvent(tx: Tx, event: NewEvent, counter: string): Promise<void> {
  await tx
    .insertInto('event')
    .values({ ...event, counter })
    .onConflict((row) =>
      row
        .column('counter')
        .where('counter', 'is not', null)
        .doUpdateSet(({ eb }) => ({ count: eb('event.count', '+', 1) })),
    )
    .execute();
}

/** At most `limit` events of a time (`until` exclusive) before a place, newest first. */
export function listEvents(
  db: Db,
  scope: EventScope,
  { before, since, until }: { before: EventPlace | undefined; since: number; until: number },
  limit: number,
): Promise<EventRow[]> {
  const query = db.selectFrom('event').selectAll();
  const own =
    'uid' in scope ? query.where('uid', '=', scope.uid) : query.where('mac', '=', scope.mac);
  return own
    .where('at', '>=', since)
    .where('at', '<', until)
    .$if(before !== undefined, (part) =>
      part.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('at', 'id'), '<', tuple(before!.at, before!.id)),
      ),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Removes at most `limit` events of a service from before a time; resolves with how many. */
export async function deleteEvents(
  tx: Tx,
  mac: string,
  before: number,
  limit: number,
): Promise<number> {
  const ids = selectIds(tx, mac, limit).where('at', '<', before);
  const { numDeletedRows } = await tx.deleteFrom('event').where('id', 'in', ids).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Dates back at most `limit` events of a service from after `now`, which count no more; resolves with how many. */
export async function clampEvents(
  tx: Tx,
  mac: string,
  now: number,
  limit: number,
): Promise<number> {
  const ids = selectIds(tx, mac, limit).where('at', '>', now);
  const { numUpdatedRows } = await tx
    .updateTable('event')
    .set({ at: now, counter: null })
    .where('id', 'in', ids)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Removes the events of a user. */
export async function deleteEventsOfUser(tx: Tx, uid: string): Promise<void> {
  await tx.deleteFrom('event').where('uid', '=', uid).execute();
}

function selectIds(tx: Tx, mac: string, limit: number) {
  return tx.selectFrom('event').select('id').where('mac', '=', mac).limit(limit);
}

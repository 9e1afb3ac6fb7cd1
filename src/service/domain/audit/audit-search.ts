/**
 * The search in the audit trail, which grows for ever: it is read in parts, between which requests are answered, and only
 * where entries can be found.
 * @module
 */
import {
  entryKeys,
  findEntriesOfTime,
  findEntryBy,
  findLastEntry,
  listEntries,
  type AuditFilter,
  type AuditRow,
  type EntryConditions,
  type EntryOrder,
  type EntryRange,
} from '../../store/tables/audit-entries.js';
import type { Db } from '../../store/store.js';
import { yieldToRequests } from '../batches.js';

/** Number of entries that one statement reads. */
const part = 10_000;

/** Entries that fulfil all conditions: newest first, or oldest first with `after`. */
export async function findEntries(
  db: Db,
  { after, before, ...conditions }: AuditFilter,
  limit: number,
): Promise<AuditRow[]> {
  const order = after === undefined ? 'desc' : 'asc';
  const last = Math.min((before ?? Infinity) - 1, await findLastEntry(db));
  let range = await narrowByTime(db, { first: (after ?? 0) + 1, last }, conditions);
  const found: AuditRow[] = [];
  while (range.first <= range.last && found.length < limit) {
    const next = await findNext(db, range, conditions, order);
    if (next === undefined) break;
    const [read, rest] = splitAt(range, next, order);
    found.push(...(await listEntries(db, read, conditions, order, limit - found.length)));
    range = rest;
    await yieldToRequests();
  }
  return found;
}

/** Narrows a range to the entries of the wanted time, where these are few. Where they are many, reading soon meets some. */
async function narrowByTime(
  db: Db,
  range: EntryRange,
  { since, until }: EntryConditions,
): Promise<EntryRange> {
  if (since === undefined && until === undefined) return range;
  const { count, first, last } = await findEntriesOfTime(db, { since, until }, part + 1);
  if (count > part) return range;
  return {
    first: Math.max(range.first, first ?? Infinity),
    last: Math.min(range.last, last ?? 0),
  };
}

/** The first place of a range where an entry can fulfil all conditions; undefined when there is none. */
async function findNext(
  db: Db,
  range: EntryRange,
  conditions: EntryConditions,
  order: EntryOrder,
): Promise<number | undefined> {
  let next = order === 'asc' ? range.first : range.last;
  for (const column of entryKeys) {
    const value = conditions[column];
    if (value === undefined) continue;
    const place = await findEntryBy(db, column, value, range, order);
    if (place === undefined) return undefined;
    next = order === 'asc' ? Math.max(next, place) : Math.min(next, place);
  }
  return next;
}

/** The part of a range that begins at a place in an order, and what comes after that part. */
function splitAt(range: EntryRange, place: number, order: EntryOrder): [EntryRange, EntryRange] {
  if (order === 'asc') {
    const last = Math.min(range.last, place + part - 1);
    return [
      { first: place, last },
      { first: last + 1, last: range.last },
    ];
  }
  const first = Math.max(range.first, place - part + 1);
  return [
    { first, last: place },
    { first: range.first, last: first - 1 },
  ];
}

/**
 * Export of a person: everything in the database that can be led to them, but for secrets and their hashes.
 * @module
 */
import type { ServiceContext } from '../../service-context.js';
import { listEvents, type EventPlace } from '../../store/tables/events.js';
import {
  listBrowsersOf,
  personRows,
  type ExportedRow,
  type Person,
} from '../../store/person-rows.js';
import type { Db } from '../../store/store.js';
import { findEntries } from '../audit/audit-search.js';
import { auditedTransaction } from '../audit/audit-trail.js';
import { yieldToRequests } from '../batches.js';
import { viewOfEvent } from '../events/event-list.js';
import { pushSubjects } from '../keys/keyed-values.js';
import { personTables, type PersonMember, type PersonTable } from './person-data.js';
import { lockKnownUser } from './users.js';

/** Number of rows that one statement reads. */
const part = 1000;

/** All that the database knows of a person, by what it is. */
export type UserExport = Readonly<Record<PersonMember, readonly ExportedRow[]>>;

/**
 * Reads everything about a person, one table after another, between which requests are answered; the audit trail says that
 * it was read.
 * @throws {Refusal} `USER_ENTRY_DOES_NOT_EXIST`, also when the person is deleted meanwhile: a part is no export.
 */
export async function exportUser(
  context: ServiceContext,
  actor: string,
  uid: string,
): Promise<UserExport> {
  const { mac, login_norm } = await auditedTransaction(context, actor, async (tx, audit) => {
    const user = await lockKnownUser(tx, uid);
    await audit('user.export', uid);
    return user;
  });
  const db = context.store.read;
  const tids = await listBrowsersOf(db, uid);
  const person = { uid, tids, subjects: pushSubjects(context.keys, mac, login_norm) };
  const members: [string, readonly ExportedRow[]][] = [];
  for (const { table, member } of personTables) {
    members.push([member, await readers[table](db, person)]);
    await yieldToRequests();
  }
  // A deletion is one transaction: if it was not made until now, none of its rows is missing.
  await context.store.transaction((tx) => lockKnownUser(tx, uid));
  return Object.fromEntries(members) as UserExport;
}

const readers: Readonly<Record<PersonTable, (db: Db, person: Person) => Promise<ExportedRow[]>>> = {
  ...personRows,
  event: eventsOf,
  audit: auditOf,
};

async function eventsOf(db: Db, { uid }: Person): Promise<ExportedRow[]> {
  const found: ExportedRow[] = [];
  const time = { since: 0, until: Number.MAX_SAFE_INTEGER };
  let before: EventPlace | undefined;
  do {
    const rows = await listEvents(db, { uid }, { ...time, before }, part);
    found.push(...rows.map((row) => ({ ...viewOfEvent(row) })));
    before = rows.length < part ? undefined : rows.at(-1);
    await yieldToRequests();
  } while (before);
  return found;
}

/** Entries that the person or one of their browsers has caused, or that are about them. */
async function auditOf(db: Db, { uid, tids }: Person): Promise<ExportedRow[]> {
  const found = new Map<number, ExportedRow>();
  for (const name of [uid, ...tids]) {
    for (const column of ['subject', 'actor'] as const) {
      let after = 0;
      for (;;) {
        const rows = await findEntries(db, { [column]: name, after }, part);
        for (const { seq, at, actor, kind, subject, detail } of rows) {
          found.set(seq, { seq, at, actor, kind, subject, detail });
        }
        if (rows.length < part) break;
        after = rows.at(-1)!.seq;
        await yieldToRequests();
      }
    }
  }
  return [...found.values()].sort((a, b) => Number(a['seq']) - Number(b['seq']));
}

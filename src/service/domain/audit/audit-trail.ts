/**
 * The audit trail: who did what to whom. Append only. Each entry is written to the log as well, since the table is
 * lost with the database.
 * @module
 */
import type { ServiceContext } from '../../service-context.js';
import { insertAuditEntry, type AuditFilter } from '../../store/tables/audit-entries.js';
import type { Store, Tx } from '../../store/store.js';
import { auditTag } from '../keys/keyed-values.js';
import { pageOf, type Page } from '../list-page.js';
import { findEntries } from './audit-search.js';

/** Details of an entry; never a secret. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

/** Adds an entry to the audit trail of the running transaction. */
export type Audit = (kind: string, subject: string, detail?: AuditDetail) => Promise<void>;

/** One entry as it is shown. */
export interface AuditEntry {
  readonly seq: number;
  /** Milliseconds. */
  readonly at: number;
  readonly actor: string;
  readonly kind: string;
  readonly subject: string;
  readonly detail: AuditDetail;
}

/** Ports of the audit trail. */
type AuditContext = Pick<ServiceContext, 'store' | 'clock' | 'log' | 'keys'>;

/** Work within a transaction that writes the audit trail. */
type AuditedWork<T> = (tx: Tx, audit: Audit) => Promise<T>;

/**
 * When the entries of a transaction are written. `last` after all its work, since transactions with entries wait for each
 * other from the first entry on. `at once` for work outside of the database that must not be done without its entry.
 */
export type EntryTime = 'last' | 'at once';

/**
 * Runs `work` in one transaction. Its audit entries are committed with it, and logged after the commit.
 * @param actor who acts: `admin`, an API key's id, a token's id.
 */
export function auditedTransaction<T>(
  context: AuditContext,
  actor: string,
  work: AuditedWork<T>,
): Promise<T> {
  return audited(context, actor, context.store.transaction, work);
}

/** The same for work on many rows, or outside of the database. */
export function longAuditedTransaction<T>(
  context: AuditContext,
  actor: string,
  work: AuditedWork<T>,
  time: EntryTime = 'last',
): Promise<T> {
  return audited(context, actor, context.store.longTransaction, work, time);
}

async function audited<T>(
  { clock, log, keys }: AuditContext,
  actor: string,
  transact: Store['transaction'],
  work: AuditedWork<T>,
  time: EntryTime = 'last',
): Promise<T> {
  const { result, entries } = await transact(async (tx) => {
    const made: { at: number; kind: string; subject: string; detail: AuditDetail }[] = [];
    const write = async ({ detail, ...rest }: (typeof made)[number]) => {
      const entry = { ...rest, actor, detail: JSON.stringify(detail) };
      await insertAuditEntry(tx, entry, (seq) => auditTag(keys, { seq, ...entry }));
    };
    const outcome = await work(tx, async (kind, subject, detail = {}) => {
      const entry = { at: clock.now(), kind, subject, detail };
      made.push(entry);
      if (time === 'at once') await write(entry);
    });
    if (time === 'last') for (const entry of made) await write(entry);
    return { result: outcome, entries: made };
  });
  for (const { kind, subject, detail } of entries) {
    log('info', 'audit', { ...withoutNulls(detail), kind, actor, subject });
  }
  return result;
}

/** Which entries are wanted. */
export interface AuditQuery extends AuditFilter {
  readonly limit: number;
}

/** Parameters of the next page, in the direction of the list. */
export type AuditNext = { readonly after: number } | { readonly before: number };

/** Lists entries: newest first, or in ascending order with `after`. */
export async function listAudit(
  { store }: Pick<ServiceContext, 'store'>,
  { limit, ...filter }: AuditQuery,
): Promise<Page<AuditEntry, AuditNext>> {
  const rows = await findEntries(store.read, filter, limit + 1);
  const entries = rows.map(({ seq, at, actor, kind, subject, detail }) => {
    return { seq, at, actor, kind, subject, detail: JSON.parse(detail) as AuditDetail };
  });
  return pageOf(entries, limit, ({ seq }): AuditNext =>
    filter.after === undefined ? { before: seq } : { after: seq },
  );
}

function withoutNulls(detail: AuditDetail): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(detail).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

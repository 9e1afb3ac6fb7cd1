/**
 * The audit trail: what happened to whom by whom. Append only, and each entry leaves the machine as a log
 * line too, since the table is lost with the database.
 * @module
 */
import type { ServiceContext, Tx } from '../../context.js';
import { pageOf, type Page } from '../list-page.js';

/** Values of an entry that are no secrets. */
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

/**
 * Runs `work` in one transaction whose audit entries are committed with it, and logged after it.
 * @param actor who does it: `admin`, an API key's id, a token's id.
 */
export async function auditedTransaction<T>(
  { store, clock, log }: Pick<ServiceContext, 'store' | 'clock' | 'log'>,
  actor: string,
  work: (tx: Tx, audit: Audit) => Promise<T>,
): Promise<T> {
  const entries: { kind: string; subject: string; detail: AuditDetail }[] = [];
  const result = await store.transaction((tx) => {
    // The work may be repeated: only the entries of the attempt that is committed count.
    entries.length = 0;
    return work(tx, async (kind, subject, detail = {}) => {
      entries.push({ kind, subject, detail });
      await tx
        .insertInto('audit')
        .values({ at: clock.now(), actor, kind, subject, detail: JSON.stringify(detail) })
        .execute();
    });
  });
  for (const { kind, subject, detail } of entries) {
    log('info', 'audit', { ...withoutNulls(detail), kind, actor, subject });
  }
  return result;
}

/** Which entries are wanted. */
export interface AuditQuery {
  /** Only entries of a greater number, and the oldest of them first: the trail is followed. */
  readonly after?: number | undefined;
  /** Only entries of a lesser number. */
  readonly before?: number | undefined;
  readonly limit: number;
  readonly actor?: string | undefined;
  readonly kind?: string | undefined;
  readonly subject?: string | undefined;
  /** Milliseconds, inclusive. */
  readonly since?: number | undefined;
  /** Milliseconds, exclusive. */
  readonly until?: number | undefined;
}

/** How a list of entries goes on, in its direction. */
export type AuditNext = { readonly after: number } | { readonly before: number };

/** Entries that fit, newest first unless they are asked for from a certain one on. */
export async function listAudit(
  { store }: Pick<ServiceContext, 'store'>,
  { after, before, limit, actor, kind, subject, since, until }: AuditQuery,
): Promise<Page<AuditEntry, AuditNext>> {
  const rows = await store.read
    .selectFrom('audit')
    .select(['seq', 'at', 'actor', 'kind', 'subject', 'detail'])
    .$if(after !== undefined, (query) => query.where('seq', '>', after!))
    .$if(before !== undefined, (query) => query.where('seq', '<', before!))
    .$if(actor !== undefined, (query) => query.where('actor', '=', actor!))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject!))
    .$if(since !== undefined, (query) => query.where('at', '>=', since!))
    .$if(until !== undefined, (query) => query.where('at', '<', until!))
    .orderBy('seq', after === undefined ? 'desc' : 'asc')
    .limit(limit + 1)
    .execute();
  const entries = rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as AuditDetail }));
  return pageOf(entries, limit, ({ seq }): AuditNext =>
    after === undefined ? { before: seq } : { after: seq },
  );
}

function withoutNulls(detail: AuditDetail): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(detail).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

/**
 * The log of enrolments of a service. Each entry has a hash over all entries before it, and the audit trail names the
 * newest hash: so no enrolment can be added, changed or left out without a trace.
 * @module
 */
import { enrolmentHash, type Enrolment } from '../../../protocol/enrolment-log.js';
import type { LockedContext } from '../../context.js';
import type { ServiceContext } from '../../service-context.js';
import type { AuditRow } from '../../store/tables/audit-entries.js';
import {
  findEnrolment,
  findLastEnrolment,
  insertEnrolment,
  linkEnrolment,
  listEnrolments as listEnrolmentRows,
  listServicesWithEnrolments,
} from '../../store/tables/enrolments.js';
import { lockName } from '../../store/name-locks.js';
import type { EnrolmentTable } from '../../store/schema/seal-tables.js';
import type { Db, Tx } from '../../store/store.js';
import { findEntries } from '../audit/audit-search.js';
import { longAuditedTransaction, type Audit, type AuditDetail } from '../audit/audit-trail.js';
import { pageOf, type Page } from '../list-page.js';
import { Refusal } from '../refusal.js';
import { getKnownService } from '../tenants/services.js';

/** Number of entries read at a time. */
const batch = 1000;

/** Kinds of audit entries that name the newest hash. */
const naming = ['token.activated', 'enrolments.linked'] as const;

/** An enrolment as it is shown. */
export interface EnrolmentView extends Enrolment {
  /** Thumbprint (RFC 7638) of the key of the browser. */
  readonly jkt: string;
  /** Over this entry and all before it. */
  readonly hash: string;
}

/**
 * Adds the enrolment of a token to the log of its service.
 * @returns what the audit entry of the enrolment has to say of it.
 */
export async function logEnrolment({ tx, now, token }: LockedContext): Promise<AuditDetail> {
  const { mac, uid, tid, als } = token;
  const before = await linkLog(tx, mac);
  const row = { mac, seq: before.seq + 1, at: now, uid, tid, als };
  const h = hashOf(row, before.hash);
  await insertEnrolment(tx, { ...row, h });
  return { service: mac, enrolment: row.seq, hash: h };
}

/** Links the entries of earlier versions. */
export async function linkEnrolments(context: ServiceContext): Promise<void> {
  for (const mac of await listServicesWithEnrolments(context.store.read, true)) {
    await longAuditedTransaction(context, 'service', async (tx, audit) => {
      const { seq, hash } = await linkLog(tx, mac);
      await audit('enrolments.linked', mac, { service: mac, enrolment: seq, hash });
    });
  }
}

/** Has the audit trail name the newest enrolment of each service once more. */
export async function nameEnrolments(tx: Tx, audit: Audit): Promise<void> {
  for (const mac of await listServicesWithEnrolments(tx, false)) {
    const { seq, hash } = await linkLog(tx, mac);
    await audit('enrolments.linked', mac, { service: mac, enrolment: seq, hash });
  }
}

/** Links the entries of a service that have no hash; resolves with the last entry. */
async function linkLog(tx: Tx, mac: string): Promise<{ seq: number; hash: string }> {
  await lockName(tx, 'enrolment', mac);
  const last = await findLastEnrolment(tx, mac);
  if (!last) return { seq: 0, hash: '' };
  if (last.h !== null) return { seq: last.seq, hash: last.h };
  let place = { seq: 0, hash: '' };
  while (place.seq < last.seq) {
    for (const row of await listEnrolmentRows(tx, mac, place.seq, batch)) {
      place = { seq: row.seq, hash: hashOf(row, place.hash) };
      await linkEnrolment(tx, row, place.hash);
    }
  }
  return place;
}

/** Which enrolments are wanted. */
export interface EnrolmentQuery {
  readonly service: string;
  /** Number of the entry after which they begin. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/**
 * Enrolments of a service, oldest first.
 * @throws {Refusal} `MACID_IS_UNKNOWN`.
 */
export async function listEnrolments(
  { store }: Pick<ServiceContext, 'store'>,
  { service, after = 0, limit }: EnrolmentQuery,
): Promise<Page<EnrolmentView, { readonly after: number }>> {
  await getKnownService(store.read, service);
  const rows = await listEnrolmentRows(store.read, service, after, limit + 1);
  const linked = rows.flatMap((row) => (row.h === null ? [] : [{ ...row, h: row.h }]));
  const items = linked.map(({ h, ...row }) => ({ ...viewOf(row), jkt: row.tid, hash: h }));
  return pageOf(items, limit, ({ seq }) => ({ after: seq }));
}

/**
 * Checks the logs of all services against the audit trail, which has to be checked before.
 * @throws {Refusal} `AUDIT_BROKEN`; its message names the first enrolment that does not agree.
 */
export async function verifyEnrolments({ store }: Pick<ServiceContext, 'store'>): Promise<void> {
  const heads = await namedHeads(store.read);
  const services = await listServicesWithEnrolments(store.read, false);
  for (const mac of new Set([...services, ...heads.keys()])) {
    const end = await followLog(store.read, mac, heads.get(mac) ?? 0);
    // Only entries of earlier versions, until they are linked, are named nowhere.
    if (end.linked > (heads.get(mac) ?? 0)) throw broken(mac, end.linked);
  }
}

/** The last number that the audit trail names for each service, after comparing all hashes that it names. */
async function namedHeads(db: Db): Promise<Map<string, number>> {
  const heads = new Map<string, number>();
  for (const kind of naming) {
    for (let after = 0, rows: AuditRow[] = []; ; after = rows.at(-1)!.seq) {
      rows = await findEntries(db, { kind, after }, batch);
      for (const row of rows) await compare(db, JSON.parse(row.detail) as AuditDetail, heads);
      if (rows.length < batch) break;
    }
  }
  return heads;
}

async function compare(
  db: Db,
  { service, enrolment, hash }: AuditDetail,
  heads: Map<string, number>,
): Promise<void> {
  // Entries of earlier versions name no enrolment.
  if (typeof service !== 'string' || typeof enrolment !== 'number') return;
  const row = await findEnrolment(db, service, enrolment);
  if (row?.h !== hash) throw broken(service, enrolment);
  heads.set(service, Math.max(enrolment, heads.get(service) ?? 0));
}

/** Follows a log to its end; `linked` is the last entry with a hash. */
async function followLog(db: Db, mac: string, named: number): Promise<{ linked: number }> {
  let place = { seq: 0, hash: '', linked: 0 };
  for (;;) {
    const rows = await listEnrolmentRows(db, mac, place.seq, batch);
    for (const row of rows) {
      const hash = hashOf(row, place.hash);
      const isRight = row.seq === place.seq + 1 && (row.h === null || row.h === hash);
      if (!isRight || (row.h === null && row.seq <= named)) throw broken(mac, place.seq + 1);
      place = { seq: row.seq, hash, linked: row.h === null ? place.linked : row.seq };
    }
    if (rows.length < batch) return place;
  }
}

function hashOf(row: Omit<EnrolmentTable, 'h'>, before: string): string {
  return enrolmentHash(viewOf(row), before);
}

function viewOf({ seq, at, uid, tid, als }: Omit<EnrolmentTable, 'h' | 'mac'>): Enrolment {
  return { seq, at, uid, tid, alias: als };
}

function broken(mac: string, seq: number): Refusal {
  return new Refusal(
    'AUDIT_BROKEN',
    `Enrolment ${seq} of service ${mac} is not that of the audit trail: the log was changed.`,
  );
}

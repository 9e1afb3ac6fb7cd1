/**
 * The chain of the audit trail: each entry holds a hash of the one before, so that a changed, added or removed entry
 * breaks it. It is linked afterwards by one job, since linking inside each transaction would make all of them wait for
 * each other.
 * @module
 */
import { toBase64Url, utf8 } from '../../../crypto/bytes.js';
import { sha256 } from '../../../crypto/hashes.js';
import type { ServiceContext } from '../../context.js';
import {
  findLastLinked,
  linkEntry,
  listEntries,
  type AuditRow,
} from '../../store/audit-entries.js';
import { Refusal } from '../refusal.js';

/** What comes before the first entry. */
const beginning = '';

/** Entries that are read at a time. */
const batch = 1000;

/** Where the trail stands: to be kept elsewhere, for a later check that nothing was cut off at its end. */
export interface ChainHead {
  /** Entries that hang together. */
  readonly linked: number;
  /** Entries younger than the last linking. */
  readonly unlinked: number;
  /** Last linked entry, 0 when there is none. */
  readonly seq: number;
  /** Its hash. */
  readonly hash: string;
}

/** Links the entries that are not linked yet, in order. To be called by one caller at a time. */
export async function linkAudit({ store }: Pick<ServiceContext, 'store'>): Promise<void> {
  for (;;) {
    const count = await store.transaction(async (tx) => {
      const last = await findLastLinked(tx);
      const rows = await listEntries(tx, { after: last?.seq ?? 0 }, batch);
      let hash = last ? hashOf(last) : beginning;
      for (const row of rows) {
        await linkEntry(tx, row.seq, hash);
        hash = hashOf({ ...row, prev_hash: hash });
      }
      return rows.length;
    });
    if (count < batch) return;
  }
}

/** What an earlier check has said of the last entry of that time. */
export interface EarlierHead {
  readonly seq?: number | undefined;
  readonly hash?: string | undefined;
}

/**
 * Checks the chain from its beginning, and that it still passes where it ended earlier.
 * @throws {Refusal} `AUDIT_BROKEN`, which names the first entry that does not follow the one before.
 */
export async function verifyAudit(
  { store }: Pick<ServiceContext, 'store'>,
  { seq, hash }: EarlierHead = {},
): Promise<ChainHead> {
  let head: ChainHead = { linked: 0, unlinked: 0, seq: 0, hash: beginning };
  let after = 0;
  for (;;) {
    const rows = await listEntries(store.read, { after }, batch);
    for (const row of rows) {
      head = follow(head, row);
      after = row.seq;
      if (row.seq === seq && head.hash !== hash) throw broken(`Entry ${seq} has another hash`);
    }
    if (rows.length < batch) break;
  }
  if (seq !== undefined && head.seq < seq) throw broken(`Entry ${seq} is missing`);
  return head;
}

function broken(what: string): Refusal {
  return new Refusal('AUDIT_BROKEN', `${what}: the trail was changed.`);
}

function follow(head: ChainHead, row: AuditRow): ChainHead {
  if (row.prev_hash === null) return { ...head, unlinked: head.unlinked + 1 };
  if (head.unlinked > 0 || row.prev_hash !== head.hash) {
    throw broken(`Entry ${row.seq} does not follow the one before`);
  }
  return { ...head, linked: head.linked + 1, seq: row.seq, hash: hashOf(row) };
}

function hashOf({ seq, at, actor, kind, subject, detail, prev_hash }: AuditRow): string {
  const text = JSON.stringify([seq, at, actor, kind, subject, detail, prev_hash]);
  return toBase64Url(sha256(utf8(text)));
}

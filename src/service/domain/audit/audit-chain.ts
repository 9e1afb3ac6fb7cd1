/**
 * The chain of the audit trail: each entry holds the hash of the entry before it, so a changed, added or removed entry
 * breaks the chain. One job links entries after they are committed: linking within each transaction would make all
 * transactions wait for each other.
 * @module
 */
import { toBase64Url, utf8 } from '../../../crypto/bytes.js';
import { sha256 } from '../../../crypto/hashes.js';
import type { ServiceContext } from '../../service-context.js';
import {
  findLastLinked,
  linkEntry,
  listEntries,
  type AuditRow,
} from '../../store/audit-entries.js';
import { Refusal } from '../refusal.js';

/** Stands for the hash before the first entry. */
const beginning = '';

/** Number of entries read at a time. */
const batch = 1000;

/** The end of the chain. Kept elsewhere, it shows later whether entries were removed from the end. */
export interface ChainHead {
  /** Number of linked entries. */
  readonly linked: number;
  /** Number of entries after the last linked one. */
  readonly unlinked: number;
  /** Number of the last linked entry; 0 when there is none. */
  readonly seq: number;
  /** Its hash. */
  readonly hash: string;
}

/** Links the entries that are not linked yet, in order. Must not run twice at the same time. */
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

/** The last entry and its hash, as an earlier check reported them. */
export interface EarlierHead {
  readonly seq?: number | undefined;
  readonly hash?: string | undefined;
}

/**
 * Checks the whole chain, and that it still contains the entry where an earlier check ended.
 * @throws {Refusal} `AUDIT_BROKEN`; its message names the first entry that does not follow the one before.
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

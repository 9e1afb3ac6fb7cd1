/**
 * The chain of the audit trail. Each entry has a tag, which only the service can make, and holds the hash of the entry
 * before it. The head of the chain is signed. The keys of tags and heads are not in the database.
 *
 * One job links entries after they are committed: linking within each transaction would make all transactions wait for
 * each other.
 * @module
 */
import type { EcPublicJwk } from '../../../crypto/jwk.js';
import type { ServiceContext } from '../../service-context.js';
import {
  findFirstEntry,
  findLastCut,
  findLastLinked,
  linkEntry,
  listEntriesAfter,
  type AuditRow,
} from '../../store/tables/audit-entries.js';
import { findSignedHead, replaceSignedHead } from '../../store/tables/audit-heads.js';
import { lockName } from '../../store/name-locks.js';
import type { Db, Store, Tx } from '../../store/store.js';
import type { ChainPoint } from '../keys/key-record.js';
import { auditKeys, type KeyRing } from '../keys/key-ring.js';
import { yieldToRequests } from '../batches.js';
import { Refusal } from '../refusal.js';
import { broken, checkEntry, entryHash } from './chain-entries.js';
import { openHead, signHead } from './signed-head.js';

/** The place before the first entry. */
export const beginning: ChainPoint = { seq: 0, hash: '' };

/** Number of entries read at a time. */
const batch = 1000;

/** Number of entries linked in one transaction, during which no request is answered. */
const linkedAtOnce = 100;

/** The end of the chain. Kept elsewhere, it shows later whether entries were removed from the end. */
export interface ChainHead extends ChainPoint {
  /** Number of the last linked entry. */
  readonly linked: number;
  /** Number of entries after the last linked one. */
  readonly unlinked: number;
  /** The head as the service signed it, a compact JWS; null while there is none. */
  readonly signed: string | null;
}

/** Ports of the chain. */
type ChainContext = Pick<ServiceContext, 'store' | 'keys' | 'clock' | 'log'>;

/**
 * Links the entries that are not linked yet, in order, and signs the new head. Must not run twice at the same time.
 * @param signal ends the work early; the next call goes on.
 * @throws {Refusal} `AUDIT_BROKEN` for an entry that the service has not written; nothing from there on is linked.
 */
export async function linkAudit(context: ChainContext, signal?: AbortSignal): Promise<void> {
  for (;;) {
    const { head, count } = await context.store.longTransaction((tx) => linkBatch(context, tx));
    if (head) context.log('info', 'audit.head', { ...head });
    if (count < linkedAtOnce || signal?.aborted) return;
    await yieldToRequests();
  }
}

async function linkBatch(
  { keys, clock }: ChainContext,
  tx: Tx,
): Promise<{ head?: ChainPoint; count: number }> {
  // One node at a time; the next one goes on where it ends.
  await lockName(tx, 'linking');
  const last = await lastLinked(tx);
  const signed = await findSignedHead(tx);
  if (!isEndOf(last, await headOf(keys, signed))) throw broken('The signed head is another one');
  const rows = await listEntriesAfter(tx, last.seq, linkedAtOnce);
  let head = last;
  for (const row of rows) {
    checkEntry(keys, head.seq, row);
    head = await link(tx, head, row);
  }
  const isSigned = signed !== undefined && head === last;
  if (isSigned || head.seq === 0) return { count: 0 };
  await replaceSignedHead(tx, await signHead(keys, head, clock.now()));
  return { head, count: rows.length };
}

/** Links an entry to the end of the chain; resolves with the new end. */
async function link(tx: Tx, { hash }: ChainPoint, row: AuditRow): Promise<ChainPoint> {
  await linkEntry(tx, row.seq, hash);
  return { seq: row.seq, hash: entryHash({ ...row, prev_hash: hash }) };
}

/**
 * Links all entries of a trail that has no tags yet, and forgets a head that was signed with other keys.
 * @returns the last entry.
 */
export async function closeUntaggedTrail({ longTransaction }: Store): Promise<ChainPoint> {
  return longTransaction(async (tx) => {
    let head = await lastLinked(tx);
    for (;;) {
      const rows = await listEntriesAfter(tx, head.seq, batch);
      for (const row of rows) head = await link(tx, head, row);
      if (rows.length < batch) break;
    }
    await replaceSignedHead(tx, undefined);
    return head;
  });
}

async function lastLinked(tx: Tx): Promise<ChainPoint> {
  const last = await findLastLinked(tx);
  return last ? { seq: last.seq, hash: entryHash(last) } : beginning;
}

/** Reads the signed head, and the public key that it is verified with. */
export async function currentHead({
  store,
  keys,
}: Pick<ServiceContext, 'store' | 'keys'>): Promise<
  ChainPoint & { readonly signed: string | null; readonly key: EcPublicJwk & { kid: string } }
> {
  const signed = await findSignedHead(store.read);
  const { jwk, kid } = auditKeys(keys);
  return { ...(await headOf(keys, signed)), signed: signed ?? null, key: { ...jwk, kid } };
}

/** The last entry and its hash, as an earlier check reported them, or a signed head. */
export interface EarlierHead {
  readonly seq?: number | undefined;
  readonly hash?: string | undefined;
  readonly signed?: string | undefined;
}

/**
 * Checks the whole chain, and that it still contains the entry where an earlier check ended. The service may run
 * meanwhile.
 * @throws {Refusal} `AUDIT_BROKEN`; its message names the first entry that is missing, forged or in the wrong place.
 */
export async function verifyAudit(
  { store, keys }: Pick<ServiceContext, 'store' | 'keys'>,
  { seq, hash, signed: keptHead }: EarlierHead = {},
): Promise<ChainHead> {
  const signed = await findSignedHead(store.read);
  const head = await headOf(keys, signed);
  const kept = keptHead === undefined ? undefined : await headOf(keys, keptHead);
  const asked = [
    ...(kept ? [kept] : []),
    ...(seq === undefined ? [] : [{ seq, hash: hash ?? '' }]),
  ];
  const points = [head, auditKeys(keys).untagged, ...asked];
  const start = await startOf({ store, keys }, points);
  const gone = asked.find((point) => point.seq < start.seq);
  if (gone) throw cutOff(gone.seq);
  const end = await walk({ store, keys }, head, points, start);
  const missing = points.find((point) => point.seq > end.seq);
  if (missing) throw broken(`Entry ${end.seq + 1} is missing`);
  if (end.linked > head.seq) {
    const newer = await headOf(keys, await findSignedHead(store.read));
    if (newer.seq < end.linked)
      throw broken(`Entry ${head.seq + 1} is linked without a signed head`);
  }
  return { linked: head.seq, unlinked: end.seq - head.seq, ...head, signed: signed ?? null };
}

/** An entry, and the last one up to it that is linked. */
interface Place extends ChainPoint {
  readonly linked: number;
}

/**
 * The place before the first entry that is there. Entries before it have to be cut off, as a later entry says, whose hash
 * is then one of the points that are checked.
 */
async function startOf(
  { store, keys }: Pick<ServiceContext, 'store' | 'keys'>,
  points: ChainPoint[],
): Promise<ChainPoint> {
  const first = await findFirstEntry(store.read);
  if (!first || first.seq === 1) return beginning;
  const start = { seq: first.seq - 1, hash: first.prev_hash ?? '' };
  const cut = await lastCut(store.read, keys);
  if (start.seq > cut.seq) throw broken(`Entry ${cut.seq + 1} is missing`);
  points.push(cut);
  for (const { seq, hash } of points) {
    if (seq === start.seq && hash !== start.hash) throw broken(`Entry ${seq} has another hash`);
  }
  return start;
}

/** Up to where the trail is cut off, as its last entry about that says. */
async function lastCut(db: Db, keys: KeyRing): Promise<ChainPoint> {
  const entry = await findLastCut(db);
  if (!entry) return beginning;
  checkEntry(keys, entry.seq - 1, entry);
  return JSON.parse(entry.detail) as ChainPoint;
}

function cutOff(seq: number): Refusal {
  return new Refusal('AUDIT_BROKEN', `Entry ${seq} was cut off: only the exported trail has it.`);
}

/** Follows the chain to its end, and checks the hashes at the given points. */
async function walk(
  { store, keys }: Pick<ServiceContext, 'store' | 'keys'>,
  head: ChainPoint,
  points: readonly ChainPoint[],
  start: ChainPoint,
): Promise<Place> {
  let place: Place = { ...start, linked: start.seq };
  for (;;) {
    const rows = await listEntriesAfter(store.read, place.seq, batch);
    for (const row of rows) {
      checkEntry(keys, place.seq, row);
      place = follow(place, row, head.seq);
      const { hash } = place;
      if (points.some((point) => point.seq === row.seq && point.hash !== hash)) {
        throw broken(`Entry ${row.seq} has another hash`);
      }
    }
    if (rows.length < batch) return place;
  }
}

/** @param signedUpTo the last entry that has to be linked; later ones may be. */
function follow(place: Place, row: AuditRow, signedUpTo: number): Place {
  const { seq, prev_hash } = row;
  if (prev_hash === null && seq <= signedUpTo) throw broken(`Entry ${seq} is not linked`);
  if (prev_hash !== null && prev_hash !== place.hash) {
    throw broken(`Entry ${seq} does not follow the one before`);
  }
  const hash = entryHash({ ...row, prev_hash: place.hash });
  return { seq, hash, linked: prev_hash === null ? place.linked : seq };
}

/** Opens a signed head. Without one, the chain ends with the last entry that has no tag. */
async function headOf(keys: KeyRing, signed: string | undefined): Promise<ChainPoint> {
  if (signed === undefined) return auditKeys(keys).untagged;
  const head = await openHead(keys, signed);
  if (!head) throw broken('The signed head is not by the audit key of this service');
  return head;
}

function isEndOf(last: ChainPoint, head: ChainPoint): boolean {
  return last.seq === head.seq && last.hash === head.hash;
}

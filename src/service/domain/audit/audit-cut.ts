/**
 * Cuts off the beginning of the audit trail, which an exported file holds. An entry says up to where, before anything is
 * removed: so the rest of the trail can be verified, and nobody can remove entries without a trace.
 * @module
 */
import type { ServiceContext } from '../../service-context.js';
import {
  cutKind,
  deleteEntriesUpTo,
  findFirstEntry,
  findFirstEntrySince,
  findLastLinked,
  listEntriesAfter,
} from '../../store/tables/audit-entries.js';
import type { Db } from '../../store/store.js';
import { inBatches } from '../batches.js';
import type { ChainPoint } from '../keys/key-record.js';
import { Refusal } from '../refusal.js';
import { nameEnrolments } from '../tokens/enrolment-log.js';
import { verifyAudit } from './audit-chain.js';
import { readAuditFile } from './audit-file.js';
import { longAuditedTransaction } from './audit-trail.js';

/** Time within which limits count entries, in milliseconds. Those stay, as does the last linked one. */
const kept = 60 * 60_000;

/** The last entry that was cut off, and how many were removed. */
export interface AuditCut extends ChainPoint {
  readonly removed: number;
}

/**
 * Removes the entries that an exported trail holds, but for the newest ones. After it was interrupted, the same file
 * finishes it.
 * @param lines of the file.
 * @throws {Refusal} `AUDIT_BROKEN` when the trail or the file does not verify, `SETTING_REFUSED` when there is nothing to
 *   cut off. Nothing was removed then.
 */
export async function cutAudit(
  context: ServiceContext,
  actor: string,
  lines: AsyncIterable<string>,
): Promise<AuditCut> {
  const { store, keys } = context;
  await verifyAudit(context);
  const { seq, hash } = await placeOfCut(context, lines);
  await longAuditedTransaction(context, actor, async (tx, audit) => {
    // The entries that named the logs of enrolments may be among those that go.
    await nameEnrolments(tx, audit);
    await audit(cutKind, keys.iss, { seq, hash });
  });
  const removed = await inBatches(store, (tx, limit) => deleteEntriesUpTo(tx, seq, limit));
  await store.scrub();
  return { seq, hash, removed };
}

/** The last entry of the file that may go, if the trail goes on after it. */
async function placeOfCut(
  { store, keys, clock }: ServiceContext,
  lines: AsyncIterable<string>,
): Promise<ChainPoint> {
  const first = await findFirstEntry(store.read);
  const last = await lastToCut(store.read, clock.now() - kept);
  let begin: number | undefined;
  let place: ChainPoint | undefined;
  for await (const point of readAuditFile(keys, lines)) {
    begin ??= point.seq;
    if (point.seq <= last) place = point;
  }
  if (!first || !place || place.seq < first.seq) {
    throw new Refusal(
      'SETTING_REFUSED',
      'There is nothing to cut off: the file has no entry that the trail still has and that is older than an hour.',
    );
  }
  if (begin! > first.seq) {
    throw new Refusal('AUDIT_BROKEN', `Entry ${first.seq} is not in the file.`);
  }
  const [next] = await listEntriesAfter(store.read, place.seq, 1);
  if (next?.prev_hash !== place.hash) {
    throw new Refusal('AUDIT_BROKEN', `Entry ${place.seq} of the file is not that of the trail.`);
  }
  return place;
}

/** Number of the last entry that is older than a time, as are all before it, and is not the last linked one. */
async function lastToCut(db: Db, time: number): Promise<number> {
  const linked = (await findLastLinked(db))?.seq ?? 0;
  return Math.min(linked, (await findFirstEntrySince(db, time)) ?? Infinity) - 1;
}

/**
 * Exported audit trails: one linked entry a line, as JSON with all that its hash and its tag are about.
 * @module
 */
import { exactly, integer, MalformedError, optional, string } from '../../../protocol/readers.js';
import { listEntriesAfter, type AuditRow } from '../../store/tables/audit-entries.js';
import type { ServiceContext } from '../../service-context.js';
import type { ChainPoint } from '../keys/key-record.js';
import type { KeyRing } from '../keys/key-ring.js';
import { Refusal } from '../refusal.js';
import { currentHead } from './audit-chain.js';
import { broken, checkEntry, entryHash } from './chain-entries.js';

/** Number of entries read at a time. */
const batch = 1000;

/** An entry from before entries had tags has none. */
const readEntry = exactly({
  seq: integer(1),
  at: integer(),
  actor: string(),
  kind: string(),
  subject: string(),
  /** JSON, of which the hash is made as it stands here. */
  detail: string(/^/, 1_000_000),
  /** Hash of the entry before; empty in the first one. */
  prevHash: string(/^([\w-]{43})?$/),
  tag: optional(string()),
});

/** Takes an exported part of the trail, as text of whole lines. */
export type Writer = (text: string) => Promise<void>;

/**
 * Writes all linked entries that the trail has; resolves with the last one of them.
 * @throws {Refusal} `AUDIT_BROKEN`; what was written until then is no trail.
 */
export async function exportAudit(
  { store, keys }: Pick<ServiceContext, 'store' | 'keys'>,
  write: Writer,
): Promise<ChainPoint> {
  const head = await currentHead({ store, keys });
  let place: ChainPoint | undefined;
  for (;;) {
    const rows = await listEntriesAfter(store.read, place?.seq ?? 0, batch);
    const linked = rows.filter(({ seq }) => seq <= head.seq);
    for (const row of linked) place = nextPlace(keys, place, row);
    await write(linked.map(lineOf).join(''));
    if (linked.length < batch) break;
  }
  if ((place?.seq ?? 0) < head.seq) throw broken(`Entry ${(place?.seq ?? 0) + 1} is missing`);
  if (place && place.hash !== head.hash) throw broken(`Entry ${head.seq} has another hash`);
  return { seq: head.seq, hash: head.hash };
}

function lineOf({ seq, at, actor, kind, subject, detail, prev_hash, tag }: AuditRow): string {
  const content = { seq, at, actor, kind, subject, detail, prevHash: prev_hash };
  return `${JSON.stringify({ ...content, ...(tag !== null && { tag }) })}\n`;
}

/**
 * Reads an exported trail, and checks each entry and that it follows the one before.
 * @param lines without their ends.
 * @throws {Refusal} `AUDIT_BROKEN`
 */
export async function* readAuditFile(
  keys: KeyRing,
  lines: AsyncIterable<string>,
): AsyncGenerator<ChainPoint, void, undefined> {
  let count = 0;
  let place: ChainPoint | undefined;
  for await (const line of lines) {
    place = nextPlace(keys, place, entryOf(line, ++count));
    yield place;
  }
}

/** @param number of the line, for people. */
function entryOf(line: string, number: number): AuditRow {
  try {
    const { prevHash, tag = null, ...entry } = readEntry(JSON.parse(line), '$');
    return { ...entry, prev_hash: prevHash, tag };
  } catch (error) {
    if (!(error instanceof MalformedError || error instanceof SyntaxError)) throw error;
    throw new Refusal('AUDIT_BROKEN', `Line ${number} of the file is no entry of an audit trail.`);
  }
}

/** @param place of the entry before; the first one of a trail that was cut off has none. */
function nextPlace(keys: KeyRing, place: ChainPoint | undefined, row: AuditRow): ChainPoint {
  checkEntry(keys, place?.seq ?? row.seq - 1, row);
  const before = place?.hash ?? (row.seq === 1 ? '' : row.prev_hash);
  if (row.prev_hash !== before) throw broken(`Entry ${row.seq} does not follow the one before`);
  return { seq: row.seq, hash: entryHash(row) };
}

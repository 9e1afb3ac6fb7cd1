/**
 * Writes of the ratchet. Each is one transaction that changes nothing unless the record is what it was.
 * @module
 */
import type { Bytes } from '../crypto/bytes.js';
import { equalBytes } from '../crypto/bytes.js';
import type { Step } from '../protocol/key-schedule.js';
import type { Need } from '../protocol/need.js';
import type { Change, ClientContext, Intent, TokenRecord } from './context.js';

/** How many past steps a record keeps. */
const keptSteps = 64;

/** How an operation that was applied has ended. */
export interface Ending {
  readonly ok: boolean;
  readonly err?: string | undefined;
  readonly left?: number | undefined;
  readonly need?: Need | undefined;
  /** Whether an activation was by a restore code. */
  readonly restored?: boolean | undefined;
}

/** Stores the intent, if the record has not changed since it was read and waits for nothing. */
export function storeIntent(
  { store }: ClientContext,
  read: TokenRecord,
  pend: Intent,
): Promise<boolean> {
  return store.change((records) => {
    const record = find(records, read.tid);
    if (record?.rev !== read.rev || record.pend) return undefined;
    return { put: { ...record, pend, rev: record.rev + 1 } };
  });
}

/** Takes the step of an operation that was applied, with its effects, if the record still waits for it. */
export function commitStep(
  { store }: ClientContext,
  tid: string,
  step: Intent,
  wrappedNext: Bytes,
  ending: Ending,
): Promise<boolean> {
  return store.change((records) => {
    const record = find(records, tid);
    if (!record?.pend || !equalBytes(record.pend.rid, step.rid)) return undefined;
    const { rid, r, ch } = step;
    const past = ending.ok || !ending.err ? { rid, r, ch } : { rid, r, ch, err: ending.err };
    const next: TokenRecord = {
      ...record,
      n: record.n + 1,
      K: wrappedNext,
      pend: null,
      hist: [...record.hist, past].slice(-keptSteps),
      rev: record.rev + 1,
      need: ending.need ?? record.need,
      ...told(record, ending),
    };
    return withEffects(records, next, step.op, ending);
  });
}

/** Gives up an intent that the service will never execute, if the record still waits for it. */
export function dropIntent({ store }: ClientContext, tid: string, { rid }: Step): Promise<boolean> {
  return store.change((records) => {
    const record = find(records, tid);
    if (!record?.pend || !equalBytes(record.pend.rid, rid)) return undefined;
    return { put: { ...record, pend: null, rev: record.rev + 1 } };
  });
}

/**
 * Notes what the service has signed about a token. Never deletes an enrolment: it may turn out to be a
 * mistake. Only a token that was never active, and cannot become so any more, leaves nothing to keep.
 */
export function markRecord(
  { store }: ClientContext,
  tid: string,
  mark: NonNullable<TokenRecord['mark']>,
): Promise<boolean> {
  return store.change((records) => {
    const record = find(records, tid);
    if (!record || record.mark === mark) return undefined;
    const dead = mark === 'gone' && record.state === 'activating';
    return dead ? { remove: [tid] } : { put: { ...record, mark } };
  });
}

/** Finds a record by its token id. */
export function find(records: readonly TokenRecord[], tid: string): TokenRecord | undefined {
  return records.find((record) => record.tid === tid);
}

function withEffects(
  records: readonly TokenRecord[],
  next: TokenRecord,
  op: Intent['op'],
  { ok, err, restored }: Ending,
): Change {
  if (!ok) return isHopeless(next, err) ? { remove: [next.tid] } : { put: next };
  if (op === 'token.revoke') return { remove: [next.tid] };
  if (op !== 'activate') return { put: next };
  const older = records.filter(
    ({ tid, uid, state }) => tid !== next.tid && uid === next.uid && state === 'active',
  );
  const put: TokenRecord = { ...next, state: 'active' };
  return restored
    ? { put, remove: older.map(({ tid }) => tid) }
    : { put, also: older.map((record) => ({ ...record, obsolete: true })) };
}

/** Whether the service has said, authentically, that an activation can no longer succeed. */
function isHopeless({ state }: TokenRecord, err: string | undefined): boolean {
  return (
    state === 'activating' && (err === 'CODE_ENTRY_DOES_NOT_EXIST' || err === 'NO_DEVICE_FOUND')
  );
}

/** What an ending tells about the state of token and user. */
function told(
  { st, usr, left }: TokenRecord,
  ending: Ending,
): Pick<TokenRecord, 'st' | 'usr' | 'left'> {
  if (ending.ok) return { st: 'active', usr: 'active', left: null };
  switch (ending.err) {
    case 'USER_IS_BLOCKED':
      return { st, usr: 'blocked', left: 0 };
    case 'PASSWORD_IS_WRONG':
      return { st, usr: ending.left === 0 ? 'blocked' : usr, left: ending.left ?? left };
    case 'TOKEN_IS_BLOCKED':
      return { st: 'blocked', usr, left };
    case 'DEVICE_LOCKED':
      return { st: 'locked', usr, left };
    case 'SERVICE_ACCOUNT_STATUS_DISABLED':
      return { st, usr: 'disabled', left };
    case 'USER_ENTRY_DOES_NOT_EXIST':
      return { st, usr: 'deleted', left };
    default:
      return { st, usr, left };
  }
}

/**
 * Changes of records by the ratchet. Each is one transaction, and changes nothing if the record has changed meanwhile.
 * @module
 */
import type { NeonErrorCode } from '../../errors.js';
import type { Step } from '../../protocol/key-schedule.js';
import { operations } from '../../protocol/operations.js';
import {
  isSameLogin,
  recordOf,
  type Intent,
  type PastStep,
  type TokenRecord,
} from '../token-record.js';
import type { Change, TokenStore } from '../ports.js';
import { wrapDynamicKey } from './wrapped-key.js';
import type { Ending, Pending } from './pending-operation.js';

/** How many past steps a record keeps. */
export const keptSteps = 64;

/** The state of token and user that a refusal tells. */
const toldBy: Readonly<Partial<Record<string, Partial<TokenRecord>>>> = {
  TOKEN_IS_BLOCKED: { st: 'blocked' },
  DEVICE_LOCKED: { st: 'locked' },
  SERVICE_ACCOUNT_STATUS_DISABLED: { usr: 'disabled' },
  USER_ENTRY_DOES_NOT_EXIST: { usr: 'deleted' },
};

/** Stores the intent, if the record has not changed since it was read and waits for nothing. */
export function storeIntent(store: TokenStore, read: TokenRecord, pend: Intent): Promise<boolean> {
  return store.change((records) => {
    const record = recordOf(records, read.tid);
    if (record?.rev !== read.rev || record.pend) return undefined;
    return { put: { ...record, pend, rev: record.rev + 1 } };
  });
}

/** Takes the step of an applied operation, with its effects, if the record still waits for it. */
export async function commitStep(
  store: TokenStore,
  { record: { tid, n, wk }, intent: { op, rid, r, ch }, nextKey }: Pending,
  ending: Ending,
): Promise<void> {
  const K = await wrapDynamicKey({ wk, tid }, n + 1, nextKey);
  const past: PastStep = { rid, r, ch, ...(ending.err && { err: ending.err }) };
  await store.change((records) => {
    const record = findPending(records, tid, rid);
    if (!record) return undefined;
    const next: TokenRecord = {
      ...record,
      n: n + 1,
      K,
      pend: null,
      hist: [...record.hist, past].slice(-keptSteps),
      rev: record.rev + 1,
      need: ending.need ?? record.need,
      ...told(record, op, ending),
      ...toldWrongPins(op, ending),
    };
    return withEffects(records, next, op, ending);
  });
}

/** Drops an intent that the service will never execute, if the record still waits for it. */
export async function dropIntent(store: TokenStore, tid: string, { rid }: Step): Promise<void> {
  await store.change((records) => {
    const record = findPending(records, tid, rid);
    return record && { put: { ...record, pend: null, rev: record.rev + 1 } };
  });
}

/**
 * Marks a record by a signed statement. Does not delete an enrolment, since the statement may be a mistake; only a
 * token that was never active is deleted.
 */
export async function markRecord(
  store: TokenStore,
  tid: string,
  mark: NonNullable<TokenRecord['mark']>,
): Promise<void> {
  await store.change((records) => {
    const record = recordOf(records, tid);
    if (!record || record.mark === mark) return undefined;
    const dead = mark === 'gone' && record.state === 'activating';
    return dead ? { remove: [tid] } : { put: { ...record, mark } };
  });
}

/** Tells whether a record waits for the outcome of operation `rid`. */
export function isPending(
  record: TokenRecord | undefined,
  { rid }: Pick<Step, 'rid'>,
): record is TokenRecord & { readonly pend: Intent } {
  return record?.pend?.rid === rid;
}

function findPending(records: readonly TokenRecord[], tid: string, rid: Step['rid']) {
  const record = recordOf(records, tid);
  return isPending(record, { rid }) ? record : undefined;
}

function withEffects(
  records: readonly TokenRecord[],
  next: TokenRecord,
  op: Intent['op'],
  { ok, err, restored }: Ending,
): Change {
  const { tid, login, state } = next;
  if (ok ? op === 'token.revoke' : isHopeless(state, err)) return { remove: [tid] };
  if (!ok || op !== 'activate') return { put: next };
  // A login belongs to one user: a previous user with this login has been deleted.
  const older = records.filter(
    (one) => one.tid !== tid && isSameLogin(one, login) && one.state === 'active',
  );
  const put: TokenRecord = { ...next, state: 'active' };
  return restored
    ? { put, remove: older.map((one) => one.tid) }
    : { put, also: older.map((record) => ({ ...record, obsolete: true })) };
}

/** Refusals after which an activation can no longer succeed. */
const endingActivation: ReadonlySet<string> = new Set<NeonErrorCode>([
  'CODE_ENTRY_DOES_NOT_EXIST',
  'NO_DEVICE_FOUND',
]);

/** Whether an authentic answer says that an activation can no longer succeed. */
function isHopeless(state: TokenRecord['state'], err = ''): boolean {
  return state === 'activating' && endingActivation.has(err);
}

/** The state of token and user that an ending tells. */
function told(
  { st, usr, left: before }: TokenRecord,
  op: Intent['op'],
  { ok, err = '', left, st: endedAs }: Ending,
): Partial<TokenRecord> | undefined {
  if (ok) {
    // A blocked user can deny a request; of two blocks, an unlock code has lifted one.
    const isOpen =
      op === 'push.answer' || (op === 'unlock' && usr === 'blocked' && st !== 'active');
    return isOpen ? undefined : { st: 'active', usr: 'active', left: null };
  }
  if (err === 'USER_IS_BLOCKED') {
    // An unlock code is refused so when only a reset code helps.
    const needsReset = op === 'unlock' || (usr === 'blocked' && before === null);
    return { usr: 'blocked', left: needsReset ? null : 0 };
  }
  if (err !== 'PASSWORD_IS_WRONG' || left === undefined) return toldBy[err];
  if (endedAs === 'blocked') return { st: endedAs, left };
  return left ? { left } : { usr: 'blocked', left: 0 };
}

/** The wrong PINs that an answer tells of. An answer to a right factor that tells of none says that there were none. */
function toldWrongPins(op: Intent['op'], { ok, wrong }: Ending): Pick<TokenRecord, 'wrong'> {
  if (wrong) return { wrong };
  return ok && operations[op].factor !== 'none' ? { wrong: undefined } : {};
}

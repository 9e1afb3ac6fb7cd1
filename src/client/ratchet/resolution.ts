/**
 * Asks for the outcome of an operation whose answer was lost, and updates the record.
 * @module
 */
import { randomBytes, toBase64Url } from '../../crypto/bytes.js';
import { openDir } from '../../crypto/jwe.js';
import { signEnvelope } from '../../protocol/envelope.js';
import { encodeJson, parseJson } from '../../protocol/json.js';
import { syncAnswerKey, syncMacKey } from '../../protocol/key-schedule.js';
import { protocolVersion } from '../../protocol/limits.js';
import { MalformedError } from '../../protocol/readers.js';
import { readSyncAnswer, syncAnswerHeader, syncPath } from '../../protocol/sync.js';
import { commitStep, dropIntent, isPending } from './record-changes.js';
import { recordOf, type Intent } from '../token-record.js';
import { momentOf, type Moment } from '../moment.js';
import type { ClientContext } from '../ports.js';
import { exchange, readable } from '../service/exchange.js';
import { unwrapDynamicKey } from './wrapped-key.js';
import { openAnswer, pendingOf, type Ending, type Pending } from './pending-operation.js';
import type { Run } from '../run.js';
import { refusalError } from './refusal-statement.js';
import { challenge, noteChallenge } from '../service/session.js';

/** Pause before a sync about a duplicate is sent again, in milliseconds. */
const restTime = 6_000;

/** Maximum number of syncs for one resolution. */
const maxSyncs = 3;

/** The outcome of an operation: its ending, or that it will never be executed. */
export interface Resolution {
  readonly pending: Pending;
  /** Undefined: not applied. */
  readonly ending: Ending | undefined;
}

/**
 * Resolves the pending operation of a record.
 *
 * @param only the operation to resolve; another one is left alone.
 * @returns undefined when nothing is pending.
 * @throws {NeonError} when the service cannot be asked or refuses; the record then keeps waiting.
 */
export async function resolvePending(
  run: Run,
  tid: string,
  only?: Intent,
): Promise<Resolution | undefined> {
  const { store, session, clock } = run;
  for (let round = 1; ; round++) {
    const chal = await challenge(run);
    const record = recordOf(await store.records(), tid);
    if (!record?.pend || (only && !isPending(record, only))) return undefined;
    run.debug('sync');
    const pending = pendingOf(record, record.pend, await unwrapDynamicKey(record));
    const sid = toBase64Url(randomBytes(16));
    const sent = momentOf(clock);
    const reply = await exchange(run, syncPath, await buildSync(run, pending, sid, chal), true);
    if (reply.ok) {
      const ending = await readable(() => open(run, pending, sid, reply.body, sent));
      run.debug('resolved', ending ? 'applied' : 'not_applied');
      if (ending) await commitStep(store, pending, ending);
      else await dropIntent(store, tid, record.pend);
      return { pending, ending };
    }
    const isStale = reply.code === 'CHALLENGE_STALE' || reply.code === 'DUPLICATE_STALE';
    if (!isStale || round === maxSyncs) throw await refusalError(run, tid, chal, reply);
    // Another tab may have resolved it meanwhile.
    const isDuplicate = reply.code === 'DUPLICATE_STALE';
    if (isDuplicate && isPending(recordOf(await store.records(), tid), record.pend)) {
      await clock.wait(restTime, run.signal);
    }
    session.challenge = undefined;
  }
}

async function buildSync(
  { iss, als, org }: ClientContext,
  { record, intent, nextKey }: Pending,
  sid: string,
  chal: string,
): Promise<object> {
  const { tid, n, sk } = record;
  const { rid, r, ch } = intent;
  const payload = encodeJson({
    v: protocolVersion,
    typ: 'sync',
    iss,
    als,
    org,
    tid,
    n,
    rid,
    r,
    ch,
    sid,
    chal,
  });
  return signEnvelope(payload, tid, sk, syncMacKey(nextKey, record, rid, sid));
}

/** @returns how the operation ended; undefined when it was not applied. */
async function open(
  run: Run,
  pending: Pending,
  sid: string,
  body: string,
  sent: Moment,
): Promise<Ending | undefined> {
  const { record, intent, nextKey } = pending;
  const key = syncAnswerKey(nextKey, record, intent.rid, sid);
  const answer = readSyncAnswer(parseJson(await openDir(key, syncAnswerHeader, body)), '$');
  const { outcome, ok, err, left, st, fx, res } = answer;
  const applied = outcome === 'applied';
  if (
    answer.sid !== sid ||
    answer.rid !== intent.rid ||
    answer.n !== record.n + Number(applied) ||
    (applied && ok === undefined)
  ) {
    throw new MalformedError('$');
  }
  noteChallenge(run, answer, sent);
  if (!applied) return undefined;
  return res === undefined
    ? { ok: ok!, err, left, st, restored: fx?.restored }
    : openAnswer(pending, res);
}

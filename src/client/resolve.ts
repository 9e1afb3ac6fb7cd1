/**
 * Finds out what became of an operation whose answer was not received, and brings the record in step.
 * @module
 */
import { equalBytes, fromBase64Url, randomBytes, toBase64Url } from '../crypto/bytes.js';
import { openDir } from '../crypto/jwe.js';
import { encodeJson, parseJson } from '../protocol/json.js';
import { signEnvelope } from '../protocol/envelope.js';
import { nextDynamicKey, syncAnswerKey, syncMacKey } from '../protocol/key-schedule.js';
import { protocolVersion } from '../protocol/limits.js';
import type { OperationAnswer } from '../protocol/operation.js';
import { MalformedError } from '../protocol/read.js';
import { readSyncAnswer, syncAnswerHeader, syncPath, type SyncAnswer } from '../protocol/sync.js';
import { endingOf, openAnswer, type Pending } from './answer.js';
import { commitStep, dropIntent, find, type Ending } from './commit.js';
import type { ClientContext, Intent, PastStep, TokenRecord } from './context.js';
import { exchange, unreadable } from './exchange.js';
import { unwrapDynamicKey, wrapDynamicKey } from './key-wrap.js';
import type { Session } from './session.js';
import { heed } from './statement.js';

/** How long a duplicate has to rest until a sync about it can be judged, in milliseconds. */
const restTime = 6_000;

/** How often a sync is sent for one resolution. */
const maxSyncs = 3;

/** What became of an operation. */
export type Resolution =
  | { readonly outcome: 'nothing-pending' }
  | { readonly outcome: 'not-applied' }
  | {
      readonly outcome: 'applied';
      readonly intent: Intent;
      readonly record: TokenRecord;
      readonly ending: Ending;
      /** The operation's own answer, while the service still has it. */
      readonly answer: OperationAnswer | undefined;
    };

/**
 * Resolves the pending operation of a record, if there is one.
 *
 * @param only the operation to resolve; another one is left alone.
 * @throws {NeonError} when the service cannot be asked or refuses; the record then keeps waiting.
 */
export async function resolvePending(
  context: ClientContext,
  session: Session,
  tid: string,
  signal: AbortSignal,
  only?: Intent,
): Promise<Resolution> {
  for (let round = 1; ; round++) {
    const chal = await session.challenge(signal);
    const record = find(await context.store.records(), tid);
    if (!record?.pend || (only && !equalBytes(record.pend.rid, only.rid))) {
      return { outcome: 'nothing-pending' };
    }
    context.debug('sync');
    const asked = context.clock.monotonic();
    const sync = await buildSync(context, record, record.pend, chal);
    const reply = await exchange(context, syncPath, sync.message, signal, true);
    if (reply.ok) return settle(context, session, record, { ...sync, body: reply.body, asked });
    if (round < maxSyncs && reply.code === 'CHALLENGE_STALE') session.dropChallenge();
    else if (round < maxSyncs && reply.code === 'DUPLICATE_STALE') {
      await restUnlessSettled(context, tid, record.pend, signal);
      session.dropChallenge();
    } else throw await heed(context, session, tid, chal, reply, signal);
  }
}

/** The entry of an operation among the past steps of its record: it was applied, by another tab. */
export function pastStep(record: TokenRecord, { rid }: Intent): PastStep | undefined {
  return record.hist.find((step) => equalBytes(step.rid, rid));
}

interface Sync {
  readonly message: object;
  readonly pending: Pending;
  readonly nextKey: Pending['dynamicKey'];
  readonly sid: Pending['dynamicKey'];
}

async function buildSync(
  { iss, als, org }: ClientContext,
  record: TokenRecord,
  intent: Intent,
  chal: string,
): Promise<Sync> {
  const dynamicKey = await unwrapDynamicKey(record);
  const tid = fromBase64Url(record.tid);
  const nextKey = nextDynamicKey(dynamicKey, { tid, n: record.n }, intent);
  const sid = randomBytes(16);
  const payload = encodeJson({
    v: protocolVersion,
    typ: 'sync',
    iss,
    als,
    org,
    tid: record.tid,
    n: record.n,
    rid: toBase64Url(intent.rid),
    r: toBase64Url(intent.r),
    ch: toBase64Url(intent.ch),
    sid: toBase64Url(sid),
    chal,
  });
  const macKey = syncMacKey(nextKey, { tid, n: record.n + 1 }, intent.rid, sid);
  return {
    message: await signEnvelope(payload, record.tid, record.sk, macKey),
    pending: { tid: record.tid, n: record.n, intent, dynamicKey },
    nextKey,
    sid,
  };
}

async function settle(
  context: ClientContext,
  session: Session,
  record: TokenRecord,
  sync: Sync & { body: string; asked: number },
): Promise<Resolution> {
  const { pending, nextKey, asked } = sync;
  const { intent } = pending;
  let read: SyncAnswer;
  let answer: OperationAnswer | undefined;
  let ending: Ending;
  try {
    read = await openSync(sync);
    if (read.res !== undefined) answer = await openAnswer(pending, read.res);
    ending = answer ? endingOf(pending, answer) : endingOfSync(read);
  } catch (error) {
    throw unreadable(error);
  }
  session.noteChallenge(read.chal, asked);
  context.debug('resolved', read.outcome);
  if (read.outcome === 'not_applied') {
    await dropIntent(context, record.tid, intent);
    return { outcome: 'not-applied' };
  }
  const wrapped = await wrapDynamicKey(record, record.n + 1, nextKey);
  await commitStep(context, record.tid, intent, wrapped, ending);
  return { outcome: 'applied', intent, record, ending, answer };
}

async function openSync({ pending, nextKey, sid, body }: Sync & { body: string }) {
  const { tid, n, intent } = pending;
  const key = syncAnswerKey(nextKey, { tid: fromBase64Url(tid), n: n + 1 }, intent.rid, sid);
  const answer = readSyncAnswer(parseJson(await openDir(key, syncAnswerHeader, body)), '$');
  const position = answer.outcome === 'applied' ? n + 1 : n;
  if (
    !equalBytes(answer.sid, sid) ||
    !equalBytes(answer.rid, intent.rid) ||
    answer.n !== position ||
    (answer.outcome === 'applied' && answer.ok === undefined)
  ) {
    throw new MalformedError('$');
  }
  return answer;
}

function endingOfSync({ ok = false, err, left, fx }: SyncAnswer): Ending {
  return { ok, err, left, restored: fx?.restored };
}

/** Waits before a second sync, unless another tab has settled the matter. */
async function restUnlessSettled(
  { store, clock }: ClientContext,
  tid: string,
  { rid }: Intent,
  signal: AbortSignal,
): Promise<void> {
  const now = find(await store.records(), tid);
  if (now?.pend && equalBytes(now.pend.rid, rid)) await clock.wait(restTime, signal);
}

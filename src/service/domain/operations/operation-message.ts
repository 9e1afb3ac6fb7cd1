/**
 * `POST /btt/v1/op`: admits an operation, executes it at most once, and takes the step of the ratchet.
 * @module
 */
import { toBase64Url, utf8, type Bytes } from '../../../crypto/bytes.js';
import { openDir, sealDir } from '../../../crypto/jwe.js';
import { readEnvelope } from '../../../protocol/envelope.js';
import { padJson } from '../../../protocol/json.js';
import {
  lastPosition,
  nextDynamicKey,
  operationMacKey,
  requestKey,
  responseKey,
} from '../../../protocol/key-schedule.js';
import { protocolVersion } from '../../../protocol/limits.js';
import {
  answerHeader,
  readOperationCore,
  readSecrets,
  secretHeader,
  type OperationCore,
  type Secrets,
} from '../../../protocol/operation-message.js';
import { operations, readArg, type OperationName } from '../../../protocol/operations.js';
import { MalformedError } from '../../../protocol/readers.js';
import type { DoorContext, LockedContext } from '../../context.js';
import type { Peer, ServiceContext } from '../../service-context.js';
import { insertEntry, supersedeEntries } from '../../store/tables/operation-log.js';
import { getToken, updateToken } from '../../store/tables/tokens.js';
import { getUser } from '../../store/tables/users.js';
import type { EventKind } from '../../store/schema/event-table.js';
import { auditedTransaction } from '../audit/audit-trail.js';
import { recordEvent } from '../events/event-record.js';
import type { KeyRing } from '../keys/key-ring.js';
import { openDynamicKey, sealDynamicKey } from '../keys/sealed-secrets.js';
import { admitMessage, type AdmittedMessage } from '../message/admission.js';
import { timeToOperation } from '../limits/stored-limits.js';
import { issueChallenge } from '../message/challenge.js';
import {
  answerOf,
  codeOf,
  endCopiedToken,
  type MessageOutcome,
} from '../message/message-outcome.js';
import { parseMessage } from '../message/parsed-message.js';
import { applyRatchetRules } from '../message/ratchet-rules.js';
import { isSignedDynamically } from '../message/signatures.js';
import { parseStrictJson } from '../message/strict-json.js';
import { checkFactor, needOf } from '../people/factor.js';
import { untoldWrongPins } from '../people/wrong-pins.js';
import { checkStanding } from './account-standing.js';
import { eventOfOperation } from './operation-events.js';
import type { OperationHandler } from './operation-handler.js';
import { operationHandlers } from './operation-handlers.js';
import { keptResult, type Denied, type Done } from './operation-result.js';

/** The operation of one message. */
interface Order {
  /** Kind of the event when it succeeds, if it is one. */
  readonly event: EventKind | undefined;
  /** Milliseconds until the limits on what a browser can leave in the database allow it. */
  timeToWait(context: LockedContext): Promise<number>;
  run(context: LockedContext, secrets: Secrets): Promise<Done | Denied>;
}

/**
 * Answers a request with an encrypted answer (compact JWE). The same message gets the same answer, byte
 * for byte, without being executed again.
 *
 * @throws {MalformedError}
 * @throws {TokenRefusal}
 */
export async function performOperation(
  context: DoorContext,
  peer: Peer,
  body: unknown,
): Promise<string> {
  const envelope = readEnvelope(body, '$');
  const message = parseMessage(context, envelope, readOperationCore);
  const { core } = message;
  checkSecretHash(context, core.sech, envelope.sec);
  const order = orderOf(core.op, core.arg);
  const admitted = await admitMessage(context, peer, message);
  const { address } = peer;
  const outcome = await auditedTransaction(context, core.tid, (tx, audit) =>
    applyRatchetRules({ ...context, tx, audit, address }, admitted, message.ch, {
      last: async (_, { response }) =>
        response === null ? { refuse: 'DUPLICATE_STALE' } : { answer: response },
      abandoned: async () => ({ refuse: 'SUPERSEDED' }),
      fresh: (locked) => takeStep(locked, admitted, envelope.sec, order),
    }),
  );
  if (core.op === 'push.answer') context.notices.tell(admitted.token.uid);
  context.log('info', 'operation', { op: core.op, code: codeOf(outcome) });
  return answerOf(context, core, outcome);
}

/** @throws {MalformedError} when `arg` is not what the operation takes. */
function orderOf<Op extends OperationName>(op: Op, value: unknown): Order {
  const handler: OperationHandler<Op> = operationHandlers[op];
  const arg = readArg(op, value, '$.arg');
  return {
    event: eventOfOperation(op, arg),
    timeToWait: async (context) => {
      const own = await handler.timeToWait?.(context);
      return Math.max(await timeToOperation(context, handler.limitsFor?.(arg) ?? 'all'), own ?? 0);
    },
    run: async (context, secrets) =>
      checkStanding(context, handler) ??
      handler.run(context, {
        arg,
        secrets,
        checkFactor: () => checkFactor(operations[op].factor, context, secrets),
      }),
  };
}

function checkSecretHash(
  { hashes }: ServiceContext,
  hash: string | undefined,
  sec: string | undefined,
): void {
  const expected = sec === undefined ? undefined : toBase64Url(hashes.sha256(utf8(sec)));
  if (hash !== expected) throw new MalformedError('$.sech');
}

/** Rules S13 and S15. */
async function takeStep(
  context: LockedContext,
  message: AdmittedMessage<OperationCore>,
  sec: string | undefined,
  order: Order,
): Promise<MessageOutcome> {
  const { keys, hashes, tx, now, service, user, token } = context;
  const { core } = message;
  if (token.n === lastPosition) return { state: 'gone' };
  const key = await openDynamicKey(keys, token);
  if (!isSignedDynamically(message, operationMacKey(key, token, hashes), hashes)) {
    return endCopiedToken(context, token, 'mac');
  }
  const wait = await order.timeToWait(context);
  if (wait > 0) return { refuse: 'RATE_LIMITED', retryAfter: Math.ceil(wait / 1000) };
  const secrets = await openSecrets(keys, sec, requestKey(key, token, core.rid, hashes));
  const result = await order.run(context, secrets);
  const after = await getToken(tx, token.tid);
  const tells = operations[core.op].factor !== 'none' && result.ok;
  const isRight = after.wrong_pins_told > token.wrong_pins_told;
  const isWrong = !result.ok && result.err === 'PASSWORD_IS_WRONG';
  // Read again, so that this wrong PIN counts too.
  const counted = isWrong ? await getUser(tx, user.uid) : user;
  const wrong = tells || isRight || isWrong ? await untoldWrongPins(tx, counted, token) : undefined;
  const answer = {
    v: protocolVersion,
    rid: core.rid,
    n: token.n + 1,
    ...(result.ok ? { ok: true, out: result.out } : result),
    chal: issueChallenge(context, core.als),
    need: needOf(service, user, after),
    ...(wrong && { wrong }),
    now,
  };
  const answerKey = responseKey(key, token, core.rid, hashes);
  const response = await sealDir(answerKey, answerHeader, padJson(answer), keys.aesKey);
  await commitStep(context, message, key, result, response);
  await recordResult(context, order.event, result);
  return { answer: response, code: result.ok ? 'OK' : result.err };
}

/** Stores the step: log entry, next key, and the answer, which a repetition of the message gets. */
async function commitStep(
  { keys, hashes, tx, now, token }: LockedContext,
  { core, ch }: AdmittedMessage<OperationCore>,
  key: Bytes,
  result: Done | Denied,
  response: string,
): Promise<void> {
  const { n } = token;
  const { rid, r } = core;
  const nextKey = nextDynamicKey(key, token, { rid, r, ch }, hashes);
  const next = await sealDynamicKey(keys, token.tid, n + 1, nextKey);
  await supersedeEntries(tx, token.tid, n, now);
  await insertEntry(tx, {
    tid: token.tid,
    rid: core.rid,
    n,
    ch,
    outcome: 'applied',
    op: core.op,
    result: JSON.stringify(keptResult(result)),
    response,
    at: now,
    superseded_at: null,
  });
  await updateToken(tx, token.tid, {
    n: n + 1,
    k_sealed: next.sealed,
    // A version that stays is left out, so that its index is not written.
    ...(next.kekVersion !== token.kek_v && { kek_v: next.kekVersion }),
    ...(result.ok && { last_used: now }),
  });
}

/** Records a refusal, and what succeeded if that is an event. */
async function recordResult(
  context: LockedContext,
  done: EventKind | undefined,
  result: Done | Denied,
): Promise<void> {
  const kind = result.ok ? done : 'operation.refused';
  if (kind === undefined) return;
  const { address, now, token } = context;
  const { mac, uid, als, tid } = token;
  const code = result.ok ? null : result.err;
  await recordEvent(context, { at: now, mac, uid, kind, door: 'btt', als, tid, address, code });
}

async function openSecrets(
  { aesKey }: KeyRing,
  sec: string | undefined,
  key: Bytes,
): Promise<Secrets> {
  if (sec === undefined) {
    return { pin: undefined, npin: undefined, nbio: undefined, code: undefined, pad: '' };
  }
  let plaintext: Bytes;
  try {
    plaintext = await openDir(key, secretHeader, sec, aesKey);
  } catch {
    throw new MalformedError('$.sec');
  }
  return readSecrets(parseStrictJson(plaintext), '$.sec');
}

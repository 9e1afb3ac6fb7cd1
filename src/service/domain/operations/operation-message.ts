/**
 * `POST /btt/v1/op`: admits an operation, executes it at most once, and takes the ratchet's step.
 * @module
 */
import { fromBase64Url, toBase64Url, utf8, type Bytes } from '../../../crypto/bytes.js';
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
import { readArg, type OperationName } from '../../../protocol/operations.js';
import { MalformedError } from '../../../protocol/read.js';
import type { Peer } from '../../context.js';
import { insertEntry, supersedeEntries } from '../../store/operation-log.js';
import { getService } from '../../store/services.js';
import { getToken, updateToken } from '../../store/tokens.js';
import { admit, parseMessage, type Admitted } from '../message/admission.js';
import { auditedTransaction } from '../audit/audit-trail.js';
import { issueChallenge } from '../message/challenge.js';
import { needOf } from '../people/factor.js';
import { sealUnderKek } from '../keys/key-ring.js';
import { activateToken } from './activate-token.js';
import { answerPush } from './answer-push.js';
import { changePin } from './change-pin.js';
import { issueAccessToken } from './issue-access-token.js';
import { issueDeviceCode } from './issue-device-code.js';
import { issueOtp } from './issue-otp.js';
import { listOwnTokens } from './list-own-tokens.js';
import { removeToken } from './remove-token.js';
import { resetPin } from './reset-pin.js';
import { revokeBioKey } from './revoke-bio-key.js';
import { revokeToken } from './revoke-token.js';
import { sealData } from './seal-data.js';
import { setBioKey } from './set-bio-key.js';
import { unlock } from './unlock.js';
import { codeOf, conclude, condemn, type Outcome } from '../message/message-outcome.js';
import { applyRules, openDynamicKey, type Locked } from '../message/ratchet-rules.js';
import type { Work } from '../work.js';
import type { Denied, Done, Operation, Scene } from './operation-scope.js';
import { isSignedDynamically } from '../message/signatures.js';
import { checkStanding } from './account-standing.js';
import { parseStrictJson } from '../message/strict-json.js';
import type { TokenContext } from '../token-context.js';

/** By name; one that is left out does not compile. */
const operations: { readonly [Op in OperationName]: Operation<Op> } = {
  activate: activateToken,
  otp: issueOtp,
  jwt: issueAccessToken,
  'code.new': issueDeviceCode,
  unlock,
  'pin.change': changePin,
  'pin.reset': resetPin,
  seal: sealData,
  'bio.set': setBioKey,
  'bio.revoke': revokeBioKey,
  'token.list': listOwnTokens,
  'push.answer': answerPush,
  'token.revoke': revokeToken,
  'token.remove': removeToken,
};

/** Carries the operation of one message out. */
type Run = (scene: Scene) => Promise<Done | Denied>;

/** @throws {MalformedError} when `arg` is not what the operation takes. */
function runOf<Op extends OperationName>(op: Op, value: unknown): Run {
  const operation: Operation<Op> = operations[op];
  const arg = readArg(op, value, '$.arg');
  return async (scene) => checkStanding(scene, operation) ?? operation.run(scene, arg);
}

/**
 * Answers a request with an encrypted answer (compact JWE). The same message gets the same answer, byte
 * for byte, without being executed again.
 *
 * @throws {MalformedError}
 * @throws {TokenRefusal}
 */
export async function performOperation(
  context: TokenContext,
  peer: Peer,
  body: unknown,
): Promise<string> {
  const envelope = readEnvelope(body, '$');
  const message = parseMessage(context, envelope, readOperationCore);
  const { core } = message;
  checkSecretHash(context, core.sech, envelope.sec);
  const run = runOf(core.op, core.arg);
  const admitted = await admit(context, peer, message);
  const outcome = await auditedTransaction(context, core.tid, (tx, audit) => {
    const work = { context, tx, audit };
    return applyRules(work, admitted, message.ch, {
      last: async (_, { response }) =>
        response === null ? { refuse: 'DUPLICATE_STALE' } : { answer: response },
      abandoned: async () => ({ refuse: 'SUPERSEDED' }),
      fresh: (locked) => takeStep(work, admitted, envelope.sec, locked, run),
    });
  });
  if (core.op === 'push.answer') context.notices.tell(admitted.token.uid);
  context.log('info', 'operation', { op: core.op, code: codeOf(outcome) });
  return conclude(context, core, outcome);
}

function checkSecretHash(
  { hashes }: TokenContext,
  hash: string | undefined,
  sec: string | undefined,
): void {
  const expected = sec === undefined ? undefined : toBase64Url(hashes.sha256(utf8(sec)));
  if (hash !== expected) throw new MalformedError('$.sech');
}

/** Rules S13 and S15. */
async function takeStep(
  work: Work,
  message: Admitted<OperationCore>,
  sec: string | undefined,
  locked: Locked,
  run: Run,
): Promise<Outcome> {
  const { context, tx } = work;
  const { hashes } = context;
  const { core, site } = message;
  const { token, user, now } = locked;
  if (token.n === lastPosition) return { state: 'gone' };
  const key = await openDynamicKey(context, token);
  if (!isSignedDynamically(message, operationMacKey(key, token, hashes), hashes)) {
    return condemn(work, token, 'mac');
  }
  const secrets = await openSecrets(sec, requestKey(key, token, core.rid, hashes));
  const service = await getService(tx, site.mac);
  const result = await run({ ...work, now, service, user, token, secrets });
  const answer = {
    v: protocolVersion,
    rid: core.rid,
    n: token.n + 1,
    ...(result.ok ? { ok: true, out: result.out } : result),
    chal: issueChallenge(context.keys, core.als, now),
    need: needOf(service, user, await getToken(tx, token.tid)),
    now,
  };
  const answerKey = responseKey(key, token, core.rid, hashes);
  const response = await sealDir(answerKey, answerHeader, padJson(answer));
  await commitStep(work, message, locked, key, result, response);
  return { answer: response, code: result.ok ? 'OK' : result.err };
}

/** Stores the step: log entry, next key, and the answer for whoever asks again. */
async function commitStep(
  { context, tx }: Work,
  { core, ch }: Admitted<OperationCore>,
  { token, now }: Locked,
  key: Bytes,
  result: Done | Denied,
  response: string,
): Promise<void> {
  const { n } = token;
  const { rid, r } = core;
  const nextKey = nextDynamicKey(key, token, { rid, r, ch }, context.hashes);
  const tid = fromBase64Url(token.tid);
  const next = await sealUnderKek(context.keys, tid, n + 1, nextKey);
  await supersedeEntries(tx, token.tid, n, now);
  await insertEntry(tx, {
    tid: token.tid,
    rid: core.rid,
    n,
    ch,
    outcome: 'applied',
    op: core.op,
    result: JSON.stringify(lasting(result)),
    response,
    at: now,
    superseded_at: null,
  });
  await updateToken(tx, token.tid, {
    n: n + 1,
    k_sealed: next.sealed,
    kek_v: next.kekVersion,
    ...(result.ok && { last_used: now }),
  });
}

/** What may be remembered of a result for good: nothing secret. */
function lasting(result: Done | Denied): object {
  if (!result.ok) return { ok: false, err: result.err, left: result.left };
  return { ok: true, fx: result.fx };
}

async function openSecrets(sec: string | undefined, key: Bytes): Promise<Secrets> {
  if (sec === undefined) {
    return { pin: undefined, npin: undefined, nbio: undefined, code: undefined, pad: '' };
  }
  let plaintext: Bytes;
  try {
    plaintext = await openDir(key, secretHeader, sec);
  } catch {
    throw new MalformedError('$.sec');
  }
  return readSecrets(parseStrictJson(plaintext), '$.sec');
}

/**
 * `POST /btt/v1/sync`: says what became of an operation, and makes that final.
 * @module
 */
import type { Bytes } from '../../../crypto/bytes.js';
import { sealDir } from '../../../crypto/jwe.js';
import { readBareEnvelope } from '../../../protocol/envelope.js';
import { padJson } from '../../../protocol/json.js';
import { nextDynamicKey, syncAnswerKey, syncMacKey } from '../../../protocol/key-schedule.js';
import { challengeLife, protocolVersion } from '../../../protocol/limits.js';
import { readSyncCore, syncAnswerHeader, type SyncCore } from '../../../protocol/sync.js';
import type { DoorContext, LockedContext } from '../../context.js';
import type { Peer } from '../../service-context.js';
import {
  deleteAbandoned,
  insertEntry,
  listAbandoned,
  type LogEntry,
} from '../../store/tables/operation-log.js';
import { auditedTransaction } from '../audit/audit-trail.js';
import { clockMargin } from '../clock.js';
import { openDynamicKey } from '../keys/sealed-secrets.js';
import type { KeptResult } from '../operations/operation-result.js';
import { admitMessage, type AdmittedMessage } from './admission.js';
import { issueChallenge } from './challenge.js';
import { answerOf, endCopiedToken, type MessageOutcome } from './message-outcome.js';
import { parseMessage } from './parsed-message.js';
import { applyRatchetRules } from './ratchet-rules.js';
import { isSignedDynamically } from './signatures.js';

/** How long the answer of an operation is kept, in milliseconds. Its result is kept longer. */
export const responseLife = 10 * 60_000;

/** Maximum number of abandoned operations that are logged for one token. */
export const maxAbandoned = 32;

/**
 * How long the message of an abandoned operation can be accepted, in milliseconds: its challenge is older than the sync,
 * by a clock that may be ahead.
 */
export const abandonedLife = challengeLife + 2 * clockMargin;

/**
 * Answers a request with an encrypted answer (compact JWE).
 * @throws {MalformedError}
 * @throws {TokenRefusal}
 */
export async function answerSync(context: DoorContext, peer: Peer, body: unknown): Promise<string> {
  const message = parseMessage(context, readBareEnvelope(body, '$'), readSyncCore);
  const { core } = message;
  const admitted = await admitMessage(context, peer, message);
  const outcome = await auditedTransaction(context, core.tid, (tx, audit) =>
    applyRatchetRules({ ...context, tx, audit, address: peer.address }, admitted, core.ch, {
      last: (locked, entry) => sayApplied(locked, admitted, entry),
      abandoned: (locked) => sayNotApplied(locked, admitted),
      fresh: (locked) => sayNotApplied(locked, admitted, () => abandon(locked, core)),
    }),
  );
  return answerOf(context, core, outcome);
}

/** Rule S9: the token has moved, so its key is the one after the operation. */
async function sayApplied(
  context: LockedContext,
  message: AdmittedMessage<SyncCore>,
  entry: LogEntry,
): Promise<MessageOutcome> {
  const { token, now } = context;
  const nextKey = await openDynamicKey(context.keys, token);
  if (message.core.n !== entry.n || !isRight(context, message, nextKey)) {
    return endCopiedToken(context, token, 'mac');
  }
  const isFresh = entry.at + responseLife > now;
  return seal(context, message.core, nextKey, {
    outcome: 'applied',
    ...(JSON.parse(entry.result) as KeptResult),
    ...(isFresh && entry.response !== null && { res: entry.response }),
  });
}

/** Rules S10 and S14: the key after the operation is computed for this exchange only. */
async function sayNotApplied(
  context: LockedContext,
  message: AdmittedMessage<SyncCore>,
  effect?: () => Promise<MessageOutcome | undefined>,
): Promise<MessageOutcome> {
  const { core } = message;
  const { keys, hashes, token } = context;
  const nextKey = nextDynamicKey(await openDynamicKey(keys, token), token, core, hashes);
  if (core.n !== token.n || !isRight(context, message, nextKey)) {
    return endCopiedToken(context, token, 'mac');
  }
  return (await effect?.()) ?? seal(context, core, nextKey, { outcome: 'not_applied' });
}

/**
 * Logs the operation as abandoned: its message may still arrive, and must not be executed then. Refuses when the token has
 * too many such entries, each of which is needed until no challenge of its message is accepted any more.
 */
async function abandon(
  { tx, token, now }: LockedContext,
  core: SyncCore,
): Promise<MessageOutcome | undefined> {
  const abandoned = await listAbandoned(tx, token.tid);
  if (abandoned.length >= maxAbandoned) {
    const oldest = abandoned.at(-maxAbandoned)!;
    const wait = oldest + abandonedLife - now;
    if (wait >= 0) return { refuse: 'RATE_LIMITED', retryAfter: Math.ceil((wait + 1) / 1000) };
    await deleteAbandoned(tx, token.tid, now - abandonedLife);
  }
  await insertEntry(tx, {
    tid: token.tid,
    rid: core.rid,
    n: token.n,
    ch: core.ch,
    outcome: 'abandoned',
    op: '',
    result: '{}',
    response: null,
    at: now,
    superseded_at: null,
  });
  return undefined;
}

function isRight(
  { hashes }: LockedContext,
  message: AdmittedMessage<SyncCore>,
  nextKey: Bytes,
): boolean {
  const { rid, sid } = message.core;
  const macKey = syncMacKey(nextKey, message.core, rid, sid, hashes);
  return isSignedDynamically(message, macKey, hashes);
}

/** What a sync says of an operation. */
type SyncAnswer =
  | { readonly outcome: 'not_applied' }
  | (KeptResult & { readonly outcome: 'applied'; readonly res?: string });

async function seal(
  context: LockedContext,
  core: SyncCore,
  nextKey: Bytes,
  answer: SyncAnswer,
): Promise<MessageOutcome> {
  const { hashes, token, now } = context;
  const plaintext = padJson({
    v: protocolVersion,
    sid: core.sid,
    rid: core.rid,
    ...answer,
    n: token.n,
    now,
    chal: issueChallenge(context, core.als),
  });
  const key = syncAnswerKey(nextKey, core, core.rid, core.sid, hashes);
  return { answer: await sealDir(key, syncAnswerHeader, plaintext, context.keys.aesKey) };
}

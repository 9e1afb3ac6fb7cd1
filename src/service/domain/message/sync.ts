/**
 * `POST /btt/v1/sync`: says what became of an operation, and makes sure that it stays so.
 * @module
 */
import type { Bytes } from '../../../crypto/bytes.js';
import { sealDir } from '../../../crypto/jwe.js';
import { readBareEnvelope } from '../../../protocol/envelope.js';
import { padJson } from '../../../protocol/json.js';
import { nextDynamicKey, syncAnswerKey, syncMacKey } from '../../../protocol/key-schedule.js';
import { protocolVersion } from '../../../protocol/limits.js';
import { readSyncCore, syncAnswerHeader, type SyncCore } from '../../../protocol/sync.js';
import type { Peer } from '../../context.js';
import { insertEntry, type LogEntry } from '../../store/operation-log.js';
import { admit, parseMessage, type Admitted } from './admission.js';
import { auditedTransaction } from '../audit/audit-trail.js';
import { issueChallenge } from './challenge.js';
import { conclude, condemn, type Outcome } from './message-outcome.js';
import { applyRules, openDynamicKey, type Locked } from './ratchet-rules.js';
import type { Work } from '../work.js';
import { isSignedDynamically } from './signatures.js';
import type { TokenContext } from '../token-context.js';

/** How long the answer of an operation is kept, in milliseconds; its result is kept longer. */
export const responseLife = 10 * 60_000;

/**
 * Answers a request with an encrypted answer (compact JWE).
 * @throws {MalformedError}
 * @throws {TokenRefusal}
 */
export async function answerSync(
  context: TokenContext,
  peer: Peer,
  body: unknown,
): Promise<string> {
  const message = parseMessage(context, readBareEnvelope(body, '$'), readSyncCore);
  const { core } = message;
  const admitted = await admit(context, peer, message);
  const outcome = await auditedTransaction(context, core.tid, (tx, audit) => {
    const work = { context, tx, audit };
    return applyRules(work, admitted, core.ch, {
      last: (locked, entry) => sayApplied(work, admitted, locked, entry),
      abandoned: (locked) => sayNotApplied(work, admitted, locked),
      fresh: (locked) => sayNotApplied(work, admitted, locked, () => bury(work, core, locked)),
    });
  });
  return conclude(context, core, outcome);
}

/** Rule S9: the token has moved, so its key is the one after the operation. */
async function sayApplied(
  work: Work,
  message: Admitted<SyncCore>,
  { token, now }: Locked,
  entry: LogEntry,
): Promise<Outcome> {
  const nextKey = await openDynamicKey(work.context, token);
  if (message.core.n !== entry.n || !isRight(work, message, nextKey)) {
    return condemn(work, token, 'mac');
  }
  const isFresh = entry.at + responseLife > now;
  const answer = {
    outcome: 'applied',
    ...(JSON.parse(entry.result) as object),
    ...(isFresh && entry.response !== null && { res: entry.response }),
  };
  return seal(work, message.core, nextKey, token.n, now, answer);
}

/** Rules S10 and S14: the key after the operation exists in this exchange only. */
async function sayNotApplied(
  work: Work,
  message: Admitted<SyncCore>,
  { token, now }: Locked,
  effect?: () => Promise<void>,
): Promise<Outcome> {
  const { core } = message;
  const { context } = work;
  const key = await openDynamicKey(context, token);
  const nextKey = nextDynamicKey(key, token, core, context.hashes);
  if (core.n !== token.n || !isRight(work, message, nextKey)) {
    return condemn(work, token, 'mac');
  }
  await effect?.();
  return seal(work, core, nextKey, token.n, now, { outcome: 'not_applied' });
}

/** Leaves a tombstone: the operation itself may still arrive, and must not be executed then. */
async function bury({ tx }: Work, core: SyncCore, { token, now }: Locked): Promise<void> {
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
}

function isRight({ context }: Work, message: Admitted<SyncCore>, nextKey: Bytes): boolean {
  const { rid, sid } = message.core;
  const macKey = syncMacKey(nextKey, message.core, rid, sid, context.hashes);
  return isSignedDynamically(message, macKey, context.hashes);
}

async function seal(
  { context }: Work,
  core: SyncCore,
  nextKey: Bytes,
  n: number,
  now: number,
  answer: object,
): Promise<Outcome> {
  const plaintext = padJson({
    v: protocolVersion,
    sid: core.sid,
    rid: core.rid,
    ...answer,
    n,
    now,
    chal: issueChallenge(context.keys, core.als, now),
  });
  const key = syncAnswerKey(nextKey, core, core.rid, core.sid, context.hashes);
  return { answer: await sealDir(key, syncAnswerHeader, plaintext) };
}

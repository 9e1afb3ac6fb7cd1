/**
 * Builds the message of one operation, and stores the intent before it is sent.
 * @module
 */
import { randomBytes, toBase64Url, utf8 } from '../../crypto/bytes.js';
import { sha256 } from '../../crypto/hashes.js';
import { sealDir } from '../../crypto/jwe.js';
import { NeonError } from '../../errors.js';
import { signEnvelope } from '../../protocol/envelope.js';
import { encodeJson, padJson } from '../../protocol/json.js';
import { lastPosition, operationMacKey, requestKey } from '../../protocol/key-schedule.js';
import { protocolVersion } from '../../protocol/limits.js';
import { secretHeader, type SentSecrets } from '../../protocol/operation-message.js';
import type { OperationArg, OperationName } from '../../protocol/operations.js';
import { storeIntent } from './record-changes.js';
import { recordOf, type TokenRecord } from '../token-record.js';
import type { TokenStore } from '../ports.js';
import { unwrapDynamicKey } from './wrapped-key.js';
import { pendingOf, type Pending } from './pending-operation.js';
import { resolvePending, type Resolution } from './resolution.js';
import type { Run } from '../run.js';
import { challenge } from '../service/session.js';

/** How long a call waits for its turn while other tabs use the same token, in milliseconds. */
const patience = 60_000;

/** Longest pause after another tab was faster, in milliseconds. It is drawn, so that tabs without locks do not collide. */
const longestPause = 400;

/** Age below which an intent is left to the tab that stored it, and the pause between two looks, in milliseconds. */
const courtesy = 2_000;
const courtesyPause = 100;

/**
 * Makes `arg` of a message.
 * @param now the service's time, in milliseconds, of its last authenticated answer.
 */
export type MakeArg<Op extends OperationName> = (
  secrets: SentSecrets | undefined,
  now: number | undefined,
) => Promise<OperationArg<Op>>;

/** An operation, and what it sends. */
export interface Operation<Op extends OperationName = OperationName> {
  readonly op: Op;
  /** A function makes it anew for each message, of what the message sends and the last time of the service. */
  readonly arg: OperationArg<Op> | MakeArg<Op>;
  /** They are encrypted. */
  readonly secrets?: SentSecrets | undefined;
}

/** A message whose intent is stored. */
export interface Prepared extends Pending {
  readonly message: object;
  readonly chal: string;
}

/**
 * Resolves what is pending, builds the message, and stores the intent durably.
 *
 * @param chal taken before the lock and before the record is read; each restart takes another one.
 * @param late called with the outcome of an earlier operation that was resolved first.
 * @throws {NeonError} `USER_ENTRY_DOES_NOT_EXIST` when the record is gone; `TOKEN_IS_BUSY`; what resolving throws.
 */
export async function prepare(
  run: Run,
  tid: string,
  operation: Operation,
  first: string,
  late: (result: Resolution | undefined) => void,
): Promise<Prepared> {
  const { store, clock, signal } = run;
  const until = clock.monotonic() + patience;
  for (let chal = first; clock.monotonic() < until; chal = await challenge(run)) {
    const record = await readRecord(store, tid);
    if (record.pend) {
      await leaveAlone(run, record);
      late(await resolvePending(run, tid));
      continue;
    }
    const prepared = await build(run, record, operation, chal);
    signal.throwIfAborted();
    run.debug('intent');
    if (await storeIntent(store, record, prepared.intent)) return prepared;
    await clock.wait(Math.random() * longestPause, signal);
  }
  throw new NeonError('TOKEN_IS_BUSY', { message: 'other tabs were faster for a minute' });
}

/**
 * Reads the record of a token that may still be used.
 * @throws {NeonError} `USER_ENTRY_DOES_NOT_EXIST`, `DYNAMIC_TOKEN_KEY_IS_INVALID`, `NO_DEVICE_FOUND`.
 */
export async function readRecord(store: TokenStore, tid: string): Promise<TokenRecord> {
  const record = recordOf(await store.records(), tid);
  if (!record) throw new NeonError('USER_ENTRY_DOES_NOT_EXIST');
  if (record.mark === 'gone') throw new NeonError('NO_DEVICE_FOUND');
  if (record.mark || record.n >= lastPosition) throw new NeonError('DYNAMIC_TOKEN_KEY_IS_INVALID');
  return record;
}

async function build(
  { iss, als, org, clock, session }: Run,
  record: TokenRecord,
  { op, arg, secrets }: Operation,
  chal: string,
): Promise<Prepared> {
  const { tid, n, sk } = record;
  const key = await unwrapDynamicKey(record);
  const given = typeof arg === 'function' ? await arg(secrets, session.challenge?.now) : arg;
  const [rid, r] = [randomId(16), randomId(32)];
  const sec =
    secrets && (await sealDir(requestKey(key, record, rid), secretHeader, padJson(secrets)));
  const payload = encodeJson({
    v: protocolVersion,
    typ: 'op',
    iss,
    als,
    org,
    tid,
    n,
    rid,
    r,
    chal,
    op,
    arg: given,
    sech: sec && hashOf(sec),
  });
  const intent = { rid, r, ch: hashOf(payload), op, at: clock.wall() };
  return {
    ...pendingOf(record, intent, key),
    chal,
    message: await signEnvelope(payload, tid, sk, operationMacKey(key, record), sec),
  };
}

function randomId(length: number): string {
  return toBase64Url(randomBytes(length));
}

function hashOf(text: string): string {
  return toBase64Url(sha256(utf8(text)));
}

/**
 * Waits while an intent is young. It may belong to another tab that is still at work, since locks can be missing or
 * lost, and resolving it would make that tab start again.
 */
async function leaveAlone(
  { store, clock, signal }: Run,
  { tid, rev, pend }: TokenRecord,
): Promise<void> {
  const until = clock.monotonic() + courtesy - Math.abs(clock.wall() - pend!.at);
  while (clock.monotonic() < until) {
    await clock.wait(courtesyPause, signal);
    if (recordOf(await store.records(), tid)?.rev !== rev) return;
  }
}

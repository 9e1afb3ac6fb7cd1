/**
 * Builds the message of one operation and stores the intent: after that, and not before, it may be sent.
 * @module
 */
import { fromBase64Url, randomBytes, toBase64Url, utf8, type Bytes } from '../crypto/bytes.js';
import { sha256 } from '../crypto/hkdf.js';
import { sealDir } from '../crypto/jwe.js';
import { NeonError } from '../errors.js';
import { signEnvelope } from '../protocol/envelope.js';
import { encodeJson, padJson } from '../protocol/json.js';
import { lastPosition, operationMacKey, requestKey } from '../protocol/key-schedule.js';
import { protocolVersion } from '../protocol/limits.js';
import { secretHeader, type OperationName } from '../protocol/operation.js';
import type { Pending } from './answer.js';
import { find, storeIntent } from './commit.js';
import type { ClientContext, TokenRecord } from './context.js';
import { unwrapDynamicKey } from './key-wrap.js';
import { resolvePending, type Resolution } from './resolve.js';
import type { Session } from './session.js';

/** How often a message is built anew because another tab was faster. */
const maxRestarts = 8;

/** How long an operation of another tab is left alone when no lock tells that it has ended, in milliseconds. */
const courtesy = 2_000;
const courtesyPause = 100;

/** What an operation sends. */
export interface Operation {
  readonly op: OperationName;
  readonly arg: object;
  /** Stretched secrets in base64url, as in `readSecrets`; they are encrypted. */
  readonly secrets?: object | undefined;
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
 * @param late told about an operation of an earlier call that was found out on the way.
 * @throws {NeonError} `USER_ENTRY_DOES_NOT_EXIST` when the record is gone; what resolving throws.
 */
export async function prepare(
  context: ClientContext,
  session: Session,
  tid: string,
  operation: Operation,
  options: { chal: string; held: boolean; signal: AbortSignal; late(result: Resolution): void },
): Promise<Prepared> {
  const { held, signal, late } = options;
  let { chal } = options;
  for (let round = 0; round < maxRestarts; round++) {
    if (round) chal = await session.challenge(signal);
    const record = await readRecord(context, tid);
    if (record.pend) {
      if (!held) await leaveAlone(context, record, signal);
      late(await resolvePending(context, session, tid, signal));
      continue;
    }
    const prepared = await build(context, record, operation, chal);
    signal.throwIfAborted();
    context.debug('intent');
    if (await storeIntent(context, record, prepared.intent)) return prepared;
  }
  throw new NeonError('NETWORK_UNAVAILABLE', {
    message: 'other tabs keep using this token; nothing was sent',
    retryable: true,
  });
}

/**
 * Reads the record of a token that may still be used.
 * @throws {NeonError} `USER_ENTRY_DOES_NOT_EXIST`, `DYNAMIC_TOKEN_KEY_IS_INVALID`, `NO_DEVICE_FOUND`.
 */
export async function readRecord({ store }: ClientContext, tid: string): Promise<TokenRecord> {
  const record = find(await store.records(), tid);
  if (!record) {
    throw new NeonError('USER_ENTRY_DOES_NOT_EXIST', { message: 'no longer enrolled here' });
  }
  if (record.mark === 'gone') throw new NeonError('NO_DEVICE_FOUND');
  if (record.mark || record.n >= lastPosition) throw new NeonError('DYNAMIC_TOKEN_KEY_IS_INVALID');
  return record;
}

async function build(
  { iss, als, org, clock }: ClientContext,
  record: TokenRecord,
  { op, arg, secrets }: Operation,
  chal: string,
): Promise<Prepared> {
  const { n } = record;
  const dynamicKey = await unwrapDynamicKey(record);
  const position = { tid: fromBase64Url(record.tid), n };
  const [rid, r] = [randomBytes(16), randomBytes(32)];
  const sec = secrets && (await sealSecrets(requestKey(dynamicKey, position, rid), secrets));
  const payload = encodeJson({
    v: protocolVersion,
    typ: 'op',
    iss,
    als,
    org,
    tid: record.tid,
    n,
    rid: toBase64Url(rid),
    r: toBase64Url(r),
    chal,
    op,
    arg,
    sech: sec && toBase64Url(sha256(utf8(sec))),
  });
  const macKey = operationMacKey(dynamicKey, position);
  return {
    tid: record.tid,
    n,
    chal,
    dynamicKey,
    intent: { rid, r, ch: sha256(utf8(payload)), op, at: clock.wall() },
    message: await signEnvelope(payload, record.tid, record.sk, macKey, sec),
  };
}

function sealSecrets(key: Bytes, secrets: object): Promise<string> {
  return sealDir(key, secretHeader, padJson(secrets));
}

/** Without locks a young intent is most likely another tab at work, and resolving it would cost that one a turn. */
async function leaveAlone(
  { store, clock }: ClientContext,
  { tid, rev, pend }: TokenRecord,
  signal: AbortSignal,
): Promise<void> {
  const until = clock.monotonic() + courtesy - Math.abs(clock.wall() - pend!.at);
  while (clock.monotonic() < until) {
    await clock.wait(courtesyPause, signal);
    if (find(await store.records(), tid)?.rev !== rev) return;
  }
}

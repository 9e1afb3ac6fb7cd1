/**
 * Asks the service for the state of the enrolments here.
 * @module
 */
import { fromBase64Url } from '../crypto/bytes.js';
import { signEnvelope, type Envelope } from '../protocol/envelope.js';
import { encodeJson } from '../protocol/json.js';
import { statusMacKey } from '../protocol/key-schedule.js';
import { maxStatusItems, protocolVersion } from '../protocol/limits.js';
import { MalformedError } from '../protocol/read.js';
import { readStatus, statusPath, statusType, type StatusItem } from '../protocol/status.js';
import { find } from './commit.js';
import type { ClientContext, TokenRecord } from './context.js';
import { exchange, refusal, unreadable } from './exchange.js';
import { unwrapDynamicKey } from './key-wrap.js';
import { enrolments } from './records.js';
import type { Session } from './session.js';

/**
 * Brings the stored state of enrolments up to date; those that wait for an outcome are left out.
 * @throws {NeonError} when the service cannot be asked or refuses.
 */
export async function refreshStatus(
  context: ClientContext,
  session: Session,
  signal: AbortSignal,
): Promise<void> {
  let asked = (await enrolments(context)).map(({ tid }) => tid);
  // What the service could not judge is read and asked once more.
  for (let round = 1; round <= 2 && asked.length; round++) {
    const again: string[] = [];
    for (let at = 0; at < asked.length; at += maxStatusItems) {
      const some = asked.slice(at, at + maxStatusItems);
      again.push(...(await ask(context, session, some, signal)));
    }
    asked = again;
  }
}

/** @returns the ids that have to be asked again. */
async function ask(
  context: ClientContext,
  session: Session,
  tids: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const { als, clock } = context;
  const chal = await session.challenge(signal);
  const records = (await enrolments(context)).filter(
    ({ tid, pend }) => !pend && tids.includes(tid),
  );
  const items = await Promise.all(records.map((record) => build(context, record, chal)));
  const known = items.filter((item) => item !== undefined);
  if (!known.length) return [];
  context.debug('status');
  const sent = clock.monotonic();
  const message = { v: protocolVersion, als, items: known };
  const reply = await exchange(context, statusPath, message, signal);
  if (!reply.ok) {
    if (reply.code === 'CHALLENGE_STALE') session.dropChallenge();
    throw refusal(reply);
  }
  const status = await read(context, session, reply.body, chal, signal);
  session.noteChallenge(status.chal, sent);
  await apply(context, records, status.items);
  return status.items.filter(({ st }) => st === 'chal' || st === 'stale').map(({ tid }) => tid);
}

async function build(
  { iss, als, org }: ClientContext,
  record: TokenRecord,
  chal: string,
): Promise<Envelope | undefined> {
  const { tid, n, sk } = record;
  try {
    const key = await unwrapDynamicKey(record);
    const payload = encodeJson({ v: protocolVersion, typ: 'sta', iss, als, org, tid, n, chal });
    return await signEnvelope(payload, tid, sk, statusMacKey(key, { tid: fromBase64Url(tid), n }));
  } catch {
    // The browser has lost the keys; the record shows it.
    return undefined;
  }
}

async function read(
  { iss, als }: ClientContext,
  session: Session,
  body: string,
  chal: string,
  signal: AbortSignal,
) {
  try {
    const status = readStatus(await session.verified(body, statusType, signal), '$');
    // An answer to another question, however well signed, says nothing about now.
    const answers = status.items.every(({ re }) => re === chal);
    if (status.iss !== iss || status.als !== als || !answers) throw new MalformedError('$.items');
    return status;
  } catch (error) {
    throw unreadable(error);
  }
}

function apply(
  { store }: ClientContext,
  asked: readonly TokenRecord[],
  items: readonly StatusItem[],
): Promise<boolean> {
  return store.change((stored) => {
    const also = asked.flatMap(({ tid, n }) => {
      const item = items.find((one) => one.tid === tid);
      const record = find(stored, tid);
      if (!item || record?.n !== n) return [];
      const next = { ...record, ...told(item) };
      return JSON.stringify(next) === JSON.stringify(record) ? [] : [next];
    });
    return also.length ? { also } : undefined;
  });
}

function told(item: StatusItem): Partial<TokenRecord> {
  switch (item.st) {
    case 'gone':
      return { mark: 'gone' };
    case 'desync':
      return { mark: 'fork' };
    case 'active':
    case 'blocked':
    case 'locked': {
      const { st, usr, login, need, left } = item;
      return { st, usr, login, need, left, mark: null };
    }
    default:
      return {};
  }
}

/**
 * Asks the service for the state of the enrolments here.
 * @module
 */
import { signEnvelope, type Envelope } from '../../protocol/envelope.js';
import { encodeJson } from '../../protocol/json.js';
import { statusMacKey } from '../../protocol/key-schedule.js';
import { maxStatusItems, protocolVersion } from '../../protocol/limits.js';
import { MalformedError } from '../../protocol/readers.js';
import { readStatus, statusPath, statusType, type StatusItem } from '../../protocol/status.js';
import { recordOf, type TokenRecord } from '../token-record.js';
import { momentOf } from '../moment.js';
import type { ClientContext, TokenStore } from '../ports.js';
import { exchange, readable, refusal } from '../service/exchange.js';
import { unwrapDynamicKey } from '../ratchet/wrapped-key.js';
import { enrolments } from './enrolments.js';
import type { Run } from '../run.js';
import { challenge, noteChallenge, verified } from '../service/session.js';

/**
 * Updates the stored state of all enrolments without a pending operation.
 * @throws {NeonError} when the service cannot be asked or refuses.
 */
export async function refreshStatus(run: Run): Promise<void> {
  let asked = (await enrolments(run.store)).map(({ tid }) => tid);
  // Tokens that the service could not judge are read and asked for once more.
  for (let round = 0; round < 2; round++) {
    const again: string[] = [];
    for (let at = 0; at < asked.length; at += maxStatusItems) {
      const items = await askStatus(run, asked.slice(at, at + maxStatusItems));
      again.push(...items.filter(isUnjudged).map(({ tid }) => tid));
    }
    asked = again;
  }
}

/** Tells whether the service could not judge a token this time: its record has to be read and asked for again. */
export function isUnjudged({ st }: StatusItem): boolean {
  return st === 'chal' || st === 'stale';
}

/** Members of a status message that make the service wait for a change of the pending pushes. */
export interface StatusWait {
  /** Seconds. */
  readonly wait: number;
  /** `pid`s that the browser knows of. */
  readonly known: readonly string[];
}

/**
 * Asks for the state of some enrolments, and stores it.
 * @param until makes the service hold its answer back until there is something new.
 */
export async function askStatus(
  run: Run,
  tids: readonly string[],
  until?: StatusWait,
): Promise<readonly StatusItem[]> {
  const { als, clock, store, session } = run;
  const chal = await challenge(run);
  const records = (await enrolments(store)).filter(({ tid, pend }) => !pend && tids.includes(tid));
  const built = await Promise.all(records.map((record) => build(run, record, chal)));
  const items = built.filter((item) => item !== undefined);
  if (!items.length) return [];
  run.debug('status');
  const sent = momentOf(clock);
  const reply = await exchange(run, statusPath, { v: protocolVersion, als, items, ...until });
  if (!reply.ok) {
    if (reply.code === 'CHALLENGE_STALE') session.challenge = undefined;
    throw refusal(reply);
  }
  const status = await readable(() => read(run, reply.body, chal));
  noteChallenge(run, status, sent);
  await apply(store, records, status.items);
  return status.items;
}

async function build(
  { iss, als, org }: ClientContext,
  record: TokenRecord,
  chal: string,
): Promise<Envelope | undefined> {
  const { tid, n, sk } = record;
  try {
    const key = statusMacKey(await unwrapDynamicKey(record), record);
    const payload = encodeJson({ v: protocolVersion, typ: 'sta', iss, als, org, tid, n, chal });
    return await signEnvelope(payload, tid, sk, key);
  } catch {
    // The browser has lost the keys, which the record shows.
    return undefined;
  }
}

async function read(run: Run, body: string, chal: string) {
  const status = readStatus(await verified(run, body, statusType), '$');
  // A signed answer to an earlier request does not tell the present state.
  const answers = status.items.every(({ re }) => re === chal);
  if (status.iss !== run.iss || status.als !== run.als || !answers) {
    throw new MalformedError('$.items');
  }
  return status;
}

function apply(
  store: TokenStore,
  asked: readonly TokenRecord[],
  items: readonly StatusItem[],
): Promise<boolean> {
  return store.change((stored) => {
    const also = asked.flatMap(({ tid, n }) => {
      const item = items.find((one) => one.tid === tid);
      const record = recordOf(stored, tid);
      if (!item || record?.n !== n) return [];
      const next = { ...record, ...told(item) };
      return JSON.stringify(next) === JSON.stringify(record) ? [] : [next];
    });
    return also.length ? { also } : undefined;
  });
}

function told(item: StatusItem): Partial<TokenRecord> {
  if (item.st === 'gone') return { mark: 'gone' };
  if (item.st === 'desync') return { mark: 'fork' };
  if (!('usr' in item)) return {};
  const { st, usr, login, name, need, left = null, wrong, list } = item;
  // A status without wrong PINs says nothing of those that the last right PIN told of: the person may not have seen them.
  return {
    st,
    usr,
    login,
    need,
    left,
    mark: null,
    ...(name && { name }),
    ...(wrong && { wrong }),
    ...(list && { list }),
  };
}

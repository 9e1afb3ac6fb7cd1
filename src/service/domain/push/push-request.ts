/**
 * A request for the approval of another browser, by a page or a relying party.
 *
 * An unknown login, one without another browser and a muted one get the same answer as any other, after the same
 * statements: their row belongs to no user, and expires.
 * @module
 */
import { randomBytes, toBase64Url } from '../../../crypto/bytes.js';
import { pushLife } from '../../../protocol/push.js';
import { MalformedError } from '../../../protocol/readers.js';
import type { DoorContext } from '../../context.js';
import { lockName } from '../../store/name-locks.js';
import {
  findPushByHash,
  insertPush,
  listUnanswered,
  type PushRow,
} from '../../store/tables/pushes.js';
import type { PushTable, ServiceTable, UserTable } from '../../store/schema/schema.js';
import type { Tx } from '../../store/store.js';
import { listActiveTokens } from '../../store/tables/tokens.js';
import type { KeyRing } from '../keys/key-ring.js';
import { pushNumber, pushSubjects } from '../keys/keyed-values.js';
import { normaliseLogin } from '../../../protocol/login.js';
import { lockUserOfLogin } from '../people/users.js';
import { TokenRefusal } from '../token-refusal.js';
import { isLocked } from '../tokens/token-state.js';

/** How long requests are stored for the limits, in milliseconds. */
export const pushRetention = 60 * 60_000;

/** How long requests are kept from the user's tokens after "not me", in milliseconds. */
export const muteTime = 60 * 60_000;

/** Maximum number of unanswered requests within the window; each further one needs a pause before it. Milliseconds. */
export const burst = { max: 3, window: 10 * 60_000, pause: 30 * 60_000 };

/** The user id for an unknown login: no row has it. */
const nobody = '';

/** Who asks for what. */
export type PushOrder = Pick<
  PushTable,
  'als' | 'asker' | 'cc' | 'party' | 'site' | 'place' | 'browser'
> & {
  readonly service: ServiceTable;
  readonly login: string;
};

/** What the asking side learns. */
export interface PushTicket {
  readonly pid: string;
  /** What the person has to type at the other browser. */
  readonly number: string;
  /** Milliseconds. */
  readonly ttl: number;
}

/**
 * Makes a request, and wakes the browsers that may answer it.
 * @throws {TokenRefusal} `NO_ACTIVE_SERVICE_FOR_USER` where there is no push, `RATE_LIMITED` by login.
 */
export async function requestPush(
  context: DoorContext,
  { service, login, ...order }: PushOrder,
): Promise<PushTicket> {
  const { store, keys, clock, notices, log } = context;
  const { mac } = service;
  requirePush(service);
  const pid = toBase64Url(randomBytes(16));
  const made = await store.transaction(async (tx) => {
    const subjects = subjectsOf(keys, mac, login);
    const code_key_v = keys.code.current;
    const user = await lockUserOfLogin(tx, mac, login);
    // Nodes that rotate their keys may have other newest versions; they have one in common.
    for (const subject of subjects.toSorted()) await lockName(tx, 'push', subject);
    const earlier = order.cc === null ? undefined : await findPushByHash(tx, order.cc);
    if (earlier) return { wait: 0, uid: null, earlier, code_key_v };
    const now = clock.now();
    const wait = timeToWait(await listUnanswered(tx, subjects, now - pushRetention), now);
    if (wait > 0) return { wait, uid: null, earlier, code_key_v };
    const reachable = await isReachable(tx, service, user, order.asker, now);
    const uid = reachable && user ? user.uid : null;
    const answer = { tries: 0, answered_at: null, approver: null, amr: null };
    const handover = { collected_at: null, otp_sealed: null, kek_v: null, otp_expires: null };
    const hash = { subject: subjects[0]!, code_key_v };
    const ids = { pid, mac, ...hash, uid, created: now, expires: now + pushLife };
    await insertPush(tx, { ...order, ...ids, ...handover, ...answer, status: 'pending' });
    return { wait: 0, uid, earlier, code_key_v };
  });
  const { wait, uid, earlier, code_key_v } = made;
  if (earlier) return repeatPush(context, { als: order.als, login }, earlier);
  log('info', 'push.requested', { service: mac, limited: wait > 0 });
  if (wait > 0) throw new TokenRefusal('RATE_LIMITED', { retryAfter: Math.ceil(wait / 1000) });
  if (uid !== null) notices.tell(uid);
  return ticketOf(keys, { pid, code_key_v }, pushLife);
}

/**
 * Answers a repeated or concurrent message of the same request, without making a second one.
 * @throws {MalformedError} when another request was made with the same secret.
 */
export function repeatPush(
  { keys, clock }: DoorContext,
  { als, login }: { readonly als: string | null; readonly login: string },
  { pid, mac, subject, code_key_v, expires, ...row }: PushRow,
): PushTicket {
  const isSame = row.als === als && subjectsOf(keys, mac, login).includes(subject);
  if (!isSame) throw new MalformedError('$.cc');
  return ticketOf(keys, { pid, code_key_v }, Math.max(0, expires - clock.now()));
}

/** The subjects by which requests are counted: the same for all spellings of a login. */
function subjectsOf(keys: KeyRing, mac: string, login: string): string[] {
  return pushSubjects(keys, mac, normaliseLogin(login) ?? login);
}

/** The answer to a request, and to its repetition. */
function ticketOf(
  keys: KeyRing,
  { pid, code_key_v }: Pick<PushRow, 'pid' | 'code_key_v'>,
  ttl: number,
): PushTicket {
  return { pid, number: pushNumber(keys, code_key_v, pid), ttl };
}

/** @throws {TokenRefusal} `NO_ACTIVE_SERVICE_FOR_USER` when a service is closed or has no push. */
export function requirePush({ status, push }: Pick<ServiceTable, 'status' | 'push'>): void {
  if (status === 'closed' || push !== 1) throw new TokenRefusal('NO_ACTIVE_SERVICE_FOR_USER');
}

/** @param made times of the unanswered requests of the last hour, oldest first. */
function timeToWait(made: readonly number[], now: number): number {
  const { max, window, pause } = burst;
  const isBurst = made.some((time, index) => {
    const last = made[index + max - 1];
    return last !== undefined && last - time < window;
  });
  return isBurst ? made.at(-1)! + pause - now : 0;
}

async function isReachable(
  tx: Tx,
  service: ServiceTable,
  user: UserTable | undefined,
  asker: string | null,
  now: number,
): Promise<boolean> {
  const tokens = await listActiveTokens(tx, user?.uid ?? nobody);
  const others = tokens.filter((token) => token.tid !== asker && !isLocked(service, token, now));
  // A blocked user can still deny, and should learn that somebody asks.
  // A pause that ends later than it can was set before the clock was put back.
  const pause = (user?.push_muted_until ?? 0) - now;
  const isOpen = user?.status === 'active' && (pause <= 0 || pause > muteTime);
  return isOpen && others.length > 0;
}

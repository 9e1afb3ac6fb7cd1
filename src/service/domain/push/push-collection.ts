/**
 * The outcome of a request for approval, for the page or relying party that made it: waits for it, and hands it over
 * once.
 * @module
 */
import { fromUtf8, utf8 } from '../../../crypto/bytes.js';
import { readCollectRequest } from '../../../protocol/push.js';
import type { DoorContext } from '../../context.js';
import type { Peer } from '../../service-context.js';
import { findPush, updateCollected, type PushRow } from '../../store/tables/pushes.js';
import type { ServiceTable, UserTable } from '../../store/schema/schema.js';
import { getService } from '../../store/tables/services.js';
import type { Tx } from '../../store/store.js';
import { findToken } from '../../store/tables/tokens.js';
import { lockUser } from '../../store/tables/users.js';
import { recordEvent } from '../events/event-record.js';
import { sealedSecrets, type SecretPlace } from '../keys/sealed-secrets.js';
import { checkVersion } from '../message/parsed-message.js';
import { newOtp } from '../otp/new-otp.js';
import { repetitionTime, type OtpVerdict } from '../otp/otp-verification.js';
import type { RelyingParty } from '../tenants/api-keys.js';
import { TokenRefusal } from '../token-refusal.js';
import type { Pending } from './pending-check.js';
import { findPushOfPage, findPushOfParty } from './push-ownership.js';

/** How long an approval can be collected, in milliseconds. Ample, since a page may have been suspended. */
export const collectionTime = 120_000;

/** What a page learns: wait on, or an OTP. */
export type Collected =
  | { readonly st: 'pending' }
  | { readonly st: 'approved'; readonly otp: string; readonly ttl: number };

/** What a relying party learns: wait on, or who approved. */
export type PartyCollected = { readonly st: 'pending' } | Extract<OtpVerdict, { ok: true }>;

/** An approval that is handed over, under the user's lock. */
interface Approval {
  readonly tx: Tx;
  readonly now: number;
  readonly row: PushRow;
  readonly user: UserTable;
  readonly service: ServiceTable;
  readonly amr: readonly string[];
}

/**
 * Answers `POST /btt/v1/push/collect`. The OTP is issued at the first collection after the approval; until
 * it expires, later collections get the same one.
 *
 * @param signal aborted when the sender has gone away.
 * @throws {MalformedError}
 * @throws {TokenRefusal} `PUSH_DENIED`, `PUSH_EXPIRED`, `PUSH_ALIAS_ENTRY_DOES_NOT_EXIST`, among others.
 */
export async function collectPush(
  context: DoorContext,
  peer: Peer,
  body: unknown,
  signal?: AbortSignal,
): Promise<Collected> {
  checkVersion(body);
  const { wait, ...ticket } = readCollectRequest(body, '$');
  const { als } = ticket;
  const row = await findPushOfPage(context, peer, ticket);
  if (!(await isApproved(context, row, wait, signal))) return { st: 'pending' };
  return handOver(context, row, (approval) => giveOtp(context, peer, approval, als));
}

/**
 * Waits for the outcome of a request that a relying party made.
 * @throws {TokenRefusal} as {@link collectPush}.
 */
export async function collectForParty(
  context: DoorContext,
  party: RelyingParty,
  pid: string,
  wait: number,
  signal?: AbortSignal,
): Promise<PartyCollected> {
  const row = await findPushOfParty(context, party, pid);
  if (!(await isApproved(context, row, wait, signal))) return { st: 'pending' };
  return handOver(context, row, async ({ tx, now, row, user, amr }) => {
    if (row.collected_at !== null && row.collected_at + repetitionTime <= now) throw expired();
    if (row.collected_at === null) {
      const { mac, approver: tid } = row;
      const event = { at: now, mac, uid: user.uid, kind: 'push.collected', door: 'rp' } as const;
      const { eventLimits } = context;
      await recordEvent({ tx, eventLimits }, { ...event, tid, party: party.id });
      await updateCollected(tx, row.pid, { collected_at: now });
    }
    return { ok: true, uid: user.uid, login: user.login, amr, authTime: row.answered_at! };
  });
}

/** Waits for an answer; false when there is none yet. */
async function isApproved(
  { store, clock, notices }: DoorContext,
  { pid, uid }: PushRow,
  wait: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const waiting = {
    who: [pid],
    subjects: [uid ?? pid],
    uids: [],
    pids: [pid],
    hasChanged: (pending: Pending) => !pending.has(pid),
    seconds: wait,
    signal,
  };
  const settled = await notices.until(waiting, async () => {
    const row = await findPush(store.read, pid);
    if (!row) return 'expired';
    if (row.status !== 'pending') return row.status;
    return row.expires <= clock.now() ? 'expired' : undefined;
  });
  if (settled === 'denied') throw new TokenRefusal('PUSH_DENIED');
  if (settled === 'expired' || settled === 'cancelled') throw expired();
  return settled === 'approved';
}

/** Hands an approval over, unless the user, one of the two tokens or the service is no longer in order. */
function handOver<T>(
  { store, clock }: DoorContext,
  { pid, uid }: PushRow,
  give: (approval: Approval) => Promise<T>,
): Promise<T> {
  return store.transaction(async (tx) => {
    const user = await lockUser(tx, uid ?? '');
    const row = await findPush(tx, pid);
    const now = clock.now();
    if (!user || !row || row.answered_at === null || row.amr === null) throw expired();
    if (row.collected_at === null && row.answered_at + collectionTime <= now) throw expired();
    const service = await getService(tx, row.mac);
    const isActive = async (tid: string) => (await findToken(tx, tid))?.status === 'ACTIVE';
    const stands =
      service.status === 'open' &&
      user.status === 'active' &&
      user.blocked_at === null &&
      (await isActive(row.approver ?? '')) &&
      (row.asker === null || (await isActive(row.asker)));
    if (!stands) throw new TokenRefusal('PUSH_DENIED');
    return give({ tx, now, row, user, service, amr: JSON.parse(row.amr) as string[] });
  });
}

async function giveOtp(
  { keys, eventLimits }: DoorContext,
  { address }: Peer,
  { tx, now, row, user: { uid }, service, amr }: Approval,
  als: string,
): Promise<Collected> {
  const place: SecretPlace = { name: 'approvedOtp', row: [row.pid] };
  const { otp_sealed, kek_v, otp_expires } = row;
  if (row.collected_at !== null) {
    if (otp_sealed === null || kek_v === null || (otp_expires ?? 0) <= now) throw expired();
    const sealed = { sealed: otp_sealed, kekVersion: kek_v };
    const otp = fromUtf8(await sealedSecrets(keys).open(place, sealed));
    return { st: 'approved', otp, ttl: otp_expires! - now };
  }
  const tid = row.asker;
  const { otp, expires } = await newOtp(tx, keys, now, { service, uid, als, tid, address, amr });
  const event = { at: now, mac: row.mac, uid, kind: 'otp.issued', door: 'btt' } as const;
  await recordEvent({ tx, eventLimits }, { ...event, als, tid, address });
  const { sealed, kekVersion } = await sealedSecrets(keys).seal(place, utf8(otp));
  const kept = { otp_sealed: sealed, kek_v: kekVersion, otp_expires: expires };
  await updateCollected(tx, row.pid, { collected_at: now, ...kept });
  return { st: 'approved', otp, ttl: service.otp_life };
}

function expired(): TokenRefusal {
  return new TokenRefusal('PUSH_EXPIRED');
}

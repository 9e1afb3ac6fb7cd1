/**
 * Verification of one-time passwords for relying parties.
 * @module
 */
import { canBeOtp } from '../../../protocol/typed-values.js';
import type { DoorContext } from '../../context.js';
import { consumeOtp, countWrongOtp, findOtpUsedBy, type OtpUse } from '../../store/tables/otps.js';
import { insertOtpRefusal } from '../../store/tables/otp-refusals.js';
import { findService } from '../../store/tables/services.js';
import { listAliases } from '../../store/tables/sites.js';
import { clockMargin } from '../clock.js';
import { recordEvent } from '../events/event-record.js';
import { idempotencyHashes, otpHashes } from '../keys/keyed-values.js';
import type { Tx } from '../../store/store.js';
import { lockUserOfLogin } from '../people/users.js';
import type { RelyingParty } from '../tenants/api-keys.js';

/** Number of wrong values after which a live OTP is void. */
export const otpTries = 5;

/** How long a repeated request gets the answer of the first one, in milliseconds. */
export const repetitionTime = 30_000;

/** An OTP as a relying party presents it. */
export interface OtpClaim {
  readonly login: string;
  readonly otp: string;
  /** Names the request, so that the relying party may repeat it. */
  readonly idempotencyKey: string | undefined;
}

/** What a relying party learns. Every failure looks the same. */
export type OtpVerdict =
  | { readonly ok: false }
  | {
      readonly ok: true;
      readonly uid: string;
      readonly login: string;
      /** How the person authenticated (RFC 8176). */
      readonly amr: readonly string[];
      /** When, in milliseconds. */
      readonly authTime: number;
    };

/** The user id for an unknown login: no row has it. */
const nobody = '';

/**
 * Accepts an OTP once, also when requests are concurrent. A wrong value counts against every live OTP of the user.
 *
 * An unknown login runs the same statements as a known one. Repeating the same request with the same
 * idempotency key gets the same answer for 30 s, and is no other try. A key whose OTP was accepted is refused with another
 * OTP, which counts as nothing; a key whose OTP was refused may be used for another one, which counts.
 */
export async function verifyOtp(
  context: DoorContext,
  party: RelyingParty,
  claim: OtpClaim,
): Promise<OtpVerdict> {
  const verdict = await context.store.transaction((tx) => judgeOtp(context, tx, party, claim));
  context.log('info', 'otp.verified', { ok: verdict.ok, service: party.mac, key: party.id });
  return verdict;
}

async function judgeOtp(
  { keys, clock, eventLimits }: DoorContext,
  tx: Tx,
  party: RelyingParty,
  { login, otp, idempotencyKey }: OtpClaim,
): Promise<OtpVerdict> {
  const user = await lockUserOfLogin(tx, party.mac, login);
  const isOpen = (await findService(tx, party.mac))?.status === 'open';
  const uid = isOpen && user?.status === 'active' ? user.uid : nobody;
  const attempt: OtpUse = {
    uid,
    hashes: otpHashes(keys, uid, otp),
    aliases: party.aliases ?? (await listAliases(tx, party.mac)),
    party: party.id,
    idems: idempotencyKey === undefined ? [] : idempotencyHashes(keys, party.id, idempotencyKey),
    // Read after the lock: a request that waited for it must not use an OTP that expired meanwhile.
    now: clock.now(),
  };
  const earlier = await findOtpUsedBy(tx, attempt, attempt.now - repetitionTime);
  if (earlier && !attempt.hashes.includes(earlier.h)) return { ok: false };
  const bounds = { tries: otpTries, latest: attempt.now + clockMargin };
  const row = earlier ?? (await consumeOtp(tx, attempt, bounds));
  const event = { at: attempt.now, mac: party.mac, door: 'rp', party: party.id } as const;
  if (!row || !user) {
    // What is no OTP by its form cannot have been guessed.
    if (canBeOtp(otp) && (await countOnce(tx, attempt))) {
      const refused = { ...event, uid: user?.uid ?? null, kind: 'otp.refused' } as const;
      await recordEvent({ tx, eventLimits }, refused);
    }
    return { ok: false };
  }
  if (!earlier) {
    const { als, tid, address } = row;
    const accepted = { ...event, uid, kind: 'otp.accepted', als, tid, address } as const;
    await recordEvent({ tx, eventLimits }, accepted);
  }
  const amr = JSON.parse(row.amr) as string[];
  return { ok: true, uid, login: user.login, amr, authTime: row.created };
}

/** Counts a wrong try, unless it repeats one under its idempotency key; resolves with whether it was counted. */
async function countOnce(tx: Tx, attempt: OtpUse): Promise<boolean> {
  const isNew = await insertOtpRefusal(tx, attempt, attempt.now - repetitionTime);
  if (isNew) await countWrongOtp(tx, attempt);
  return isNew;
}

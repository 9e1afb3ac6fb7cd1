/**
 * Verification of one-time passwords for relying parties.
 * @module
 */
import type { ServiceContext, Tx } from '../../context.js';
import type { RelyingParty } from '../tenants/api-keys.js';
import { otpHash } from '../keys/key-ring.js';
import { findLogin } from '../people/users.js';

/** Wrong values after which a live OTP is void. */
export const otpTries = 5;

/** How long the repetition of a request gets the answer of the first, in milliseconds. */
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

/** Stands for the user of an unknown login: no row has it. */
const nobody = '';

interface Attempt {
  readonly uid: string;
  /** Keyed hash of the OTP. */
  readonly h: string;
  readonly aliases: readonly string[];
  readonly party: string;
  readonly idem: string | null;
  readonly now: number;
}

/**
 * Accepts an OTP once, whatever the concurrency, and counts a wrong one on every OTP it could have meant.
 *
 * An unknown login runs the same statements as a known one. Repeating the same request with the same
 * idempotency key gets the same answer for 30 s; the key with another OTP is refused without a trace.
 */
export async function verifyOtp(
  { store, keys, clock, log }: ServiceContext,
  party: RelyingParty,
  { login, otp, idempotencyKey }: OtpClaim,
): Promise<OtpVerdict> {
  const verdict = await store.transaction(async (tx): Promise<OtpVerdict> => {
    const user = await findLogin(tx, store, party.mac, login);
    const isOpen = await isServiceOpen(tx, party.mac);
    const uid = isOpen && user?.status === 'active' ? user.uid : nobody;
    const attempt: Attempt = {
      uid,
      h: otpHash(keys, uid, otp),
      aliases: party.aliases ?? (await aliasesOf(tx, party.mac)),
      party: party.id,
      idem: idempotencyKey ?? null,
      // Read after the lock: whoever waited for it must not use an OTP that expired meanwhile.
      now: clock.now(),
    };
    const earlier = await findRepeated(tx, attempt);
    if (earlier && earlier.h !== attempt.h) return { ok: false };
    const row = earlier ?? (await consume(tx, attempt));
    if (!row || !user) {
      await countWrong(tx, attempt);
      return { ok: false };
    }
    const amr = JSON.parse(row.amr) as string[];
    return { ok: true, uid, login: user.login, amr, authTime: row.created };
  });
  log('info', 'otp.verified', { ok: verdict.ok, service: party.mac, key: party.id });
  return verdict;
}

/** The OTP that an earlier request of the same name has used. */
function findRepeated(tx: Tx, { party, idem, now }: Attempt) {
  return tx
    .selectFrom('otp')
    .select(['h', 'amr', 'created'])
    .where('used_by', '=', party)
    .where('idem', '=', idem)
    .where('used_at', '>=', now - repetitionTime)
    .executeTakeFirst();
}

function consume(tx: Tx, { uid, h, aliases, party, idem, now }: Attempt) {
  return tx
    .updateTable('otp')
    .set({ used_at: now, used_by: party, idem })
    .where('uid', '=', uid)
    .where('h', '=', h)
    .where('als', 'in', atLeastOne(aliases))
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .where('tries', '<', otpTries)
    .where('expires', '>', now)
    .returning(['h', 'amr', 'created'])
    .executeTakeFirst();
}

async function countWrong(tx: Tx, { uid, aliases, now }: Attempt): Promise<void> {
  await tx
    .updateTable('otp')
    .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
    .where('uid', '=', uid)
    .where('als', 'in', atLeastOne(aliases))
    .where('used_at', 'is', null)
    .where('expires', '>', now)
    .execute();
}

async function isServiceOpen(tx: Tx, mac: string): Promise<boolean> {
  const row = await tx
    .selectFrom('service')
    .select('status')
    .where('mac', '=', mac)
    .executeTakeFirst();
  return row?.status === 'open';
}

async function aliasesOf(tx: Tx, mac: string): Promise<string[]> {
  const rows = await tx.selectFrom('site').select('als').where('mac', '=', mac).execute();
  return rows.map(({ als }) => als);
}

/** `in ()` is no SQL. */
function atLeastOne(aliases: readonly string[]): readonly string[] {
  return aliases.length ? aliases : [nobody];
}

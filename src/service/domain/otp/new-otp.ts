/**
 * New one-time passwords: random digits, of which only a keyed hash is stored.
 * @module
 */
import { randomBytes, toBase64Url } from '../../../crypto/bytes.js';
import { insertOtp, listLiveOtps, voidOtp } from '../../store/tables/otps.js';
import type { ServiceTable } from '../../store/schema/schema.js';
import type { Tx } from '../../store/store.js';
import { randomDigits } from '../codes/random-digits.js';
import type { KeyRing } from '../keys/key-ring.js';
import { otpHash } from '../keys/keyed-values.js';

/** Maximum number of live OTPs per user. */
export const maxLiveOtps = 3;

/** Whose OTP it is, and at which site it is accepted. */
export interface OtpOrder {
  readonly service: Pick<ServiceTable, 'otp_digits' | 'otp_life'>;
  readonly uid: string;
  readonly als: string;
  /** Browser that gets it: its token, if it has one, and its address. */
  readonly tid: string | null;
  readonly address: string;
  /** How the person authenticated (RFC 8176). */
  readonly amr: readonly string[];
}

/** Issues an OTP under the user's lock. Voids the oldest live one when there would be too many. */
export async function newOtp(
  tx: Tx,
  keys: KeyRing,
  now: number,
  { service, uid, als, tid, address, amr }: OtpOrder,
): Promise<{ otp: string; expires: number }> {
  const live = await listLiveOtps(tx, uid, now);
  for (const id of live.slice(0, Math.max(0, live.length + 1 - maxLiveOtps))) {
    await voidOtp(tx, id, now);
  }
  const otp = randomDigits(service.otp_digits);
  const expires = now + service.otp_life;
  await insertOtp(tx, {
    id: toBase64Url(randomBytes(16)),
    uid,
    als,
    tid,
    address,
    h: otpHash(keys, uid, otp),
    amr: JSON.stringify(amr),
    created: now,
    expires,
    used_at: null,
    used_by: null,
    idem: null,
    tries: 0,
    voided_at: null,
  });
  return { otp, expires };
}

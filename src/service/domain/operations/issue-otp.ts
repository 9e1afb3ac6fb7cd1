/**
 * Operation `otp`: a random one-time password, which the service keeps as a keyed hash only.
 * @module
 */
import { randomBytes, toBase64Url } from '../../../crypto/bytes.js';
import { exactly } from '../../../protocol/read.js';
import { insertOtp, liveOtps, voidOtp } from '../../store/otps.js';
import { checkFactor } from '../factor.js';
import { otpHash } from '../key-ring.js';
import { randomDigits } from '../random-digits.js';
import type { Operation } from '../scene.js';

/** One-time passwords of one user that can be valid at the same time. */
const mostLive = 3;

export const issueOtp: Operation = {
  readArg: exactly({}),
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(scene) {
    const factor = await checkFactor(scene);
    if (!factor.ok) return factor;
    const { context, tx, now, service, user, token } = scene;
    const live = await liveOtps(tx, user.uid, now);
    for (const { id } of live.slice(0, Math.max(0, live.length + 1 - mostLive))) {
      await voidOtp(tx, id, now);
    }
    const otp = randomDigits(service.otp_digits);
    const exp = now + service.otp_life;
    await insertOtp(tx, {
      id: toBase64Url(randomBytes(16)),
      uid: user.uid,
      als: token.als,
      h: await otpHash(context.keys, user.uid, otp),
      amr: JSON.stringify(factor.amr),
      created: now,
      expires: exp,
      used_at: null,
      used_by: null,
      idem: null,
      tries: 0,
      voided_at: null,
    });
    return { ok: true, out: { otp, ttl: service.otp_life, exp } };
  },
};

/**
 * Operation `otp`: a one-time password for the person at this browser.
 * @module
 */
import { checkFactor } from '../people/factor.js';
import { newOtp } from '../otp/new-otp.js';
import type { Operation } from './operation-scope.js';

export const issueOtp: Operation<'otp'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(scene) {
    const factor = await checkFactor(scene);
    if (!factor.ok) return factor;
    const { context, tx, now, service, user, token } = scene;
    const { amr } = factor;
    const order = { service, uid: user.uid, als: token.als, amr };
    const { otp, expires } = await newOtp(tx, context.keys, now, order);
    return { ok: true, out: { otp, ttl: service.otp_life, exp: expires } };
  },
};

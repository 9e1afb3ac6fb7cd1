/**
 * Operation `otp`: a one-time password for the person at this browser.
 * @module
 */
import { newOtp } from '../otp/new-otp.js';
import type { OperationHandler } from './operation-handler.js';

export const issueOtp: OperationHandler<'otp'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(context, { checkFactor }) {
    const factor = await checkFactor();
    if (!factor.ok) return factor;
    const { keys, tx, address, now, service, user, token } = context;
    const { amr } = factor;
    const { tid, als } = token;
    const order = { service, uid: user.uid, als, tid, address, amr };
    const { otp, expires } = await newOtp(tx, keys, now, order);
    return { ok: true, out: { otp, ttl: service.otp_life, exp: expires } };
  },
};

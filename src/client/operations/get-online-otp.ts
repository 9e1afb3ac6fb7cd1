/**
 * Obtains a one-time password.
 * @module
 */
import type { WithLogin } from '../call-arguments.js';
import { sinceMoment } from '../moment.js';
import { onlineOtp, type OnlineOtp } from '../one-time-password.js';
import { executeFor } from '../person/asked-operation.js';
import { outOf } from '../ratchet/ratchet.js';
import type { Run } from '../run.js';

/** Asks for the factor if one is needed, then the service for an OTP. */
export async function getOnlineOtp(run: Run, { login, pin }: WithLogin): Promise<OnlineOtp> {
  const { clock } = run;
  const executed = await executeFor(run, login, { op: 'otp', arg: {} }, pin);
  const { otp, ttl } = await outOf(executed);
  // Counted from the first send, since the answer may be a repeated one.
  return onlineOtp(otp, ttl - sinceMoment(clock, executed.sent), clock);
}

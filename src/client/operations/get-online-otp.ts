/**
 * Obtains a one-time password.
 * @module
 */
import { NeonError } from '../../errors.js';
import { readOtpOut } from '../../protocol/operation.js';
import type { OnlineOtp, PinOptions } from '../client.js';
import { readable } from '../exchange.js';
import { perform } from '../perform.js';
import type { Run } from '../run.js';

/** An OTP with less life left than this is not handed out, in milliseconds. */
const leastLife = 2_000;

/** Asks for the factor if one is needed, then the service for an OTP. */
export async function getOnlineOtp(
  run: Run,
  login: string,
  { pin }: PinOptions,
): Promise<OnlineOtp> {
  const { clock } = run;
  const { answer, sent } = await perform(run, login, { op: 'otp', arg: {} }, pin);
  if (answer?.ok) {
    const { otp, ttl } = await readable(() => readOtpOut(answer.out, '$'));
    // Counted from the first send, on a clock that nobody sets: the answer may be a repeated one.
    const remaining = ttl - (clock.monotonic() - sent);
    if (remaining >= leastLife) return { value: otp, expiresAt: clock.wall() + remaining };
  }
  throw new NeonError('RESULT_EXPIRED');
}

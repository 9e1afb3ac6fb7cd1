/**
 * Obtains a one-time password.
 * @module
 */
import { NeonError } from '../../errors.js';
import { readOtpOut } from '../../protocol/operation.js';
import type { OnlineOtp } from '../client.js';
import type { ClientContext } from '../context.js';
import { unreadable } from '../exchange.js';
import { askFactor, mayAskAgain } from '../factor.js';
import type { PromptRefusal } from '../prompter.js';
import { endingError, operate, type Executed } from '../ratchet.js';
import { enrolmentOf } from '../records.js';
import { readRecord } from '../send.js';
import type { Session } from '../session.js';

/** An OTP with less life left than this is not handed out, in milliseconds. */
const leastLife = 2_000;

/** Asks for the factor if one is needed, then the service for an OTP. */
export async function getOnlineOtp(
  context: ClientContext,
  session: Session,
  login: string,
  pin: string | undefined,
  signal: AbortSignal,
): Promise<OnlineOtp> {
  const { tid } = await enrolmentOf(context, login);
  let refused: PromptRefusal | undefined;
  for (;;) {
    const record = await readRecord(context, tid);
    const { policy } = await session.service(signal);
    const need = record.need ?? { f: 'none', pinp: undefined, biop: undefined };
    const left = record.left ?? undefined;
    const question = { operation: 'otp', login: record.login, need, policy, left, pin, refused };
    const factor = await askFactor(context, session, question, signal);
    const secrets = factor && { pin: factor };
    const executed = await operate(context, session, tid, { op: 'otp', arg: {}, secrets }, signal);
    const error = endingError(executed);
    if (!error) return otpOf(context, executed);
    if (!mayAskAgain(context, error, pin)) throw error;
    refused = { code: error.code, left: error.left, reason: undefined };
  }
}

function otpOf({ clock }: ClientContext, { answer, sent }: Executed): OnlineOtp {
  const expired = () => new NeonError('RESULT_EXPIRED', { retryable: true });
  if (!answer?.ok) throw expired();
  let out;
  try {
    out = readOtpOut(answer.out, '$.out');
  } catch (error) {
    throw unreadable(error);
  }
  // Counted from the first send, on a clock that nobody sets: the answer may be a repeated one.
  const remaining = out.ttl - (clock.monotonic() - sent);
  if (remaining < leastLife) throw expired();
  return { value: out.otp, expiresAt: clock.wall() + remaining };
}

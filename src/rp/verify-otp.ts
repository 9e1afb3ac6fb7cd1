/**
 * One-time passwords, as a back end has them verified.
 * @module
 */
import { literalTrue, loginName, time, userId } from '../protocol/fields.js';
import { array, object, string, type ReadBy } from '../protocol/read.js';
import { askService, readAnswer, unanswered, type Asking } from './ask-service.js';
import { couldBeTyped } from './could-be.js';

const readVerified = object({
  ok: literalTrue,
  /** Opaque, never given to another person. */
  uid: userId,
  /** As the service spells it. */
  login: loginName,
  /** How the person authenticated (RFC 8176). */
  amr: array(string(/^/, 16), 16),
  /** When, in milliseconds. */
  authTime: time,
});

/** Who presented a one-time password. */
export type VerifiedOtp = Omit<ReadBy<typeof readVerified>, 'ok'>;

/** Asks the service about a one-time password. */
export async function askOtp(
  asking: Asking & { readonly service: string },
  login: string,
  otp: string,
): Promise<VerifiedOtp | undefined> {
  if (!couldBeTyped(login) || !couldBeTyped(otp)) return undefined;
  const { service } = asking;
  const answer = await askService(asking, '/rp/v1/otp/verify', { service, login, otp });
  if (answer.status !== 200) throw unanswered(answer);
  if (answer.body['ok'] === false) return undefined;
  const { ok: _, ...verified } = readAnswer(readVerified, answer);
  return verified;
}

/**
 * Verification of one-time passwords by the service.
 * @module
 */
import { literalTrue, loginName, time, userId } from '../protocol/fields.js';
import { array, object, string, type ReadBy } from '../protocol/readers.js';
import { callService, readAnswer, refusal, type ServiceAccess } from './service-call.js';
import { isTypedText } from './submitted-values.js';

const readVerified = object({
  ok: literalTrue,
  /** Opaque id of the user, never given to another person. */
  uid: userId,
  /** Spelled as the service knows it. */
  login: loginName,
  /** How the person authenticated (RFC 8176). */
  amr: array(string(/^/, 16), 16),
  /** When they did, in milliseconds. */
  authTime: time,
});

/** Who presented a one-time password. */
export type VerifiedOtp = Omit<ReadBy<typeof readVerified>, 'ok'>;

/** Has the service verify a one-time password; undefined when it is not valid. */
export async function askOtp(
  access: ServiceAccess & { readonly service: string },
  login: string,
  otp: string,
): Promise<VerifiedOtp | undefined> {
  if (!isTypedText(login) || !isTypedText(otp)) return undefined;
  const { service } = access;
  const answer = await callService(access, '/rp/v1/otp/verify', { service, login, otp });
  if (answer.status !== 200) throw refusal(answer);
  if (answer.body['ok'] === false) return undefined;
  const { ok: _, ...verified } = readAnswer(readVerified, answer);
  return verified;
}

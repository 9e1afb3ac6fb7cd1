/**
 * Signing in: the visitor's one-time password goes to the service for verification.
 * @module
 */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { ServiceRefusal, ServiceSilence, type CallService } from './service-calls.js';

/** What the sign-in form posts. */
export const signInSchema = v.object({
  login: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(128)),
  otp: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(64)),
});

const verdictSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), login: v.string(), amr: v.array(v.string()) }),
  v.object({ ok: v.literal(false) }),
]);

/** Outcome of an attempt to sign in. */
export type SignInOutcome =
  | { readonly outcome: 'accepted'; readonly login: string; readonly amr: readonly string[] }
  | { readonly outcome: 'refused' | 'unavailable' };

/**
 * Has a one-time password verified.
 *
 * A lost answer is asked for once more under the same `Idempotency-Key`: the service then repeats its answer
 * instead of calling the password used.
 */
export async function verifyOtp(
  service: CallService,
  mac: string,
  attempt: v.InferOutput<typeof signInSchema>,
): Promise<SignInOutcome> {
  const call = {
    path: '/rp/v1/otp/verify',
    body: { service: mac, ...attempt },
    headers: { 'idempotency-key': randomUUID() },
  };
  const ask = () => service(call, verdictSchema);
  try {
    const verdict = await ask().catch((error: unknown) => {
      if (error instanceof ServiceSilence) return ask();
      throw error;
    });
    if (!verdict.ok) return { outcome: 'refused' };
    return { outcome: 'accepted', login: verdict.login, amr: verdict.amr };
  } catch (error) {
    if (error instanceof ServiceRefusal && error.status === 400) return { outcome: 'refused' };
    if (error instanceof ServiceRefusal || error instanceof ServiceSilence) {
      return { outcome: 'unavailable' };
    }
    throw error;
  }
}

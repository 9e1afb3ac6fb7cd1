/**
 * Obtains a one-time password that another browser of the user approves.
 * @module
 */
import { randomBytes, toBase64Url, utf8 } from '../../crypto/bytes.js';
import { sha256 } from '../../crypto/hashes.js';
import { signCompact } from '../../crypto/jws.js';
import { NeonError } from '../../errors.js';
import { protocolVersion } from '../../protocol/limits.js';
import {
  cancelPath,
  collectPath,
  longestWait,
  pushPath,
  pushType,
  readCollectAnswer,
  readPushAnswer,
} from '../../protocol/push.js';
import { parseJson } from '../../protocol/json.js';
import { onlineOtp, type OnlineOtp } from '../one-time-password.js';
import { codeOf, exchange, isUnreachable, readable, refusal } from '../service/exchange.js';
import { enrolmentOf } from '../enrolment/enrolments.js';
import type { OperationOptions, WithLogin } from '../call-arguments.js';
import { expiryOf, momentOf, sinceMoment } from '../moment.js';
import type { Run } from '../run.js';
import { isUsable, type TokenRecord } from '../token-record.js';
import { challenge } from '../service/session.js';

/** Options of an OTP that another browser approves. */
export interface RemoteOtpOptions extends OperationOptions {
  /** Told the number that the person has to type at the other browser, and until when, in milliseconds. */
  onNumber?: ((number: string, expiresAt: number) => void) | undefined;
}

/** How long the outcome is still asked for after the request's life, in milliseconds: the service keeps it as long. */
const afterlife = 120_000;

/** An answer that came this fast was not held back, in milliseconds. */
const fresh = 1_000;

/** Pause before the service is asked again after a failure, in milliseconds. */
const pause = 1_000;

/** What collecting a request needs. */
interface Ticket {
  readonly pid: string;
  readonly cv: string;
}

/**
 * Asks, shows the number, and waits for the other browser. Lost messages are sent again: the same request gets the same
 * answer.
 */
export async function getRemoteOtpByPush(
  run: Run,
  { login, onNumber }: WithLogin<RemoteOtpOptions>,
): Promise<OnlineOtp> {
  const { clock } = run;
  const cv = randomBytes(32);
  const cc = toBase64Url(sha256(cv));
  const begin = momentOf(clock);
  const { pid, number, ttl } = await ask(run, login, cc);
  onNumber?.(number, expiryOf(clock, begin, ttl));
  const ticket = { pid, cv: toBase64Url(cv) };
  try {
    return await collect(run, ticket, begin.monotonic + ttl + afterlife);
  } catch (error) {
    if (run.signal.aborted) void cancel(run, ticket);
    throw error;
  }
}

/** Takes the request back, so that nobody is asked in vain. If that fails it expires by itself. */
async function cancel(run: Run, ticket: Ticket): Promise<void> {
  const { als, org } = run;
  // The call's own signal has ended.
  const { signal } = new AbortController();
  const message = { v: protocolVersion, als, org, ...ticket };
  await exchange({ ...run, signal }, cancelPath, message, true).catch(() => undefined);
}

/** Sends the request, signed by the token of this login if there is one: it is not asked then. */
async function ask(run: Run, login: string, cc: string) {
  const { als, org, session } = run;
  const own = await enrolmentOf(run, login).catch(() => undefined);
  let signer = own && isUsable(own) ? own : undefined;
  for (let attempt = 1; ; attempt++) {
    const chal = await challenge(run);
    const request = { v: protocolVersion, als, org, login, cc, chal };
    const sig = signer && (await sign(run, signer, request));
    const reply = await exchange(run, pushPath, { ...request, ...(sig && { sig }) }, true);
    if (reply.ok) return readable(() => readPushAnswer(parseJson(utf8(reply.body)), '$'));
    const { code } = reply;
    if (code === 'CHALLENGE_STALE') session.challenge = undefined;
    // If the service no longer knows the token, the request is sent without its signature.
    else if (code === 'STATIC_TOKEN_KEY_IS_INVALID' && signer) signer = undefined;
    else throw refusal(reply);
    if (attempt === 3) throw refusal(reply);
  }
}

function sign({ iss }: Run, { sk, tid }: TokenRecord, request: object): Promise<string> {
  const header = { alg: 'ES256', typ: pushType, kid: tid };
  return signCompact(sk, header, { ...request, iss, tid });
}

/** @param until monotonic time after which there is nothing left to collect. */
async function collect(run: Run, ticket: Ticket, until: number): Promise<OnlineOtp> {
  const { als, org, clock, signal } = run;
  const question = { v: protocolVersion, als, org, ...ticket };
  let wait = longestWait;
  const answer = run.timeouts.answer + longestWait * 1000;
  const patient: Run = { ...run, timeouts: { ...run.timeouts, answer } };
  for (;;) {
    const sent = momentOf(clock);
    try {
      const reply = await exchange(patient, collectPath, { ...question, wait });
      if (!reply.ok) throw wait ? refusal(reply) : new NeonError('RESULT_EXPIRED');
      const result = await readable(() => readCollectAnswer(parseJson(utf8(reply.body)), '$'));
      if (result.st === 'approved') {
        const age = sinceMoment(clock, sent);
        // The age of an answer that was held back is unknown, so the remaining life is asked for once more.
        if (wait && age > fresh) {
          wait = 0;
          continue;
        }
        return onlineOtp(result.otp, result.ttl - age, clock);
      }
    } catch (error) {
      signal.throwIfAborted();
      const mayPass = isUnreachable(error) || codeOf(error) === 'RATE_LIMITED';
      if (!mayPass || clock.monotonic() > until) throw error;
    }
    // A service that is shutting down answers at once.
    if (clock.monotonic() - sent.monotonic < pause) await clock.wait(pause, signal);
  }
}

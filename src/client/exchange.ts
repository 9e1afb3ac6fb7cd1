/**
 * Sends one message and waits for its answer: with a limit, and resent where that is safe.
 * @module
 */
import { NeonError } from '../errors.js';
import { linkSignals } from './abort.js';
import type { ClientContext, Reply } from './context.js';

/** Pauses before a message is resent after a connection error, in milliseconds: at +0.5 s and at +2 s. */
const pauses = [500, 1500] as const;

/**
 * Posts `message` and resolves with the service's reply.
 *
 * @param resend whether the same bytes may be sent again after a connection error.
 * @throws {NeonError} `NETWORK_UNAVAILABLE`, `SERVICE_UNAVAILABLE`; the signal's reason when aborted.
 */
export async function exchange(
  { transport, clock, timeouts }: ClientContext,
  path: string,
  message: object,
  signal: AbortSignal,
  resend = false,
): Promise<Reply> {
  const limit = linkSignals(signal);
  const timer = linkSignals(signal);
  clock.wait(timeouts.answer, timer.signal).then(
    () => limit.abort(unavailable('no answer in time')),
    () => undefined,
  );
  try {
    for (const pause of resend ? pauses : []) {
      try {
        return await transport.post(path, message, limit.signal);
      } catch (error) {
        if (limit.signal.aborted || !isConnectionError(error)) throw error;
      }
      await clock.wait(pause, limit.signal);
    }
    return await transport.post(path, message, limit.signal);
  } finally {
    timer.abort(undefined);
    timer.unlink();
    limit.unlink();
  }
}

/** The error for a reply that is no answer to the question. */
export function unreadable(cause: unknown): NeonError {
  return new NeonError('SERVICE_UNAVAILABLE', {
    message: 'the answer of the service cannot be read',
    retryable: true,
    cause,
  });
}

/** The error for a refusal, as it reaches the caller. */
export function refusal({ code, retryAfter }: Reply & { ok: false }): NeonError {
  return new NeonError(code, { retryAfter, retryable: code === 'RATE_LIMITED' });
}

/** The error for a service that could not be asked. */
export function unavailable(message: string, cause?: unknown): NeonError {
  return new NeonError('NETWORK_UNAVAILABLE', { message, retryable: true, cause });
}

function isConnectionError(error: unknown): boolean {
  return error instanceof NeonError && error.code === 'NETWORK_UNAVAILABLE';
}

/**
 * Sends one message and waits for its answer: with a time limit, and with resends where they are safe.
 * @module
 */
import { NeonError, type NeonErrorCode } from '../../errors.js';
import { linkSignals } from '../signals.js';
import type { Refused, Reply } from '../ports.js';
import type { Run } from '../run.js';

/** Pauses before a message is sent again after a connection error, in milliseconds: at +0.5 s and at +2 s. */
const pauses = [500, 1500];

/** Codes that mean that the service could not be asked. */
const unreachable: ReadonlySet<string> = new Set<NeonErrorCode>([
  'NETWORK_UNAVAILABLE',
  'SERVICE_UNAVAILABLE',
]);

/**
 * Posts `message` and resolves with the service's reply.
 *
 * @param resend whether the same bytes may be sent again after a connection error.
 * @throws {NeonError} `NETWORK_UNAVAILABLE`, `SERVICE_UNAVAILABLE`; the signal's reason when aborted.
 */
export function exchange(run: Run, path: string, message: object, resend = false): Promise<Reply> {
  const { transport, clock } = run;
  return inTime(run, (signal) => {
    const attempt = async ([pause, ...later]: readonly number[]): Promise<Reply> => {
      try {
        return await transport.post(path, message, signal);
      } catch (error) {
        const isLost = codeOf(error) === 'NETWORK_UNAVAILABLE' && !signal.aborted;
        if (!pause || !isLost) throw error;
      }
      await clock.wait(pause, signal);
      return attempt(later);
    };
    return attempt(resend ? pauses : []);
  });
}

/**
 * Asks the service for something, and gives up waiting after the time for an answer.
 *
 * @param ask must reject when its signal is aborted.
 * @throws {NeonError} `NETWORK_UNAVAILABLE`, and what `ask` throws.
 */
export async function inTime<T>(
  { clock, timeouts, signal }: Run,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = linkSignals(signal);
  clock.wait(timeouts.answer, limit.signal).then(
    () => limit.abort(new NeonError('NETWORK_UNAVAILABLE', { message: 'no answer in time' })),
    () => undefined,
  );
  try {
    return await ask(limit.signal);
  } finally {
    limit.abort();
  }
}

/** Runs a reader of an answer. An answer that it cannot read counts as `SERVICE_UNAVAILABLE`. */
export async function readable<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof NeonError) throw cause;
    throw new NeonError('SERVICE_UNAVAILABLE', { message: 'unreadable answer', cause });
  }
}

/** The error that the caller gets for a refusal. */
export function refusal({ code, retryAfter }: Refused): NeonError {
  return new NeonError(code, { retryAfter });
}

/** Tells whether an error means that the service could not be asked. */
export function isUnreachable(error: unknown): boolean {
  return unreachable.has(codeOf(error));
}

/** The code of a {@link NeonError}; empty for any other error. */
export function codeOf(error: unknown): NeonErrorCode | '' {
  return error instanceof NeonError ? error.code : '';
}

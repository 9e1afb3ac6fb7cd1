/**
 * Two ways to hear how an operation ended: callbacks, when there are both, else a promise.
 * @module
 */
import { NeonError } from '../index.js';
import { isOfPage } from './page-prompter.js';

export type OnSuccess<T> = (value: T) => void;
export type OnError = (error: unknown) => void;

/**
 * Starts an operation and tells how it ends, once.
 *
 * What is thrown has `errCode`, unless a prompt of the page threw it.
 * @returns a promise; nothing when there are two callbacks.
 */
export function settle<T>(
  work: () => Promise<T>,
  onSuccess?: OnSuccess<T>,
  onError?: OnError,
): Promise<T> | undefined {
  const ended = withCode(work);
  if (typeof onSuccess !== 'function' || typeof onError !== 'function') return ended;
  // What a callback throws is for the console, and not for the other callback.
  void ended.then(onSuccess, onError);
  return undefined;
}

async function withCode<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (isOfKit(cause) || isOfPage(cause)) throw cause;
    reportError(cause);
    const message = cause instanceof TypeError ? cause.message : undefined;
    throw new NeonError('UNEXPECTED_ERROR', { message, cause });
  }
}

/** Of another copy of the kit too: whichever was loaded first asks with its dialog. */
function isOfKit(error: unknown): boolean {
  return error instanceof Error && error.name === 'NeonError';
}

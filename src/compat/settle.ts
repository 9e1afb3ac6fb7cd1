/**
 * Two ways to hear how an operation ended: callbacks, when there are both, else a promise.
 * @module
 */
import { NeonError } from '../index.js';
import { isOfPage } from './page-prompter.js';

export type OnSuccess<T> = (value: T) => void;
export type OnError = (error: unknown) => void;

/** Starts an operation and tells how it ends, once: by a promise, or to two callbacks and nobody else. */
export type Settle = <T>(
  work: () => Promise<T>,
  onSuccess?: OnSuccess<T>,
  onError?: OnError,
) => Promise<T> | undefined;

/**
 * Makes it. What is thrown has `errCode` and a sentence for people, unless a prompt of the page threw it.
 * @param sentence says what is wrong, and what helps.
 */
export function settleWith(sentence: (error: NeonError) => string): Settle {
  return (work, onSuccess, onError) => {
    const ended = work().catch((error: unknown) => {
      throw isOfPage(error) ? error : explained(error, sentence);
    });
    if (typeof onSuccess !== 'function' || typeof onError !== 'function') return ended;
    // What a callback throws is for the console, and not for the other callback.
    void ended.then(onSuccess, onError);
    return undefined;
  };
}

function explained(cause: unknown, sentence: (error: NeonError) => string): NeonError {
  if (isOfKit(cause)) {
    const { code, left, retryable, retryAfter, reason } = cause;
    const message = sentence(cause);
    return new NeonError(code, { message, left, retryable, retryAfter, reason, cause });
  }
  // A defect, or a wrong argument, whose message is for developers.
  reportError(cause);
  const message = cause instanceof TypeError ? cause.message : undefined;
  return new NeonError('UNEXPECTED_ERROR', { message, cause });
}

/** Of another copy of the kit too: whichever was loaded first asks with its dialog. */
function isOfKit(error: unknown): error is NeonError {
  return error instanceof Error && error.name === 'NeonError';
}

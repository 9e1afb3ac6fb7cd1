/**
 * Reports the ending of an operation: to callbacks, when both are given, else by a promise.
 * @module
 */
import { NeonError } from '../index.js';
import { isOfPage } from './page-prompter.js';

export type OnSuccess<T> = (value: T) => void;
export type OnError = (error: unknown) => void;

/** Starts an operation and reports its ending once, by a promise or to the callbacks. */
export type Settle = <T>(
  work: () => Promise<T>,
  onSuccess?: OnSuccess<T>,
  onError?: OnError,
) => Promise<T> | undefined;

/**
 * Makes a {@link Settle}. Errors have `errCode` and a sentence for people, unless a prompt of the page threw them.
 * @param sentence a sentence for people about an error.
 */
export function settleWith(sentence: (error: NeonError) => string): Settle {
  return (work, onSuccess, onError) => {
    const ended = work().catch((error: unknown) => {
      throw isOfPage(error) ? error : explained(error, sentence);
    });
    if (typeof onSuccess !== 'function' || typeof onError !== 'function') return ended;
    // An error of a callback goes to the console, not to the other callback.
    void ended.then(onSuccess, onError);
    return undefined;
  };
}

function explained(cause: unknown, sentence: (error: NeonError) => string): NeonError {
  if (isOfKit(cause)) {
    const { code, left, blocked, retryable, retryAfter, reason } = cause;
    const message = sentence(cause);
    return new NeonError(code, { message, left, blocked, retryable, retryAfter, reason, cause });
  }
  // A defect or a wrong argument: its message is for developers.
  reportError(cause);
  const message = cause instanceof TypeError ? cause.message : undefined;
  return new NeonError('UNEXPECTED_ERROR', { message, cause });
}

/** Accepts errors of another copy of the kit too: the copy that was loaded first shows the dialog. */
function isOfKit(error: unknown): error is NeonError {
  return error instanceof Error && error.name === 'NeonError';
}

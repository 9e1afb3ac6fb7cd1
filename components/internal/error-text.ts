import type { NeonError } from '../../src/index.js';
import type { Messages } from '../messages/messages.js';

/** Tells a refusal from a defect, by name: the client may come from another copy of the library. */
export function isNeonError(error: unknown): error is NeonError {
  return error instanceof Error && error.name === 'NeonError';
}

/** What an error needs for a sentence. */
type Explained = Pick<NeonError, 'code' | 'left' | 'reason'> & {
  readonly retryAfter?: number | undefined;
};

/** The sentences for a refusal: what is wrong, and how many tries or seconds are left. */
export function refusalText(refusal: Explained, messages: Messages): string {
  const { code, left, reason, retryAfter } = refusal;
  // The last wrong try is what blocks.
  const said = code === 'PASSWORD_IS_WRONG' && left === 0 ? 'USER_IS_BLOCKED' : code;
  const parts = [reason ? messages.refusals[reason] : messages.errors[said]];
  if (left) parts.push(messages.triesLeft(left));
  if (retryAfter) parts.push(messages.retryIn(retryAfter));
  return parts.join(' ');
}

/** The sentences for whatever an operation was rejected with. */
export function errorText(error: unknown, messages: Messages): string {
  return isNeonError(error) ? refusalText(error, messages) : messages.errors.UNEXPECTED_ERROR;
}

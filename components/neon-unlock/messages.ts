import type { ElementErrors } from '../messages/message-parts.js';

/** What `<neon-unlock>` says, in English. */
export const english = {
  errors: {
    // Codes of other services are not found.
    CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
      'This code is for another of your browsers. Use it there, or ask for one for this browser.',
    CODE_TYPE_NOT_SUPPORTED:
      'This code does not unlock. With 10 digits it sets a new PIN or password, with 16 letters and digits it sets up a browser: use it there.',
    TOKEN_IS_NOT_BLOCKED: 'This browser is not blocked.',
    // In reply to an unlock code: after so many wrong PINs, only a reset code helps.
    USER_IS_BLOCKED:
      'There were too many wrong tries. Choose a new PIN or password with a reset code.',
    USER_IS_NOT_BLOCKED: 'Your account is not blocked.',
  },
  code: 'Unlock code',
  hint: '10 digits, as you received them.',
  mistyped: 'There is a typing mistake in this code. Check it.',
  submit: 'Unlock',
  pending: 'Unlocking…',
  done: '{login} is unlocked.',
  doneHint: 'You can use it again.',
} as const satisfies {
  errors: ElementErrors<'TOKEN_IS_NOT_BLOCKED' | 'USER_IS_NOT_BLOCKED'> & Record<string, string>;
  [name: string]: unknown;
};

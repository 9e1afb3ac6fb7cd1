/**
 * The texts of the push elements in English. They are loaded with these elements, which most pages do not have.
 * @module
 */

import type { ElementErrors } from './message-parts.js';
import type { Sentences, Translated } from './sentences.js';

type PushErrors = ElementErrors<
  'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST' | 'PUSH_DENIED' | 'PUSH_EXPIRED'
> &
  Readonly<Record<'NO_ACTIVE_SERVICE_FOR_USER', string>>;

const errors = {
  // Here: the service does not offer push.
  NO_ACTIVE_SERVICE_FOR_USER: 'Confirming on another device is not offered at the moment.',
  PUSH_ALIAS_ENTRY_DOES_NOT_EXIST: 'This request has ended. A new one is needed.',
  PUSH_DENIED: 'This request was not approved on your other device.',
  PUSH_EXPIRED: 'There was no answer in time. Please try again.',
} as const satisfies PushErrors;

/** What `<neon-push-otp>` says. */
export const enPushOtp = {
  errors,
  // In place of the sentence for `STATIC_TOKEN_KEY_IS_INVALID`: asking needs no key, unless the service lets only enrolled browsers ask.
  notSetUp:
    'Only browsers that are set up for your account can ask here. Set this one up with an activation code.',
  askOtherDevice: 'Confirm on another device',
  askAgain: 'Ask again',
  asking: 'Asking…',
  askHint: 'A browser that is set up for your account confirms that it is you.',
  number: 'Number to type there',
  /** Under the number or the password, as the countdown goes on. */
  secondsLeft: '{seconds} s',
  numberShown: 'Open this site in a browser that is set up for your account, and type the number.',
} as const;

/** What `<neon-push-inbox>` says. */
export const enPushInbox = {
  errors,
  requests: 'Requests to confirm',
  noRequests: 'Nobody is waiting for you.',
  arrived: 'A page waits for you to confirm that it is you.',
  wantsToSignIn: '{site}: sign in as {login}?',
  /** Since it was asked. */
  age: '{when}',
  typeNumber: 'Number shown there',
  numberMissing: 'Type the number that the other page shows.',
  numberWrong: 'That is not the number that the other page shows.',
  approve: 'Yes, it is me',
  deny: 'Deny',
  notMe: 'This was not me',
  notMeHint: 'If you are not signing in anywhere, say so: then nobody can ask you for an hour.',
  approved: 'Confirmed. You can go on at the other page.',
  denied: 'Denied.',
  muted: 'Denied. You will not be asked again for an hour.',
  /** Of the drop-in's notice: opens the fields of a request. */
  answer: 'Answer',
} as const;

/** A translation of both. */
export type PushMessages = Translated<typeof enPushOtp & typeof enPushInbox>;

export type PushOtpSentences = Sentences<typeof enPushOtp>;

export type PushInboxSentences = Sentences<typeof enPushInbox>;

/**
 * The texts of the push elements in English. They are loaded with these elements, which most pages do not have.
 * @module
 */

import type { ElementErrors } from './message-parts.js';

type PushErrors = ElementErrors<
  'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST' | 'PUSH_DENIED' | 'PUSH_EXPIRED'
> &
  Readonly<Record<'NO_ACTIVE_SERVICE_FOR_USER', string>>;

/** Texts of `<neon-push-otp>`. */
export interface PushOtpMessages {
  readonly errors: PushErrors;
  /** In place of the sentence for `STATIC_TOKEN_KEY_IS_INVALID`. */
  readonly notSetUp: string;
  readonly askOtherDevice: string;
  readonly askAgain: string;
  readonly asking: string;
  readonly askHint: string;
  readonly number: string;
  readonly numberShown: string;
}

/** Texts of `<neon-push-inbox>`. */
export interface PushInboxMessages {
  readonly errors: PushErrors;
  readonly requests: string;
  readonly noRequests: string;
  readonly arrived: string;
  wantsToSignIn(site: string, login: string): string;
  /** @param seconds since it was asked. */
  age(seconds: number): string;
  readonly typeNumber: string;
  readonly numberMissing: string;
  readonly numberWrong: string;
  readonly approve: string;
  readonly deny: string;
  readonly notMe: string;
  readonly approved: string;
  readonly denied: string;
  readonly muted: string;
}

/** The push texts of one language. */
export interface PushMessages extends PushOtpMessages, PushInboxMessages {}

const errors: PushErrors = {
  // Here: the service does not offer push.
  NO_ACTIVE_SERVICE_FOR_USER: 'Confirming on another device is not offered at the moment.',
  PUSH_ALIAS_ENTRY_DOES_NOT_EXIST: 'This request has ended. A new one is needed.',
  PUSH_DENIED: 'This request was not approved on your other device.',
  PUSH_EXPIRED: 'There was no answer in time. Please try again.',
};

export const enPushOtp: PushOtpMessages = {
  errors,
  // Asking needs no key, unless the service lets only enrolled browsers ask.
  notSetUp:
    'Only browsers that are set up for your account can ask here. Set this one up with an activation code.',
  askOtherDevice: 'Confirm on another device',
  askAgain: 'Ask again',
  asking: 'Asking…',
  askHint: 'A browser that is set up for your account confirms that it is you.',
  number: 'Number to type there',
  numberShown: 'Open this site in a browser that is set up for your account, and type the number.',
};

export const enPushInbox: PushInboxMessages = {
  errors,
  requests: 'Requests to confirm',
  noRequests: 'Nobody is waiting for you.',
  arrived: 'A page waits for you to confirm that it is you.',
  wantsToSignIn: (site, login) => `${site}: sign in as ${login}?`,
  age: (seconds) => (seconds < 60 ? `${seconds} s ago` : `${Math.floor(seconds / 60)} min ago`),
  typeNumber: 'Number shown there',
  numberMissing: 'Type the number that the other page shows.',
  numberWrong: 'That is not the number that the other page shows.',
  approve: 'Yes, it is me',
  deny: 'Deny',
  notMe: 'This was not me',
  approved: 'Confirmed. You can go on at the other page.',
  denied: 'Denied.',
  muted: 'Denied. You will not be asked again for an hour.',
};

/** Texts of the drop-in's notice, beside those of the inbox. */
export const enRequestNotice = { answer: 'Answer' } as const;

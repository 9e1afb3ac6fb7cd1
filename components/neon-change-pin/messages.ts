import type { PinKind } from '../messages/message-parts.js';

/** What `<neon-change-pin>` says, of a PIN and of a password. */
export interface ChangePinMessages {
  readonly errors: Readonly<Record<'NO_PASSWORD', string>>;
  readonly change: Readonly<Record<PinKind, string>>;
  readonly hint: Readonly<Record<PinKind, string>>;
  readonly done: Readonly<Record<PinKind, string>>;
}

export const english: ChangePinMessages = {
  // A browser that is set up has seen the PIN defined: this is said by a service that has none at all.
  errors: { NO_PASSWORD: 'This service uses no PIN: there is nothing to change.' },
  change: { digits: 'Change PIN', text: 'Change password' },
  hint: {
    digits: 'First the PIN that you have, then the new one, twice.',
    text: 'First the password that you have, then the new one, twice.',
  },
  done: {
    digits: 'Your PIN is changed, on all your devices.',
    text: 'Your password is changed, on all your devices.',
  },
};

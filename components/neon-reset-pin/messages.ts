import type { PinKind } from '../messages/message-parts.js';

/** What `<neon-reset-pin>` says; where the words differ, for a PIN and for a password. */
export interface ResetPinMessages {
  readonly errors: Readonly<Record<'CODE_TYPE_NOT_SUPPORTED' | 'NO_PASSWORD', string>>;
  readonly code: string;
  readonly hint: string;
  readonly mistyped: string;
  readonly submit: Readonly<Record<PinKind, string>>;
  readonly pending: Readonly<Record<PinKind, string>>;
  done(login: string, kind: PinKind): string;
  readonly doneHint: string;
}

export const english: ResetPinMessages = {
  errors: {
    CODE_TYPE_NOT_SUPPORTED:
      'This code sets no new PIN or password. With 10 digits it unlocks, with 16 letters and digits it sets up a browser: use it there.',
    // The answer of a service that uses no PINs at all.
    NO_PASSWORD: 'This service uses no PIN: there is none to set.',
  },
  code: 'Reset code',
  hint: '10 digits, as you received them.',
  mistyped: 'There is a typing mistake in this code. Check it.',
  submit: { digits: 'Set a new PIN', text: 'Set a new password' },
  pending: { digits: 'Setting the PIN…', text: 'Setting the password…' },
  done: (login, kind) => `The ${kind === 'digits' ? 'PIN' : 'password'} of ${login} is set.`,
  doneHint: 'It holds on all your devices. Biometrics have to be set up again.',
};

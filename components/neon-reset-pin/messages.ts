/** What `<neon-reset-pin>` says, in English. */
export const english = {
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
  done: { digits: 'The PIN of {login} is set.', text: 'The password of {login} is set.' },
  doneHint: 'It holds on all your devices. Biometrics have to be set up again.',
} as const;

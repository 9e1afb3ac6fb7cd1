/** What `<neon-change-pin>` says, in English. */
export const english = {
  // The answer of a service that uses no PINs at all.
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
} as const;

/** What `<neon-sign-in>` says, in English. */
export const english = {
  signIn: 'Sign in',
  account: 'Account',
  notYou: 'Not you?',
  userName: 'User name',
  otherDevice: 'Use another device',
  thisDevice: 'Use this browser',
} as const;

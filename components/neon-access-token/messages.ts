/** What `<neon-access-token>` says, in English. */
export const english = {
  get: 'Confirm that it is you',
  hint: 'This page asks for access in your name.',
  ready: 'Confirmed.',
  taken: 'Confirmed, and handed to this page.',
  expired: 'Expired. Please confirm again.',
} as const;

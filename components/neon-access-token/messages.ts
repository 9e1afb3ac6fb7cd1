/** What `<neon-access-token>` says. */
export interface AccessTokenMessages {
  readonly get: string;
  readonly hint: string;
  readonly ready: string;
  readonly taken: string;
  readonly expired: string;
}

export const english: AccessTokenMessages = {
  get: 'Confirm that it is you',
  hint: 'This page asks for access in your name.',
  ready: 'Confirmed.',
  taken: 'Confirmed, and handed to this page.',
  expired: 'Expired. Please confirm again.',
};

/**
 * Access tokens (RFC 9068), as operation `jwt` makes them.
 * @module
 */

/** `typ` of an access token. */
export const accessTokenType = 'at+jwt';

/** How long an access token lives, in seconds. */
export const accessTokenLife = 300;

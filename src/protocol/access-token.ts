/**
 * Operation `jwt`: an access token (RFC 9068) for the site that asks.
 * @module
 */
import { exactly, integer, object, oneOf, optional, string } from './read.js';

/** `typ` of an access token. */
export const accessTokenType = 'at+jwt';

/** Reads `arg`, on the service. What it may ask for is a setting of the site. */
export const readJwtArg = /* @__PURE__ */ exactly({
  /** Who is to take it; the site's own audience when left out. */
  aud: optional(string(/^\S+$/, 512)),
  /** Scopes, separated by spaces (RFC 6749 section 3.3). */
  scope: optional(string(/^[!#-[\]-~]+( [!#-[\]-~]+)*$/, 512)),
});

/** Reads `out`, in the words of RFC 6749 section 5.1. */
export const readJwtOut = /* @__PURE__ */ object({
  /** Compact JWS. */
  access_token: string(/^[\w-]+\.[\w-]+\.[\w-]+$/, 8192),
  token_type: oneOf('Bearer'),
  /** Seconds. */
  expires_in: integer(1),
});

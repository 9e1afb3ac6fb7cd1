/**
 * Verification of access tokens (RFC 9068) by the API that receives them.
 * @module
 */
import { accessTokenLife, accessTokenType } from '../protocol/access-token.js';
import { alias, loginName, origin, userId } from '../protocol/fields.js';
import { openCompact } from '../protocol/compact-jws.js';
import {
  array,
  id,
  integer,
  object,
  oneOf,
  optional,
  string,
  type ReadBy,
} from '../protocol/readers.js';
import { jwkAt } from '../protocol/signing-key.js';
import { isCompactJws } from './submitted-values.js';
import type { PublishedKeys } from './published-keys.js';

/** Largest difference of the clocks, in seconds. */
const leeway = 30;

const readHeader = object({ alg: oneOf('ES256'), typ: oneOf(accessTokenType), kid: id(32) });

const readClaims = object({
  iss: origin,
  /** The user, opaque. */
  sub: userId,
  login: loginName,
  aud: string(/^/, 512),
  /** Alias of the site that it was issued to. */
  client_id: alias,
  /** Seconds, as all times here. */
  iat: integer(),
  exp: integer(),
  jti: id(16),
  auth_time: integer(),
  /** `urn:btt:2f`: a second factor was checked. */
  acr: oneOf('urn:btt:1f', 'urn:btt:2f'),
  /** How the person authenticated (RFC 8176). */
  amr: array(string(/^/, 16), 16),
  /** Separated by spaces. */
  scope: optional(string(/^/, 4096)),
});

/** The claims of a valid access token. */
export type AccessToken = ReadBy<typeof readClaims>;

/** What an access token has to be issued for. */
export interface AccessTokenCheck {
  /** The API that receives it. */
  readonly audience: string;
  /** A scope that it has to include. */
  readonly scope?: string | undefined;
}

/** Verifies an access token of the service at `url`; undefined when it is not valid. */
export async function verifyAccessToken(
  url: string,
  keys: PublishedKeys,
  token: string,
  { audience, scope }: AccessTokenCheck,
  now: number,
): Promise<AccessToken | undefined> {
  if (!isCompactJws(token)) return undefined;
  const claims = await openCompact(token, readHeader, readClaims, async ({ kid }, { iat }) =>
    jwkAt(await keys.find(kid), iat),
  );
  const seconds = now / 1000;
  const isGood =
    claims?.iss === url &&
    claims.aud === audience &&
    claims.exp > seconds - leeway &&
    claims.iat < seconds + leeway &&
    // A stolen key could sign one that claims to live longer.
    claims.iat > seconds - accessTokenLife - leeway &&
    (scope === undefined || claims.scope?.split(' ').includes(scope));
  return isGood ? claims : undefined;
}

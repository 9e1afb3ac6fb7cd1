/**
 * Introspection of access tokens for relying parties (RFC 7662).
 * @module
 */
import { decodeJwt, errors, importJWK, jwtVerify } from 'jose';
import { accessTokenType } from '../../../protocol/access-token.js';
import { jwkAt } from '../../../protocol/signing-key.js';
import type { ServiceContext } from '../../service-context.js';
import { findAccessTokenOrigin } from '../../store/tables/access-tokens.js';
import { clockMargin } from '../clock.js';
import { publishedKeys } from '../keys/key-ring.js';
import { hasClaims } from '../issued-claims.js';
import type { AccessTokenClaims } from '../operations/issue-access-token.js';
import type { RelyingParty } from '../tenants/api-keys.js';

/** What is said of an access token. All reasons for not being active look the same. */
export type Introspection =
  | { readonly active: false }
  | (Omit<AccessTokenClaims, 'login'> & {
      readonly active: true;
      readonly token_type: 'Bearer';
      /** The login. */
      readonly username: string;
    });

/**
 * Says whether an access token is active: its signature and times are right, the service has issued it, and the browser it
 * came from, its user and the service are still in order.
 */
export async function introspect(
  context: ServiceContext,
  party: RelyingParty,
  token: string,
): Promise<Introspection> {
  const claims = await open(context, token);
  const isActive =
    claims !== undefined &&
    isForParty(party, claims) &&
    (await isStanding(context, party, claims, token));
  context.log('info', 'jwt.introspected', { ok: isActive, service: party.mac, key: party.id });
  if (!isActive) return { active: false };
  const { login, ...rest } = claims;
  return { active: true, token_type: 'Bearer', username: login, ...rest };
}

async function open(
  { keys, clock, publicUrl }: ServiceContext,
  token: string,
): Promise<AccessTokenClaims | undefined> {
  try {
    const { payload } = await jwtVerify<AccessTokenClaims>(
      token,
      async ({ kid }) => {
        const key = publishedKeys(keys).find((one) => one.kid === kid);
        const jwk = jwkAt(key, decodeJwt(token).iat ?? NaN);
        if (!jwk) throw new errors.JWKSNoMatchingKey();
        return importJWK({ ...jwk }, 'ES256');
      },
      {
        algorithms: ['ES256'],
        typ: accessTokenType,
        issuer: publicUrl,
        currentDate: new Date(clock.now()),
        requiredClaims: ['jti', 'iat', 'exp', 'client_id', 'login'],
      },
    );
    // `jose` looks at the time of issue only together with a maximum age.
    return payload.iat * 1000 <= clock.now() + clockMargin ? payload : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function isForParty({ aliases }: RelyingParty, { client_id: alias }: AccessTokenClaims): boolean {
  return aliases === null || aliases.includes(alias);
}

async function isStanding(
  { store, hashes }: ServiceContext,
  { mac }: RelyingParty,
  { jti }: AccessTokenClaims,
  token: string,
): Promise<boolean> {
  const origin = await findAccessTokenOrigin(store.read, jti);
  return (
    origin?.mac === mac &&
    (origin.h === null || hasClaims(token, origin.h, hashes)) &&
    origin.token === 'ACTIVE' &&
    origin.user === 'active' &&
    origin.service === 'open'
  );
}

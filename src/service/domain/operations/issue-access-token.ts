/**
 * Operation `jwt`: an access token (RFC 9068) for the site, signed by the service. It names no browser; the
 * service stores which one it came from until it expires, so that blocking the browser ends it.
 * @module
 */
import { randomBytes, toBase64Url } from '../../../crypto/bytes.js';
import { accessTokenLife, accessTokenType } from '../../../protocol/access-token.js';
import type { OperationArg } from '../../../protocol/operations.js';
import { insertAccessToken } from '../../store/tables/access-tokens.js';
import type { SiteTable } from '../../store/schema/schema.js';
import { getSite } from '../../store/tables/sites.js';
import { hashOfClaims } from '../issued-claims.js';
import { signAsService } from '../keys/key-ring.js';
import { audiencesOf, scopesOf } from '../tenants/sites.js';
import type { OperationHandler } from './operation-handler.js';
import { deny } from './operation-result.js';

type Arg = OperationArg<'jwt'>;

/** Claims of an access token. Times are in seconds. */
export interface AccessTokenClaims {
  readonly iss: string;
  readonly sub: string;
  readonly login: string;
  readonly aud: string;
  /** Alias of the site. */
  readonly client_id: string;
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
  readonly auth_time: number;
  readonly acr: string;
  readonly amr: readonly string[];
  readonly scope?: string;
}

export const issueAccessToken: OperationHandler<'jwt'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(context, { arg, checkFactor }) {
    const { keys, hashes, publicUrl, tx, now, user, token } = context;
    const granted = grant(await getSite(tx, token.als), arg);
    if (!granted) return deny('REQUEST_MALFORMED');
    const factor = await checkFactor();
    if (!factor.ok) return factor;
    const jti = toBase64Url(randomBytes(16));
    const iat = Math.floor(now / 1000);
    const claims: AccessTokenClaims = {
      iss: publicUrl,
      sub: user.uid,
      login: user.login,
      aud: granted.aud,
      client_id: token.als,
      iat,
      exp: iat + accessTokenLife,
      jti,
      auth_time: iat,
      acr: factor.amr.includes('mfa') ? 'urn:btt:2f' : 'urn:btt:1f',
      amr: factor.amr,
      ...(granted.scope !== undefined && { scope: granted.scope }),
    };
    const access_token = await signAsService(keys, accessTokenType, claims);
    await insertAccessToken(tx, {
      jti,
      tid: token.tid,
      expires: claims.exp * 1000,
      h: hashOfClaims(access_token, hashes),
    });
    return { ok: true, out: { access_token, token_type: 'Bearer', expires_in: accessTokenLife } };
  },
};

/** The audience and scopes of the access token; undefined when the site may not have them. */
function grant(site: SiteTable, { aud, scope }: Arg): (Arg & { aud: string }) | undefined {
  const audiences = audiencesOf(site);
  const wanted = aud ?? audiences[0]!;
  if (!audiences.includes(wanted)) return undefined;
  const scopes = scopesOf(site);
  const isTooMuch = scope?.split(' ').some((one) => !scopes.includes(one));
  return isTooMuch ? undefined : { aud: wanted, scope };
}

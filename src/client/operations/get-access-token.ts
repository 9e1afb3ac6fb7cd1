/**
 * Obtains an access token.
 * @module
 */
import { readJwtOut } from '../../protocol/access-token.js';
import type { AccessToken, AccessTokenOptions } from '../client.js';
import { readable } from '../exchange.js';
import { perform } from '../perform.js';
import type { Run } from '../run.js';
import { outOf } from '../out.js';

/** Asks for the factor if one is needed, then the service for an access token. */
export async function getAccessToken(
  run: Run,
  login: string,
  { pin, audience: aud, scope }: AccessTokenOptions,
): Promise<AccessToken> {
  const executed = await perform(run, login, { op: 'jwt', arg: { aud, scope } }, pin);
  const out = await readable(() => readJwtOut(outOf(executed), '$'));
  return {
    accessToken: out.access_token,
    tokenType: out.token_type,
    expiresAt: run.clock.wall() + out.expires_in * 1000,
  };
}

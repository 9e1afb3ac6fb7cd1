/**
 * Obtains an access token.
 * @module
 */
import { executeFor } from '../person/asked-operation.js';
import type { PinOptions, WithLogin } from '../call-arguments.js';
import { expiryOf } from '../moment.js';
import type { Run } from '../run.js';
import { outOf } from '../ratchet/ratchet.js';

/** An access token (RFC 9068). */
export interface AccessToken {
  readonly accessToken: string;
  readonly tokenType: 'Bearer';
  /** Milliseconds since the epoch, on this machine's clock. */
  readonly expiresAt: number;
}

/** Options of {@link NeonClient.getAccessToken}. */
export interface AccessTokenOptions extends PinOptions {
  /** Audience: one of the site's; by default its first one. */
  audience?: string | undefined;
  /** Space-separated subset of the site's scopes. */
  scope?: string | undefined;
}

/** Asks for the factor if one is needed, then the service for an access token. */
export async function getAccessToken(
  run: Run,
  { login, pin, audience: aud, scope }: WithLogin<AccessTokenOptions>,
): Promise<AccessToken> {
  const executed = await executeFor(run, login, { op: 'jwt', arg: { aud, scope } }, pin);
  const out = await outOf(executed);
  return {
    accessToken: out.access_token,
    tokenType: out.token_type,
    expiresAt: expiryOf(run.clock, executed.sent, out.expires_in * 1000),
  };
}

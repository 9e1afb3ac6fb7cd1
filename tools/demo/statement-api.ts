/**
 * The bank's API for other programs of the customer, with an access token instead of a session.
 * @module
 */
import { Hono } from 'hono';
import { ServiceError } from '../../src/rp/index.js';
import { addressesOf } from './addresses.js';
import type { Branch } from './bank.js';
import { statementAudience, statementScope } from './register-bank.js';

/** The routes under `/api`. */
export function statementApi({ registration, verifier, ledger }: Branch): Hono {
  const app = new Hono();
  const audience = statementAudience(addressesOf(registration.origin));

  app.get('/statement', async (c) => {
    const token = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    try {
      const check = { audience, scope: statementScope };
      const claims = token === undefined ? undefined : await verifier.verifyJwt(token, check);
      if (!claims) {
        // RFC 6750, section 3: the answer to a request without a token has no error code.
        const error = token === undefined ? '' : ' error="invalid_token"';
        c.header('www-authenticate', `Bearer${error}`);
        return c.json({ error: 'This access token is not good for statements.' }, 401);
      }
      const { login, amr, scope, exp } = claims;
      return c.json({ login, amr, scope, exp, balance: ledger.balance(login) });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return c.json({ error: 'Access tokens cannot be checked at the moment.' }, 503);
    }
  });

  return app;
}

/**
 * The bank: its routes and middleware.
 * @module
 */
import { Hono } from 'hono';
import type { Verifier } from '../../src/rp/index.js';
import { accountRoutes } from './account-routes.js';
import { addressesOf } from './addresses.js';
import { fileRoutes } from './files.js';
import { frontRoutes } from './front-routes.js';
import { ownName, ownPages, smallBody, strictHeaders, thisMachineOnly } from './guards.js';
import { Ledger } from './ledger.js';
import { operatorRoutes } from './operator.js';
import type { Registration } from './register-bank.js';
import type { Secret } from './page/secret.js';
import type { CallService } from './service-calls.js';
import { secretReader } from './service-settings.js';
import { Sessions } from './sessions.js';
import { statementApi } from './statement-api.js';

/** What the bank needs. */
export interface BankContext {
  readonly serviceUrl: string;
  readonly registration: Registration;
  /** Calls with the admin key: for the operator panel. */
  readonly admin: CallService;
  /** Calls with the bank's scoped key: for verification of one-time passwords. */
  readonly rp: CallService;
  /** The same key, and the published keys of the service: for seals and access tokens. */
  readonly verifier: Verifier;
}

/** What the bank's routes share. */
export interface Branch extends BankContext {
  readonly sessions: Sessions;
  readonly ledger: Ledger;
  /** What customers authenticate with, by the current settings of the service. */
  readonly secret: () => Promise<Secret>;
}

/** Makes the bank. */
export function createBank(context: BankContext): Hono {
  const { serviceUrl, registration } = context;
  const addresses = addressesOf(registration.origin);
  const branch: Branch = {
    ...context,
    sessions: new Sessions(),
    ledger: new Ledger(),
    secret: secretReader(context.admin, registration.mac),
  };
  const app = new Hono();
  app.use(strictHeaders(serviceUrl), ownName(addresses), ownPages(addresses), smallBody);

  app.get('/demo.json', (c) => {
    const { mac, alias } = registration;
    return c.json({ service: mac, alias, serviceUrl });
  });

  app.get('/healthz', async (c) => {
    const health = await fetch(new URL('/healthz', serviceUrl), {
      signal: AbortSignal.timeout(5000),
    }).catch(() => undefined);
    if (!health) return c.json({ status: 'down' }, 503);
    return new Response(await health.text(), {
      status: health.status,
      headers: { 'content-type': health.headers.get('content-type') ?? 'application/json' },
    });
  });

  app.use('/operator/*', thisMachineOnly);
  app.route('/operator', operatorRoutes(context.admin, registration.mac));
  app.route('/', frontRoutes(branch));
  app.route('/account', accountRoutes(branch));
  app.route('/api', statementApi(branch));
  app.route('/', fileRoutes());
  return app;
}

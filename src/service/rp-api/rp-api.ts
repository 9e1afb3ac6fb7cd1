/**
 * The door of relying parties: `/rp/v1/*`, with a scoped key for each of them.
 * @module
 */
import { Hono } from 'hono';
import type { DoorContext } from '../context.js';
import { authenticateKey, type RelyingParty } from '../domain/tenants/api-keys.js';
import { answerRefused, type DoorEnv } from '../door.js';
import type { KeyGuard } from '../key-guard.js';
import { openApiDocument } from '../openapi-document.js';
import { bearerKey } from '../request-parts.js';
import { addRoutes } from '../routes.js';
import { codeRoutes } from './code-routes.js';
import { enrolmentRoutes } from './enrolment-routes.js';
import { pushRoutes } from './push-routes.js';
import { checkScope, type RpRoute } from './rp-route.js';
import { verificationRoutes } from './verification-routes.js';

interface RpEnv extends DoorEnv {
  Variables: { party: RelyingParty };
}

const routes: readonly RpRoute[] = [
  verificationRoutes,
  codeRoutes,
  pushRoutes,
  enrolmentRoutes,
].flatMap((group) => Object.values<RpRoute>(group));

/** Makes the application of the door. */
export function rpApi(context: DoorContext, guard: KeyGuard): Hono<RpEnv> {
  const app = new Hono<RpEnv>();
  app.onError(answerRefused);

  // The description needs no key. Anybody may ask for it, so it is made once.
  let document: object | undefined;
  app.get('/rp/v1/openapi.json', (c) => c.json((document ??= describe(context.publicUrl))));

  app.use('/rp/v1/*', async (c, next) => {
    await guard(c.env.peer, async () => {
      const presented = bearerKey(c.req);
      const party = presented === undefined ? undefined : await authenticateKey(context, presented);
      if (party) c.set('party', party);
      return party !== undefined;
    });
    await next();
  });
  addRoutes(app, routes, (c, { scope }) => {
    const party = c.get('party');
    checkScope(party, scope);
    return { context, party };
  });
  return app;
}

function describe(url: string): object {
  const description = 'What the back end of a site asks, with a key that has the scope for it.';
  return openApiDocument({ title: 'Neon service: relying parties', description, url }, routes);
}

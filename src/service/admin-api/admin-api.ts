/**
 * The door of the administrator: `/admin/v1/*`, with one key for everything.
 * @module
 */
import { Hono } from 'hono';
import type { ServiceContext } from '../service-context.js';
import { answerRefused, type DoorEnv } from '../door.js';
import { isBearerOf, type KeyGuard } from '../key-guard.js';
import { openApiDocument } from '../openapi-document.js';
import { addRoutes } from '../routes.js';
import type { Administrator, AdminRoute } from './admin-route.js';
import { auditRoutes } from './audit-routes.js';
import { codeRoutes } from './code-routes.js';
import { enrolmentRoutes } from './enrolment-routes.js';
import { keyRoutes } from './key-routes.js';
import { serviceRoutes } from './service-routes.js';
import { siteRoutes } from './site-routes.js';
import { tokenRoutes } from './token-routes.js';
import { userRoutes } from './user-routes.js';

const routes: readonly AdminRoute[] = [
  serviceRoutes,
  siteRoutes,
  userRoutes,
  codeRoutes,
  tokenRoutes,
  enrolmentRoutes,
  keyRoutes,
  auditRoutes,
].flatMap((group) => Object.values<AdminRoute>(group));

/** Makes the application of the door. */
export function adminApi(
  context: ServiceContext,
  adminKey: string,
  guard: KeyGuard,
): Hono<DoorEnv> {
  const isAdministrator = isBearerOf(adminKey);
  const administrator: Administrator = { context, actor: 'admin' };
  const app = new Hono<DoorEnv>();
  app.onError(answerRefused);

  // The description needs no key. Anybody may ask for it, so it is made once.
  let document: object | undefined;
  app.get('/admin/v1/openapi.json', (c) => c.json((document ??= describe(context.publicUrl))));

  app.use('/admin/v1/*', async (c, next) => {
    await guard(c.env.peer, async () => isAdministrator(c.req));
    await next();
  });
  addRoutes(app, routes, () => administrator);
  return app;
}

function describe(url: string): object {
  const description = 'Everything an administrator can do, with the one admin key.';
  return openApiDocument({ title: 'Neon service: administration', description, url }, routes);
}

/**
 * The door of the administrator: `/admin/v1/*`, with one key for everything.
 * @module
 */
import type { ServiceContext } from '../service-context.js';
import { answerRefused } from '../door.js';
import { json, type HttpRequest } from '../http/exchange.js';
import type { Door } from '../http/router.js';
import { isBearerOf, type KeyGuard } from '../key-guard.js';
import { openApiDocument } from '../openapi-document.js';
import { endpointsOf } from '../routes.js';
import type { Administrator, AdminRoute } from './admin-route.js';
import { auditRoutes } from './audit-routes.js';
import { codeRoutes } from './code-routes.js';
import { enrolmentRoutes } from './enrolment-routes.js';
import { eventRoutes } from './event-routes.js';
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
  eventRoutes,
  auditRoutes,
].flatMap((group) => Object.values<AdminRoute>(group));

/** Makes the door. */
export function adminApi(context: ServiceContext, adminKey: () => string, guard: KeyGuard): Door {
  const isAdministrator = isBearerOf(adminKey);
  const administrator: Administrator = { context, actor: 'admin' };
  const authenticate = (request: HttpRequest) =>
    guard(request.peer, async () => isAdministrator(request));
  // The description needs no key. Anybody may ask for it, so it is made once.
  let document: object | undefined;
  return {
    prefix: '/admin/v1',
    endpoints: [
      {
        method: 'GET',
        path: '/admin/v1/openapi.json',
        answer: () => json((document ??= describe(context.publicUrl))),
      },
      ...endpointsOf(routes, async (request) => {
        await authenticate(request);
        return administrator;
      }),
    ],
    other: async (request) => void (await authenticate(request)),
    refuse: answerRefused,
  };
}

function describe(url: string): object {
  const description = 'Everything an administrator can do, with the one admin key.';
  return openApiDocument({ title: 'Neon service: administration', description, url }, routes);
}

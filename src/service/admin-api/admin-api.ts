/**
 * The door of the administrator: `/admin/v1/*`, with one key for everything.
 * @module
 */
import { Hono } from 'hono';
import type { ServiceContext } from '../context.js';
import { createApiKey, listApiKeys, revokeApiKey } from '../domain/tenants/api-keys.js';
import { listAudit } from '../domain/audit/audit-trail.js';
import { issueCode } from '../domain/codes/issued-code.js';
import { Refusal } from '../domain/refusal.js';
import { changeService, createService, listServices } from '../domain/tenants/services.js';
import { changeSite, createSite, deleteSite, listSites } from '../domain/tenants/sites.js';
import {
  changeToken,
  listTokens,
  revokeBioKeyOf,
  type TokenAction,
} from '../domain/tokens/token-administration.js';
import { changeUser, createUser, listUsers } from '../domain/people/users.js';
import type { DoorEnv } from '../door.js';
import { BadRequest, readJson, readQuery } from '../json-request.js';
import { isBearerOf, type KeyGuard } from '../key-guard.js';
import { refusalProblem } from '../refusal-problem.js';
import { adminDocument } from './document.js';
import * as requests from './requests.js';

/** Who acts, in the audit trail. */
const actor = 'admin';

/** Makes the routes. */
export function adminApi(
  context: ServiceContext,
  adminKey: string,
  guard: KeyGuard,
): Hono<DoorEnv> {
  const isAdministrator = isBearerOf(adminKey);
  const app = new Hono<DoorEnv>();

  app.onError((error) => {
    if (error instanceof BadRequest) return error.response;
    if (!(error instanceof Refusal)) throw error;
    return refusalProblem(error);
  });

  // A document of what there is needs no key. Anybody may ask, so it is made once.
  let document: object | undefined;
  app.get('/admin/v1/openapi.json', (c) => c.json((document ??= adminDocument(context.publicUrl))));

  app.use('/admin/v1/*', async (c, next) => {
    await guard(c.env.peer, async () => isAdministrator(c.req));
    await next();
  });

  addServices(app, context);
  addUsers(app, context);
  addKeys(app, context);
  return app;
}

function addServices(app: Hono<DoorEnv>, context: ServiceContext): void {
  app.post('/admin/v1/services', async (c) =>
    c.json(await createService(context, actor, await readJson(c.req, requests.newService)), 201),
  );
  app.get('/admin/v1/services', async (c) => {
    readQuery(c.req, requests.noQuery);
    return c.json({ services: await listServices(context) });
  });
  app.patch('/admin/v1/services/:mac', async (c) => {
    const change = await readJson(c.req, requests.serviceChange);
    return c.json(await changeService(context, actor, c.req.param('mac'), change));
  });
  app.post('/admin/v1/sites', async (c) =>
    c.json(await createSite(context, actor, await readJson(c.req, requests.newSite)), 201),
  );
  app.get('/admin/v1/sites', async (c) => {
    const { service } = readQuery(c.req, requests.ofOptionalService);
    return c.json({ sites: await listSites(context, service) });
  });
  app.patch('/admin/v1/sites/:alias', async (c) => {
    const change = await readJson(c.req, requests.siteChange);
    return c.json(await changeSite(context, actor, c.req.param('alias'), change));
  });
  app.delete('/admin/v1/sites/:alias', async (c) => {
    await deleteSite(context, actor, c.req.param('alias'));
    return c.body(null, 204);
  });
  app.get('/admin/v1/audit', async (c) => {
    const query = readQuery(c.req, requests.auditQuery);
    const { items: entries, next } = await listAudit(context, query);
    return c.json({ entries, next });
  });
}

function addUsers(app: Hono<DoorEnv>, context: ServiceContext): void {
  app.post('/admin/v1/users', async (c) => {
    const { service, login } = await readJson(c.req, requests.newUser);
    return c.json(await createUser(context, actor, service, login), 201);
  });
  app.get('/admin/v1/users', async (c) => {
    const query = readQuery(c.req, requests.partOfServiceOrLogin);
    const { items: users, next } = await listUsers(context, query);
    return c.json({ users, next });
  });
  app.post('/admin/v1/users/:uid/:action{unblock|disable|enable}', async (c) => {
    // The pattern of the path lets nothing else through.
    const action = c.req.param('action') as 'unblock' | 'disable' | 'enable';
    return c.json(await changeUser(context, actor, c.req.param('uid'), action));
  });
  app.delete('/admin/v1/users/:uid', async (c) => {
    await changeUser(context, actor, c.req.param('uid'), 'delete');
    return c.body(null, 204);
  });
  app.post('/admin/v1/codes', async (c) =>
    c.json(await issueCode(context, actor, await readJson(c.req, requests.newCode)), 201),
  );
  app.get('/admin/v1/tokens', async (c) => {
    const query = readQuery(c.req, requests.partOfServiceOrLogin);
    const { items: tokens, next } = await listTokens(context, query);
    return c.json({ tokens, next });
  });
  app.post('/admin/v1/tokens/:tid/:action{block|unblock|revoke}', async (c) => {
    // As above.
    const action = c.req.param('action') as TokenAction;
    return c.json(await changeToken(context, actor, c.req.param('tid'), action));
  });
  app.delete('/admin/v1/tokens/:tid/bio', async (c) => {
    await revokeBioKeyOf(context, actor, c.req.param('tid'));
    return c.body(null, 204);
  });
}

function addKeys(app: Hono<DoorEnv>, context: ServiceContext): void {
  app.post('/admin/v1/keys', async (c) =>
    c.json(await createApiKey(context, actor, await readJson(c.req, requests.newKey)), 201),
  );
  app.get('/admin/v1/keys', async (c) => {
    const { service } = readQuery(c.req, requests.ofService);
    return c.json({ keys: await listApiKeys(context, service) });
  });
  app.delete('/admin/v1/keys/:id', async (c) => {
    await revokeApiKey(context, actor, c.req.param('id'));
    return c.body(null, 204);
  });
}

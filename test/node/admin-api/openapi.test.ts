import assert from 'node:assert/strict';
import { nodeHashes } from '../../../src/service/node/node-hashes.js';
import { after, before, describe, it } from 'node:test';
import { adminApi } from '../../../src/service/admin-api/admin-api.js';
import { generateKeyRing } from '../../../src/service/domain/keys/key-ring.js';
import { Notices } from '../../../src/service/domain/push/notices.js';
import { RateLimits } from '../../../src/service/domain/limits/rate-limits.js';
import type { DoorContext } from '../../../src/service/context.js';
import { keyGuard } from '../../../src/service/key-guard.js';
import { rpApi } from '../../../src/service/rp-api/rp-api.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { call } from '../../support/services/door-call.js';
import { checkSchema, type Schema } from '../support/messages/json-schema.js';
import { outOf, sealArg } from '../support/tokens/operation-outcomes.js';
import * as push from '../support/tokens/raw-push.js';

interface Media {
  readonly schema: Schema;
  readonly example?: object;
}

interface Described {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Record<string, Media> };
  readonly responses: Record<
    string,
    { readonly description: string; readonly content?: Record<string, Media> }
  >;
}

interface Document {
  readonly openapi: string;
  readonly servers: { readonly url: string }[];
  readonly paths: Record<string, Record<string, Described>>;
  readonly components: { readonly schemas: { readonly Problem: Schema } };
}

let service: TestService;
let site: TestSite;
const documents: Record<string, Document> = {};
const used = new Set<string>();

before(async () => {
  service = await TestService.start();
  site = await service.addSite({ seal: true, push: true });
  for (const door of ['admin', 'rp']) {
    const response = await fetch(`${service.localUrl}/${door}/v1/openapi.json`);
    documents[door] = (await response.json()) as Document;
  }
});

after(() => service.close());

const all = () =>
  Object.values(documents).flatMap(({ paths }) =>
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => ({ path, method, ...described })),
    ),
  );

/** Finds the route of a request: the matching one with the fewest parameters. */
function find(method: string, path: string) {
  const fitting = all().filter(
    (route) =>
      route.method === method.toLowerCase() &&
      new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  assert.equal(fitting.length, 1, `${method} ${path}`);
  return fitting[0]!;
}

/** Makes a call, and checks request and answer by the schemas of the document. */
async function documented(
  method: string,
  path: string,
  { body, key = service.adminKey }: { body?: object; key?: string } = {},
): Promise<Record<string, unknown>> {
  const described = find(method, path.split('?')[0]!);
  if (body) checkSchema(body, described.requestBody!.content['application/json']!.schema);
  const answer = await call(service.localUrl + path, { method, key, ...(body && { body }) });
  const response = described.responses[answer.status];
  assert.ok(response, `${method} ${path} may answer ${answer.status}`);
  const isProblem = answer.status >= 400;
  if (isProblem) {
    checkSchema(answer.body, documents['admin']!.components.schemas.Problem);
    assert.ok(response.description.split(', ').includes(String(answer.body['code'])), path);
  } else if (answer.status === 204) assert.equal(response.content, undefined);
  else checkSchema(answer.body, response.content!['application/json']!.schema);
  if (!isProblem) used.add(`${method} ${described.path}`);
  return answer.body;
}

/** The existing routes, from the doors themselves. */
async function routes(): Promise<string[]> {
  const keys = await generateKeyRing('https://mfa.example.com', 0);
  const { clock, store } = service;
  const limits = new RateLimits(clock);
  const ports = { clock, store, keys, hashes: nodeHashes, log: () => {}, publicUrl: keys.iss };
  const context: DoorContext = {
    ...ports,
    limits,
    eventLimits: limits,
    notices: new Notices({ ofUsers: async () => [], among: async () => [] }),
  };
  const guard = keyGuard('none', clock, () => {});
  return [adminApi(context, () => 'key', guard), rpApi(context, guard)]
    .flatMap(({ endpoints }) => endpoints)
    .filter(({ path }) => !path.endsWith('openapi.json'))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
}

describe('the documents of the doors', () => {
  it('are OpenAPI 3.1, name this service, and are public', () => {
    for (const { openapi, servers, paths } of Object.values(documents)) {
      assert.equal(openapi, '3.1.0');
      assert.deepEqual(servers, [{ url: service.url }]);
      const described = Object.values(paths).flatMap((methods) => Object.values(methods));
      const names = described.map(({ operationId }) => operationId);
      assert.deepEqual([...new Set(names)], names);
    }
  });

  it('describe every route and no other', async () => {
    const documented = all().map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    assert.deepEqual(documented.sort(), (await routes()).sort());
  });

  it('have an example for every body, valid by its schema', () => {
    for (const { requestBody, path } of all()) {
      if (!requestBody) continue;
      for (const { example, schema } of Object.values(requestBody.content)) {
        assert.ok(example, path);
        checkSchema(example, schema, path);
      }
    }
  });

  it('describe the requests and answers of administrators', async () => {
    const mac = String((await documented('POST', '/admin/v1/services', { body: {} }))['mac']);
    await documented('GET', '/admin/v1/services');
    await documented('PATCH', `/admin/v1/services/${mac}`, { body: { seal: true } });
    const body = { service: mac, origins: ['https://a.example'] };
    const { alias } = await documented('POST', '/admin/v1/sites', { body });
    await documented('GET', '/admin/v1/sites');
    await documented('PATCH', `/admin/v1/sites/${String(alias)}`, { body: { scopes: ['a'] } });
    await documented('DELETE', `/admin/v1/sites/${String(alias)}`);
    const person = { service: mac, login: 'ada' };
    const { uid } = await documented('POST', '/admin/v1/users', { body: person });
    await documented('GET', `/admin/v1/users?service=${mac}`);
    for (const action of ['unblock', 'disable', 'enable']) {
      await documented('POST', `/admin/v1/users/${String(uid)}/${action}`);
    }
    await documented('POST', '/admin/v1/codes', { body: { ...person, kind: 'reset' } });
    await documented('GET', `/admin/v1/users/${String(uid)}/export`);
    await documented('DELETE', `/admin/v1/users/${String(uid)}`);
    const newKey = { service: mac, scopes: ['push'] };
    const { id } = await documented('POST', '/admin/v1/keys', { body: newKey });
    await documented('GET', `/admin/v1/keys?service=${mac}`);
    await documented('DELETE', `/admin/v1/keys/${String(id)}`);
    for (const query of ['limit=1000', 'limit=1', 'limit=1&after=0']) {
      await documented('GET', `/admin/v1/audit?${query}`);
    }
    await documented('GET', '/admin/v1/audit/head');
  });

  it('describe the requests and answers about tokens', async () => {
    const { tid } = await enrol(service, site, 'bea');
    await documented('GET', `/admin/v1/tokens?service=${site.mac}`);
    await documented('GET', `/admin/v1/events?service=${site.mac}&limit=1`);
    await documented('GET', `/admin/v1/enrolments?service=${site.mac}`);
    await documented('GET', `/admin/v1/users?service=${site.mac}&limit=1`);
    for (const action of ['block', 'unblock']) {
      await documented('POST', `/admin/v1/tokens/${tid}/${action}`);
    }
    await documented('DELETE', `/admin/v1/tokens/${tid}/bio`);
    await documented('POST', `/admin/v1/tokens/${tid}/revoke`);
  });

  it('describe the requests and answers of relying parties', async () => {
    const token = await enrol(service, site, 'ada');
    const scopes = [
      ...['otp.verify', 'seal.verify', 'jwt.introspect', 'codes.issue', 'push'],
      'enrolments.read',
    ];
    const order = { service: site.mac, scopes };
    const { key } = (await service.admin.post<{ key: string }>('/keys', order)).body;
    const ask = (path: string, body: object) =>
      documented('POST', `/rp/v1${path}`, { key, body: { service: site.mac, ...body } });
    const { otp } = await outOf(token, 'otp', rightPin);
    for (let count = 0; count < 2; count++) await ask('/otp/verify', { login: 'ada', otp });
    const { seal } = await outOf(token, 'seal', rightPin, await sealArg(token, 'text'));
    for (const data of ['text', 'other']) await ask('/seal/verify', { seal, data });
    await ask('/codes', { login: 'ada', kind: 'unlock' });
    const jwt = String((await outOf(token, 'jwt', rightPin))['access_token']);
    for (const one of [jwt, 'none']) {
      await documented('POST', '/rp/v1/jwt/introspect', { key, body: { token: one } });
    }
    const { pid, number } = await ask('/push/request', { login: 'ada' });
    assert.deepEqual(await ask('/push/result', { pid }), { st: 'pending' });
    await push.approve(token, String(pid), String(number));
    const approved = await ask('/push/result', { pid });
    assert.equal(approved['login'], 'ada');
    await ask('/push/cancel', { pid });
    await ask('/enrolments', { after: 0, limit: 1 });
  });

  it('describe every route that was used above', () => {
    const routes = all().map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    // No user is blocked by wrong PINs here, so unblocking is refused.
    const unused = routes.filter((route) => !used.has(route));
    assert.deepEqual(unused, ['POST /admin/v1/users/{uid}/unblock']);
  });
});

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { call } from '../../support/services/door-call.js';
import { assertRefused } from '../support/services/door-answers.js';

const routes = [
  'POST /services',
  'GET /services',
  'PATCH /services/shop',
  'POST /sites',
  'GET /sites',
  'GET /audit',
  'POST /users',
  'GET /users?service=shop',
  'POST /users/u/unblock',
  'POST /users/u/disable',
  'POST /users/u/enable',
  'DELETE /users/u',
  'POST /codes',
  'GET /tokens?service=shop',
  'POST /tokens/t/block',
  'POST /tokens/t/unblock',
  'POST /keys',
  'GET /keys?service=shop',
  'DELETE /keys/k',
];

const sentence = 'The Authorization header has to be "Bearer" and a valid key.';

describe('the key of the administrator', () => {
  let service: TestService;
  let admin: AdminApi;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
  });

  afterEach(() => service.clock.advance(61_000));

  after(() => service.close());

  it('is required on every route', async () => {
    for (const route of routes) {
      const [method, path] = route.split(' ') as [string, string];
      const answer = await call(`${service.url}/admin/v1${path}`, { method });
      assertRefused(answer, '401 NOT_AUTHORIZED', sentence);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
      service.clock.advance(61_000);
    }
  });

  it('is refused when it is another key, a prefix, longer, or of another scheme', async () => {
    const { adminKey, url } = service;
    const wrong = [
      'Bearer x',
      `Bearer ${adminKey.slice(0, -1)}`,
      `Bearer ${adminKey}A`,
      `Bearer ${adminKey} ${adminKey}`,
      'Bearer',
      `Basic ${adminKey}`,
      adminKey,
    ];
    for (const authorization of wrong) {
      const answer = await call(`${url}/admin/v1/services`, { headers: { authorization } });
      assertRefused(answer, '401 NOT_AUTHORIZED', sentence);
    }
  });

  it('is checked before the body is read', async () => {
    const answer = await admin.send('/services', { key: 'wrong', body: '{' });
    assertRefused(answer, '401 NOT_AUTHORIZED');
  });

  it('that is wrong is slowed down for a minute after ten of them, and a right one from there is not', async () => {
    for (let count = 0; count < 10; count++) {
      assertRefused(await admin.send('/services', { key: 'wrong' }), '401 NOT_AUTHORIZED');
    }
    const answer = await admin.send('/services', { key: 'wrong' });
    assertRefused(answer, '429 RATE_LIMITED', 'Too many wrong keys from this address.');
    const seconds = Number(answer.headers.get('retry-after'));
    assert.ok(seconds > 0 && seconds <= 60, String(seconds));
    assert.equal((await admin.get('/services')).status, 200);
    service.clock.advance(60_000);
    assertRefused(await admin.send('/services', { key: 'wrong' }), '401 NOT_AUTHORIZED');
  });

  it('that is wrong is slowed down after ten at once too, while concurrent right keys pass', async () => {
    const burst = async (key: string) => {
      const answers = await Promise.all(
        Array.from({ length: 40 }, () => admin.send('/services', { key })),
      );
      return answers.map(({ status }) => status).sort();
    };
    assert.deepEqual(await burst(service.adminKey), Array(40).fill(200));
    assert.deepEqual(await burst('wrong'), [...Array(10).fill(401), ...Array(30).fill(429)]);
  });

  it('does not block relying parties when wrong keys are tried here', async () => {
    const { apiKey, mac } = await service.addSite();
    for (let count = 0; count < 11; count++) await admin.send('/services', { key: 'wrong' });
    const answer = await service.rp('/otp/verify', apiKey, {
      service: mac,
      login: 'ada',
      otp: '12345678',
    });
    assert.equal(answer.status, 200);
  });

  it('opens the door whatever the case of the scheme', async () => {
    const authorization = `bearer ${service.adminKey}`;
    const url = `${service.url}/admin/v1/services`;
    assert.equal((await call(url, { headers: { authorization } })).status, 200);
  });

  it('is in no log, wrong or right, while refusals are logged', async () => {
    await admin.send('/services', { key: 'wrong-canary-key' });
    const log = service.log.join('\n');
    assert.match(log, /"event":"key\.refused","door":"admin","address":"127\.0\.0\.1"/);
    assert.doesNotMatch(log, /wrong-canary-key/);
    assert.ok(!log.includes(service.adminKey));
  });

  it('finds nothing on a route that does not exist', async () => {
    assertRefused(await admin.get('/nothing'), '404 NOT_FOUND', 'There is nothing here.');
    assertRefused(await admin.send('/users', { method: 'PUT', body: {} }), '404 NOT_FOUND');
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { assertRefused, callInPieces } from '../support/services/door-answers.js';

const bodies = [
  'POST /services',
  'PATCH /services/shop',
  'POST /sites',
  'POST /users',
  'POST /codes',
  'POST /keys',
];

describe('requests of the administrator', () => {
  let service: TestService;
  let admin: AdminApi;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
    await admin.makeService({ mac: 'shop' });
  });

  after(() => service.close());

  const inPieces = (pieces: readonly string[]) =>
    callInPieces(`${service.url}/admin/v1/users`, service.adminKey, pieces);

  async function everyBody(body: string | Uint8Array, headers: Record<string, string> = {}) {
    return Promise.all(
      bodies.map((route) => {
        const [method, path] = route.split(' ') as [string, string];
        return admin.send(path, { method, body, headers });
      }),
    );
  }

  it('are refused without a JSON media type', async () => {
    const detail = 'The body has to be sent as application/json.';
    for (const type of ['text/plain', 'application/jsonp', 'application/x-www-form-urlencoded']) {
      const answers = await everyBody('{}', { 'content-type': type });
      for (const answer of answers) assertRefused(answer, '415 REQUEST_MALFORMED', detail);
    }
  });

  it('are refused when they are not JSON in UTF-8', async () => {
    const detail = 'The body is not JSON in UTF-8.';
    const invalid = Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    for (const body of ['', '{', '{"a":1,}', "{'a':1}", 'undefined', '\uFEFF{}', invalid]) {
      const answers = await everyBody(body);
      for (const answer of answers) assertRefused(answer, '400 REQUEST_MALFORMED', detail);
    }
  });

  it('are refused when a member occurs twice, however it is spelled', async () => {
    const detail = 'The body has a member twice.';
    for (const body of ['{"name":"a","name":"a"}', '{"name":"a","n\\u0061me":"b"}']) {
      const answers = await everyBody(body);
      for (const answer of answers) assertRefused(answer, '400 REQUEST_MALFORMED', detail);
    }
  });

  it('are refused when they are not an object', async () => {
    const detail = 'The body has to be a JSON object.';
    for (const body of ['null', '1', '"text"', 'true']) {
      const answers = await everyBody(body);
      for (const answer of answers) assertRefused(answer, '400 REQUEST_MALFORMED', detail);
    }
  });

  it('are refused when they have an unknown member', async () => {
    const valid = {
      '/services': {},
      '/sites': { service: 'shop', origins: ['https://shop.example'] },
      '/users': { service: 'shop', login: 'ada' },
      '/codes': { service: 'shop', login: 'ada', kind: 'activation' },
      '/keys': { service: 'shop', scopes: ['otp.verify'] },
    };
    for (const [path, body] of Object.entries(valid)) {
      for (const name of ['extra', '__proto__', 'toString', 'Service']) {
        const text = JSON.stringify({ ...body, '?': 'canary' }).replace('"?"', `"${name}"`);
        const answer = await admin.post(path, text);
        assertRefused(answer, '400 REQUEST_MALFORMED', `${name} is not known here.`);
      }
    }
  });

  it('are refused when a member is missing', async () => {
    const missing: [string, object, string][] = [
      ['/sites', { origins: ['https://shop.example'] }, 'service'],
      ['/sites', { service: 'shop' }, 'origins'],
      ['/users', { service: 'shop' }, 'login'],
      ['/users', { login: 'ada' }, 'service'],
      ['/codes', { service: 'shop', login: 'ada' }, 'kind'],
      ['/codes', { service: 'shop', kind: 'activation' }, 'login'],
      ['/keys', { service: 'shop' }, 'scopes'],
      ['/keys', { scopes: ['otp.verify'] }, 'service'],
    ];
    for (const [path, body, name] of missing) {
      assertRefused(await admin.post(path, body), '400 REQUEST_MALFORMED', `${name} is missing.`);
    }
  });

  it('are refused when a query parameter is unknown, missing, repeated or malformed', async () => {
    const refused: [string, string][] = [
      ['/services?all=1', 'all is not known here.'],
      ['/sites?service=', 'service has to be 1 to 32 letters, digits, "_" or "-".'],
      ['/users', 'service is missing.'],
      ['/users?service=shop&service=shop', 'service is given twice.'],
      ['/users?service=shop&__proto__=1', '__proto__ is not known here.'],
      ['/users?service=shop&login=', 'login has to be text of 1 to 1024 characters.'],
      ['/users?service=shop&limit=0', 'limit has to be a whole number from 1 to 1000.'],
      ['/users?service=shop&limit=1001', 'limit has to be a whole number from 1 to 1000.'],
      ['/users?service=shop&after=', 'after has to be the "after" of an earlier answer.'],
      ['/users?service=shop&after=1.ada', 'after has to be the "after" of an earlier answer.'],
      ['/tokens?service=shop&limit=all', 'limit has to be a whole number from 1 to 1000.'],
      ['/tokens?service=shop&after=7', 'after has to be the "after" of an earlier answer.'],
      ['/tokens', 'service is missing.'],
      ['/keys', 'service is missing.'],
      ['/keys?service=shop&login=ada', 'login is not known here.'],
      ['/audit?limit=0', 'limit has to be a whole number from 1 to 1000.'],
      ['/audit?limit=1001', 'limit has to be a whole number from 1 to 1000.'],
      ['/audit?limit=ten', 'limit has to be a whole number from 1 to 1000.'],
      ['/audit?after=-1', `after has to be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`],
      [
        '/audit?before=newest',
        `before has to be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`,
      ],
      ['/audit?after=1.5', `after has to be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`],
    ];
    for (const [path, detail] of refused) {
      assertRefused(await admin.get(path), '400 REQUEST_MALFORMED', detail);
    }
  });

  it('are refused when they are longer than 64 kB, declared or not', async () => {
    const body = JSON.stringify({ service: 'shop', login: 'x'.repeat(66_000) });
    const detail = 'The body is longer than 65536 bytes.';
    assertRefused(await admin.post('/users', body), '413 REQUEST_MALFORMED', detail);

    const pieces = [body.slice(0, 40_000), body.slice(40_000)];
    assertRefused(await inPieces(pieces), '413 REQUEST_MALFORMED', detail);
  });

  it('are accepted in chunks of undeclared length', async () => {
    const answer = await inPieces(['{"service":"shop",', '"login":"piecemeal"}']);
    assert.equal(answer.status, 201);
  });

  it('are accepted with a charset and any case of the media type', async () => {
    for (const type of ['Application/JSON', 'application/json; charset=utf-8']) {
      const answer = await admin.send('/users', {
        body: { service: 'shop', login: type },
        headers: { 'content-type': type },
      });
      assert.equal(answer.status, 201);
    }
  });
});

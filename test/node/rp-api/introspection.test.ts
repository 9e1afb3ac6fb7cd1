import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { call, type Answer } from '../../support/services/door-call.js';
import { assertRefused } from '../support/services/door-answers.js';
import { enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { outOf, sealArg } from '../support/tokens/operation-outcomes.js';
import type { RawToken } from '../support/tokens/raw-token.js';
import { userRow } from '../support/services/database-rows.js';

const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a relying party that asks about an access token', () => {
  let service: TestService;
  let site: TestSite;
  let key: string;
  let token: RawToken;

  const keyWith = async (options: object): Promise<string> => {
    const order = { service: site.mac, scopes: ['jwt.introspect'], ...options };
    return (await service.admin.post<{ key: string }>('/keys', order)).body.key;
  };

  before(async () => {
    service = await TestService.start();
    site = await service.addSite({ seal: true }, 'https://shop.example');
    key = await keyWith({});
    token = await enrol(service, site, 'Ada');
  });

  after(() => service.close());

  const accessToken = async (from = token) =>
    String((await outOf(from, 'jwt', rightPin))['access_token']);

  function ask(
    body: object | string,
    by = key,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return call(`${service.localUrl}/rp/v1/jwt/introspect`, {
      method: 'POST',
      body,
      key: by,
      headers,
    });
  }

  async function isActive(jwt: string, by = key): Promise<unknown> {
    const { status, body } = await ask({ token: jwt }, by);
    assert.equal(status, 200);
    if (!body['active']) assert.deepEqual(body, { active: false });
    return body['active'];
  }

  it('is refused without the scope, and with a malformed body', async () => {
    const without = await keyWith({ scopes: ['otp.verify', 'seal.verify'] });
    assertRefused(await ask({ token: 'x' }, without), '403 KEY_NOT_ALLOWED');
    assertRefused(await ask({}), '400 REQUEST_MALFORMED', 'token is missing.');
    assertRefused(await ask('token=a&token=b', key, form), '400 REQUEST_MALFORMED');
    assertRefused(await ask('a', key, { 'content-type': 'text/plain' }), '415 REQUEST_MALFORMED');
  });

  it('learns the claims of the token, by a form or by JSON', async () => {
    const jwt = await accessToken();
    const byJson = await ask({ token: jwt });
    const hint = `token=${jwt}&token_type_hint=access_token`;
    const byForm = await ask(hint, key, form);
    assert.deepEqual(byForm.body, byJson.body);
    const { iat, exp, jti, auth_time, sub, ...rest } = byJson.body;
    assert.ok([iat, exp, jti, auth_time, sub].every((value) => value !== undefined));
    assert.deepEqual(rest, {
      active: true,
      token_type: 'Bearer',
      username: 'Ada',
      iss: service.url,
      aud: 'https://shop.example',
      client_id: site.alias,
      acr: 'urn:btt:2f',
      amr: ['swk', 'pin', 'mfa'],
    });
  });

  it('is told inactive for anything but an access token of its service', async () => {
    const other = await service.addSite();
    const foreign = await accessToken(await enrol(service, other, 'Ada'));
    const { seal } = await outOf(token, 'seal', rightPin, await sealArg(token, 'text'));
    const [header, payload] = (await accessToken()).split('.');
    const none = [
      '',
      'x',
      'a.b.c',
      foreign,
      String(seal),
      `${header}.${payload}.${'A'.repeat(86)}`,
    ];
    for (const jwt of none) assert.equal(await isActive(jwt), false);
    const aliases = [await service.addAlias(site.mac, 'https://a.example')];
    assert.equal(await isActive(await accessToken(), await keyWith({ aliases })), false);
  });

  it('is told inactive when browser, user or service have changed', async () => {
    const other = await enrol(service, site, 'Bea');
    const jwt = await accessToken(other);
    const { uid } = await userRow(service, 'bea');
    const steps: [string, string][] = [
      [`/tokens/${other.tid}/block`, `/tokens/${other.tid}/unblock`],
      [`/users/${uid}/disable`, `/users/${uid}/enable`],
    ];
    for (const [away, back] of steps) {
      await service.admin.post(away);
      assert.equal(await isActive(jwt), false, away);
      await service.admin.post(back);
      assert.equal(await isActive(jwt), true, back);
    }
    const set = (status: string) => service.admin.patch(`/services/${site.mac}`, { status });
    await set('closed');
    assert.equal(await isActive(jwt), false);
    await set('open');
    await service.admin.post(`/tokens/${other.tid}/revoke`);
    assert.equal(await isActive(jwt), false);
    const left = await accessToken(await enrol(service, site, 'Cyd'));
    assert.equal(await isActive(left), true);
    const { uid: deleted } = await userRow(service, 'cyd');
    await service.admin.delete(`/users/${deleted}`);
    assert.equal(await isActive(left), false);
  });

  it('is told inactive after five minutes, also when every record is erased', async () => {
    const jwt = await accessToken();
    service.clock.advance(290_000);
    assert.equal(await isActive(jwt), true);
    service.clock.advance(12_000);
    assert.equal(await isActive(jwt), false);
    await service.refresh();
    assert.deepEqual((await service.dump())['access_token'], []);
    assert.equal(await isActive(jwt), false);
  });
});

describe('a relying party that issues codes', () => {
  it('needs the scope, issues for its own service only, and defines no PINs', async () => {
    const service = await TestService.start();
    try {
      const site = await service.addSite();
      await service.issueCode(site, 'ada');
      const order = { service: site.mac, scopes: ['codes.issue'] };
      const { key } = (await service.admin.post<{ key: string }>('/keys', order)).body;
      const issue = (options: object, by = key) =>
        service.rp('/codes', by, { service: site.mac, login: 'ada', kind: 'reset', ...options });
      assert.equal((await issue({}, site.apiKey)).status, 403);
      assert.equal((await issue({ service: 'other' })).status, 403);
      assert.equal((await issue({ definePin: true })).status, 400);
      assert.equal((await issue({ login: 'nobody' })).body['code'], 'USER_ENTRY_DOES_NOT_EXIST');
      const { status, body } = await issue({});
      assert.equal(status, 201);
      assert.match(String(body['code']), /^\d{10}$/);
      const { entries } = (
        await service.admin.get<{ entries: { actor: string }[] }>('/audit?kind=code.issued')
      ).body;
      assert.equal(entries[0]!.actor, key.split('.')[1]);
    } finally {
      await service.close();
    }
  });
});

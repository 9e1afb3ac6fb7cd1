import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { pin } from '../../support/clients/pins.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { nodeClient } from '../support/services/node-client.js';
import { call, type Answer } from '../../support/services/door-call.js';
import { assertRefused } from '../support/services/door-answers.js';

const sentence = 'The Authorization header has to be "Bearer" and a valid key.';

describe('the key of a relying party', () => {
  let service: TestService;
  let admin: AdminApi;
  let site: TestSite;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
    site = await service.addSite();
  });

  afterEach(() => service.clock.advance(61_000));

  after(() => service.close());

  function verify(key: string | undefined, otp = '12345678', login = 'ada'): Promise<Answer> {
    const body = { service: site.mac, login, otp };
    return call(`${service.url}/rp/v1/otp/verify`, {
      body,
      ...(key !== undefined && { key }),
    });
  }

  async function makeKey(options: object = {}) {
    const made = await admin.made('/keys', {
      service: site.mac,
      scopes: ['otp.verify'],
      ...options,
    });
    return { id: String(made['id']), key: String(made['key']) };
  }

  it('is refused when it is missing, malformed, altered, or the administrator’s', async () => {
    const { id, key } = await makeKey();
    const altered = key.slice(0, -2) + (key.endsWith('AA') ? 'BB' : 'AA');
    const unknown = key.replace(id, '0123456789abcdef');
    const wrong = [undefined, 'x', altered, unknown, `${key}A`, key.toUpperCase()];
    for (const other of [...wrong, service.adminKey]) {
      const answer = await verify(other);
      assertRefused(answer, '401 NOT_AUTHORIZED', sentence);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    }
    assertRefused(await call(`${service.url}/rp/v1/nothing`, {}), '401 NOT_AUTHORIZED');
  });

  it('that is wrong is slowed down for a minute after ten from its address, and a right one from there is not', async () => {
    const { key } = await makeKey();
    for (let count = 0; count < 10; count++) {
      assertRefused(await verify('wrong'), '401 NOT_AUTHORIZED');
    }
    const answer = await verify('wrong');
    assertRefused(answer, '429 RATE_LIMITED', 'Too many wrong keys from this address.');
    const seconds = Number(answer.headers.get('retry-after'));
    assert.ok(seconds > 0 && seconds <= 60, String(seconds));
    assert.equal((await verify(key)).status, 200);
    service.clock.advance(seconds * 1000);
    assertRefused(await verify('wrong'), '401 NOT_AUTHORIZED');
  });

  it('is refused from the moment it is revoked', async () => {
    const { id, key } = await makeKey();
    assert.equal((await verify(key)).status, 200);
    await admin.delete(`/keys/${id}`);
    assertRefused(await verify(key), '401 NOT_AUTHORIZED', sentence);
  });

  it('gives no access to another service', async () => {
    const other = await makeKey({ service: await admin.makeService() });
    const answer = await verify(other.key);
    assertRefused(answer, '403 KEY_NOT_ALLOWED', 'The key belongs to another service.');
  });

  it('gives access only to what its scopes name', async () => {
    const { key } = await makeKey({ scopes: ['seal.verify', 'push'] });
    const answer = await verify(key);
    assertRefused(answer, '403 KEY_NOT_ALLOWED', 'The key lacks the scope otp.verify.');
  });

  it('gives no access to the admin API', async () => {
    const { key } = await makeKey();
    const answer = await call(`${service.url}/admin/v1/services`, { key });
    assertRefused(answer, '401 NOT_AUTHORIZED');
  });

  it('verifies only passwords of its own sites, and spends no others', async () => {
    const origin = 'http://localhost:8001';
    const second = { alias: await service.addAlias(site.mac, origin), origin };
    const elsewhere = await makeKey({ aliases: [second.alias] });
    const here = await makeKey({ aliases: [site.alias, second.alias] });

    const browser = nodeClient(service.url, site);
    await browser.activate(await service.issueCode(site, 'ada'), { pin });
    const { value } = await browser.getOnlineOtp('ada', { pin });
    for (let count = 0; count < 6; count++) {
      assert.deepEqual((await verify(elsewhere.key, value)).body, { ok: false });
    }
    assert.equal((await verify(here.key, value)).body['ok'], true);

    const other = nodeClient(service.url, second);
    await other.activate(await service.issueCode(site, 'ada'), { pin });
    const { value: otp } = await other.getOnlineOtp('ada', { pin });
    assert.equal((await verify(elsewhere.key, otp)).body['ok'], true);
  });

  it('of another service does not verify a password of the same login', async () => {
    const stranger = await service.addSite();
    await admin.makeUser(stranger.mac, 'twin');
    const browser = nodeClient(service.url, site);
    await browser.activate(await service.issueCode(site, 'twin'), { pin });
    const { value } = await browser.getOnlineOtp('twin', { pin });
    assert.equal(await service.verifyOtp(stranger, 'twin', value), false);
    assert.equal(await service.verifyOtp(site, 'twin', value), true);
  });
});

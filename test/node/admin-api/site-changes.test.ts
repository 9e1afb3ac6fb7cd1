import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { assertRefused } from '../support/services/door-answers.js';
import { enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { outOf } from '../support/tokens/operation-outcomes.js';
import { tokenRow } from '../support/services/database-rows.js';

let service: TestService;
let admin: AdminApi;

before(async () => {
  service = await TestService.start();
  ({ admin } = service);
});

after(() => service.close());

const change = (alias: string, body: object) => admin.patch(`/sites/${alias}`, body);
const remove = (alias: string) => admin.delete(`/sites/${alias}`);
const unknown = 'f'.repeat(32);

describe('a change of a site', () => {
  it('is refused for a site that does not exist, and with invalid values', async () => {
    assertRefused(await change(unknown, {}), '404 ALIAS_UNKNOWN', 'There is no such site.');
    const { alias } = await service.addSite();
    const refused: [object, `${number} ${string}`][] = [
      [{ origins: [] }, '400 REQUEST_MALFORMED'],
      [{ origins: ['http://example.com'] }, '422 SETTING_REFUSED'],
      [{ audiences: [] }, '400 REQUEST_MALFORMED'],
      [{ audiences: ['with space'] }, '400 REQUEST_MALFORMED'],
      [{ scopes: ['two words'] }, '400 REQUEST_MALFORMED'],
      [{ scopes: ['"'] }, '400 REQUEST_MALFORMED'],
      [{ alias: unknown }, '400 REQUEST_MALFORMED'],
      [{ service: 'other' }, '400 REQUEST_MALFORMED'],
      [{ dropIn: true }, '400 REQUEST_MALFORMED'],
      [{ iframe: 1 }, '400 REQUEST_MALFORMED'],
    ];
    for (const [body, expected] of refused) assertRefused(await change(alias, body), expected);
  });

  it('changes only the members that it names', async () => {
    const { alias } = await service.addSite();
    const before = (await change(alias, {})).body;
    const settings = { name: 'Shop', scopes: ['pay', 'pay'], audiences: ['urn:a'], hostPin: true };
    const after = await change(alias, settings);
    assert.deepEqual(after.body, { ...before, ...settings, scopes: ['pay'] });
    const { body } = await admin.get('/sites');
    const sites = body['sites'] as { alias: string }[];
    assert.deepEqual(
      sites.find((site) => site.alias === alias),
      after.body,
    );
  });

  it('refuses pages of a removed origin at once', async () => {
    const site = await service.addSite();
    const token = await enrol(service, site);
    const operation = await token.operation('otp', rightPin);
    await change(site.alias, { origins: ['https://new.example'] });
    const { status, text } = await token.send(operation);
    assert.equal(
      `${status} ${(JSON.parse(text) as { code: string }).code}`,
      '403 ORIGIN_NOT_ALLOWED',
    );
  });
});

describe('the deletion of a site', () => {
  it('is refused for a site that does not exist, and while a browser is enrolled there', async () => {
    assertRefused(await remove(unknown), '404 ALIAS_UNKNOWN', 'There is no such site.');
    const site = await service.addSite();
    const token = await enrol(service, site);
    const detail = 'Browsers are enrolled at this site: revoke them first.';
    assertRefused(await remove(site.alias), '409 SITE_IN_USE', detail);
    assert.equal((await outOf(token, 'otp', rightPin))['ttl'], 20_000);
  });

  it('removes what is left of browsers that were enrolled there', async () => {
    const site = await service.addSite();
    const token = await enrol(service, site);
    await outOf(token, 'jwt', rightPin);
    await admin.post(`/tokens/${token.tid}/revoke`);
    assert.equal((await remove(site.alias)).status, 204);
    assertRefused(await remove(site.alias), '404 ALIAS_UNKNOWN');
    await assert.rejects(tokenRow(service, token.tid));
  });

  it('is not prevented by browsers of deleted users', async () => {
    const site = await service.addSite();
    const token = await enrol(service, site, 'who left');
    const { uid } = await tokenRow(service, token.tid);
    assertRefused(await remove(site.alias), '409 SITE_IN_USE');
    assert.equal((await admin.delete(`/users/${uid}`)).status, 204);
    assert.equal((await remove(site.alias)).status, 204);
    await assert.rejects(tokenRow(service, token.tid));
  });
});

describe('the revocation of a token', () => {
  it('is refused for a token that does not exist or was revoked, and is final', async () => {
    const nobody = 'A'.repeat(43);
    assertRefused(await admin.post(`/tokens/${nobody}/revoke`), '404 NO_DEVICE_FOUND');
    assertRefused(await admin.delete(`/tokens/${nobody}/bio`), '404 NO_DEVICE_FOUND');
    const token = await enrol(service, await service.addSite());
    const { status, body } = await admin.post(`/tokens/${token.tid}/revoke`);
    assert.deepEqual([status, body['status']], [200, 'REVOKED']);
    for (const action of ['revoke', 'block', 'unblock']) {
      assertRefused(await admin.post(`/tokens/${token.tid}/${action}`), '404 NO_DEVICE_FOUND');
    }
    assertRefused(await admin.delete(`/tokens/${token.tid}/bio`), '404 NO_DEVICE_FOUND');
  });
});

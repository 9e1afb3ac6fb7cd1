import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { assertRefused } from '../support/services/door-answers.js';

const notOrigins = [
  'shop.example',
  'https://shop.example/',
  'https://shop.example/path',
  'https://SHOP.example',
  'https://shop.example:443',
  'https://user@shop.example',
  'https://*.shop.example',
  'https://shop;sandbox',
  'https://shop,example',
  "https://'none'.example",
  'https://"shop".example',
  'http://shop.example',
  'http://localhost.example',
  'ftp://localhost',
  'wss://shop.example',
  'null',
  'https://',
];

const origins = [
  'https://shop.example',
  'https://shop.example:8443',
  'http://localhost:8080',
  'http://shop.localhost:8080',
  'http://127.0.0.1:1',
  'http://[::1]:8080',
];

const ids = (body: Record<string, unknown>, list: string, member: string) =>
  (body[list] as Record<string, unknown>[]).map((one) => one[member]);

describe('a site', () => {
  let service: TestService;
  let admin: AdminApi;
  let mac: string;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
    mac = await admin.makeService();
  });

  after(() => service.close());

  it('is refused with anything but a secure origin as browsers send it', async () => {
    const detail =
      'An origin is written like https://www.example.com, without a path; http only on localhost.';
    for (const origin of notOrigins) {
      const answer = await admin.post('/sites', { service: mac, origins: [origins[0], origin] });
      assertRefused(answer, '422 SETTING_REFUSED', detail);
    }
  });

  it('is refused without origins, with too many, or with one that is not a string', async () => {
    const list = 'origins has to be a list of 1 to 32 origins.';
    const item = 'origins.0 has to be text of 1 to 512 characters.';
    const refused: [unknown, string][] = [
      [[], list],
      ['https://shop.example', list],
      [Array<string>(33).fill('https://shop.example'), list],
      [[''], item],
      [[{}], item],
      [['x'.repeat(513)], item],
    ];
    for (const [value, detail] of refused) {
      const answer = await admin.post('/sites', { service: mac, origins: value });
      assertRefused(answer, '400 REQUEST_MALFORMED', detail);
    }
  });

  it('is refused for a service that does not exist', async () => {
    const answer = await admin.post('/sites', { service: 'none', origins });
    assertRefused(answer, '404 MACID_IS_UNKNOWN', 'There is no such service.');
    assertRefused(await admin.get('/sites?service=none'), '404 MACID_IS_UNKNOWN');
  });

  it('gets an alias, and is named after its first origin', async () => {
    const made = await admin.made('/sites', { service: mac, origins: [...origins, origins[0]] });
    const { alias, createdAt, ...rest } = made;
    assert.match(String(alias), /^[0-9a-f]{32}$/);
    assert.equal(typeof createdAt, 'number');
    const expected = {
      service: mac,
      name: 'shop.example',
      origins,
      iframe: false,
      hostPin: false,
      audiences: ['https://shop.example'],
      scopes: [],
    };
    assert.deepEqual(rest, expected);
  });

  it('is refused with a dropIn that is not a boolean', async () => {
    const answer = await admin.post('/sites', { service: mac, origins, dropIn: 'yes' });
    assertRefused(answer, '400 REQUEST_MALFORMED', 'dropIn has to be true or false.');
  });

  it('has hostPin if it is for the drop-in or if hostPin is set', async () => {
    const cases: [object, iframe: boolean, hostPin: boolean][] = [
      [{ dropIn: false }, false, false],
      [{ iframe: true }, true, false],
      [{ dropIn: true }, true, true],
      [{ dropIn: true, hostPin: false }, true, false],
      [{ dropIn: true, iframe: false }, false, true],
      [{ iframe: true, hostPin: true }, true, true],
    ];
    for (const [settings, iframe, hostPin] of cases) {
      const made = await admin.made('/sites', { service: mac, origins, ...settings });
      const told = JSON.stringify(settings);
      assert.deepEqual([made['iframe'], made['hostPin']], [iframe, hostPin], told);
      assert.ok(!('dropIn' in made));
    }
  });

  it('is listed for its service, and in the list of all', async () => {
    const other = await admin.makeService();
    const body = {
      service: other,
      name: 'Other',
      origins: [origins[1]],
      iframe: true,
      hostPin: true,
    };
    const made = await admin.made('/sites', body);
    const { body: own } = await admin.get(`/sites?service=${other}`);
    assert.deepEqual(own, { sites: [made] });
    const { body: all } = await admin.get('/sites');
    assert.ok(ids(all, 'sites', 'alias').includes(made['alias']));
    assert.ok(ids(all, 'sites', 'service').includes(mac));
  });
});

describe('a key for relying parties', () => {
  let service: TestService;
  let admin: AdminApi;
  let mac: string;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
    mac = await admin.makeService();
  });

  after(() => service.close());

  it('is refused without scopes or with unknown ones', async () => {
    const list =
      'a list of otp.verify, seal.verify, jwt.introspect, push, codes.issue, enrolments.read';
    const one =
      'one of otp.verify, seal.verify, jwt.introspect, push, codes.issue, enrolments.read';
    const refused: [unknown, string][] = [
      [[], `scopes has to be ${list}.`],
      ['otp.verify', `scopes has to be ${list}.`],
      [['otp.verify', 'admin'], `scopes.1 has to be ${one}.`],
    ];
    for (const [scopes, detail] of refused) {
      const answer = await admin.post('/keys', { service: mac, scopes });
      assertRefused(answer, '400 REQUEST_MALFORMED', detail);
    }
  });

  it('is refused with no alias, a malformed one, or one of another service', async () => {
    const scopes = ['otp.verify'];
    const refuse = async (aliases: unknown, expected: `${number} ${string}`, detail: string) =>
      assertRefused(await admin.post('/keys', { service: mac, scopes, aliases }), expected, detail);
    await refuse([], '400 REQUEST_MALFORMED', 'aliases has to be a list of aliases.');
    await refuse(['X'], '400 REQUEST_MALFORMED', 'aliases.0 has to be 32 hexadecimal digits.');
    const other = await admin.made('/sites', { service: await admin.makeService(), origins });
    const detail = 'One of the aliases is not of this service.';
    for (const alias of [other['alias'], '0'.repeat(32)]) {
      await refuse([alias], '404 ALIAS_UNKNOWN', detail);
    }
  });

  it('is refused, and not listed, for a service that does not exist', async () => {
    const answer = await admin.post('/keys', { service: 'none', scopes: ['push'] });
    assertRefused(answer, '404 MACID_IS_UNKNOWN');
    assertRefused(await admin.get('/keys?service=none'), '404 MACID_IS_UNKNOWN');
  });

  it('cannot be revoked when it does not exist, nor twice', async () => {
    const { id } = await admin.made('/keys', { service: mac, scopes: ['push'] });
    const revoke = (key: unknown) => admin.delete(`/keys/${String(key)}`);
    assertRefused(await revoke('none'), '404 KEY_UNKNOWN', 'There is no such key.');
    const revoked = await revoke(id);
    assert.deepEqual([revoked.status, revoked.body], [204, {}]);
    assertRefused(await revoke(id), '404 KEY_UNKNOWN', 'There is no such key.');
    const { body } = await admin.get(`/keys?service=${mac}`);
    assert.ok(!ids(body, 'keys', 'id').includes(id));
  });

  it('is shown once', async () => {
    const { alias } = await admin.made('/sites', { service: mac, origins });
    const { key, ...view } = await admin.made('/keys', {
      service: mac,
      name: 'Till',
      scopes: ['otp.verify', 'push', 'push'],
      aliases: [alias, alias],
    });
    assert.match(String(key), /^neon\.[0-9a-f]{16}\.[\w-]{43}$/);
    const { id, createdAt, ...rest } = view;
    assert.ok(String(key).startsWith(`neon.${String(id)}.`));
    assert.equal(typeof createdAt, 'number');
    const expected = {
      service: mac,
      name: 'Till',
      scopes: ['otp.verify', 'push'],
      aliases: [alias],
    };
    assert.deepEqual(rest, expected);
    const { body } = await admin.get(`/keys?service=${mac}`);
    assert.deepEqual(body, { keys: [view] });
  });
});

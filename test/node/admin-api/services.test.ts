import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { assertRefused } from '../support/services/door-answers.js';

const defaults = {
  status: 'open',
  pin: 'pin',
  pinMin: 6,
  pinMax: 12,
  pinTries: 10,
  pinTriesPerBrowser: 5,
  pinTotalLimit: 50,
  iterations: 600_000,
  bio: 'off',
  seal: false,
  push: false,
  pushOpen: true,
  pushPerAddress: 30,
  maxTools: 5,
  otpDigits: 8,
  otpLife: 20_000,
  idleDays: 90,
  endedDays: 90,
  eventDays: 90,
};

const ranges: [string, number, number][] = [
  ['pinTries', 3, 20],
  ['pinTriesPerBrowser', 2, 19],
  ['pinTotalLimit', 10, 100],
  ['iterations', 100_000, 5_000_000],
  ['pushPerAddress', 1, 10_000],
  ['maxTools', 1, 50],
  ['otpDigits', 6, 10],
  ['otpLife', 10_000, 120_000],
  ['idleDays', 1, 3650],
  ['endedDays', 1, 3650],
  ['eventDays', 1, 3650],
  ['pinMin', 4, 128],
  ['pinMax', 4, 128],
];

const malformed: [object, string][] = [
  [{ name: '' }, 'name has to be text of 1 to 128 characters.'],
  [{ name: 'x'.repeat(129) }, 'name has to be text of 1 to 128 characters.'],
  [{ name: 4711 }, 'name has to be text of 1 to 128 characters.'],
  [{ pin: 'face' }, 'pin has to be one of none, pin, password.'],
  [{ bio: true }, 'bio has to be one of off, allowed, forced.'],
  [{ seal: 'yes' }, 'seal has to be true or false.'],
  [{ push: 1 }, 'push has to be true or false.'],
];

const contradictory: [object, string][] = [
  [{ pinMin: 9, pinMax: 8 }, 'pinMin and pinMax have to be from 4 to 12, the lesser first.'],
  [{ pinMax: 13 }, 'pinMin and pinMax have to be from 4 to 12, the lesser first.'],
  [{ pin: 'password', pinMin: 7 }, 'pinMin and pinMax have to be from 8 to 128, the lesser first.'],
  [{ bio: 'forced' }, 'bio can be forced only where pin is none.'],
  [{ pin: 'password', bio: 'forced' }, 'bio can be forced only where pin is none.'],
];

describe('a service', () => {
  let service: TestService;
  let admin: AdminApi;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
  });

  after(() => service.close());

  const change = (mac: string, body: object) => admin.patch(`/services/${mac}`, body);

  it('is refused with a macId of other characters', async () => {
    const detail = 'mac has to be 1 to 32 letters, digits, "_" or "-".';
    for (const mac of ['', 'a b', 'ä', 'x'.repeat(33), '../x', 7]) {
      assertRefused(await admin.post('/services', { mac }), '400 REQUEST_MALFORMED', detail);
    }
  });

  it('is refused with a number out of range, on creation and on change', async () => {
    const mac = await admin.makeService();
    for (const [name, least, most] of ranges) {
      const detail = `${name} has to be a whole number from ${least} to ${most}.`;
      for (const value of [least - 1, most + 1, least + 0.5, String(least), null, -0.1]) {
        const settings = { [name]: value };
        for (const answer of [
          await admin.post('/services', settings),
          await change(mac, settings),
        ]) {
          assertRefused(answer, '400 REQUEST_MALFORMED', detail);
        }
      }
    }
  });

  it('is refused with a setting of the wrong type, on creation and on change', async () => {
    const mac = await admin.makeService();
    for (const [settings, detail] of malformed) {
      for (const answer of [await admin.post('/services', settings), await change(mac, settings)]) {
        assertRefused(answer, '400 REQUEST_MALFORMED', detail);
      }
    }
    assertRefused(
      await change(mac, { status: 'gone' }),
      '400 REQUEST_MALFORMED',
      'status has to be one of open, closed.',
    );
    assertRefused(
      await change(mac, { mac: 'other' }),
      '400 REQUEST_MALFORMED',
      'mac is not known here.',
    );
  });

  it('is refused with contradictory settings, on creation and on change', async () => {
    const mac = await admin.makeService();
    for (const [settings, detail] of contradictory) {
      for (const answer of [await admin.post('/services', settings), await change(mac, settings)]) {
        assertRefused(answer, '422 SETTING_REFUSED', detail);
      }
    }
    const { body } = await admin.get('/services');
    const kept = (body['services'] as { mac: string }[]).find((one) => one.mac === mac);
    const { name, createdAt, ...settings } = kept as Record<string, unknown>;
    assert.deepEqual(settings, { mac, ...defaults, iterations: 100_000 });
    assert.equal(name, mac);
    assert.equal(typeof createdAt, 'number');
  });

  it('is refused with a macId that exists', async () => {
    await admin.makeService({ mac: 'twice' });
    assertRefused(
      await admin.post('/services', { mac: 'twice' }),
      '409 MACID_EXISTS',
      'There already is a service of that macId.',
    );
  });

  it('cannot be changed when it does not exist, nor change its kind of PIN once it has users', async () => {
    assertRefused(
      await change('none', { name: 'x' }),
      '404 MACID_IS_UNKNOWN',
      'There is no such service.',
    );
    const mac = await admin.makeService();
    const uid = await admin.makeUser(mac, 'ada');
    const detail = 'pin cannot be changed while the service has users.';
    assertRefused(await change(mac, { pin: 'password' }), '422 SETTING_REFUSED', detail);
    await admin.delete(`/users/${uid}`);
    assert.equal((await change(mac, { pin: 'password' })).status, 200);
  });

  it('gets defaults for omitted settings, and a random macId', async () => {
    const made = await admin.made('/services', {});
    const { mac, name, createdAt, ...settings } = made;
    assert.match(String(mac), /^[0-9a-f]{16}$/);
    assert.equal(name, mac);
    assert.ok(Math.abs(Number(createdAt) - Date.now()) < 60_000);
    assert.deepEqual(settings, defaults);
  });

  it('has every setting and its default in docs/operate.md', async () => {
    const guide = await readFile(join(import.meta.dirname, '../../../../docs/operate.md'), 'utf8');
    const [, section = ''] = /## Settings of a service\n(.*?)\n## /s.exec(guide)!;
    for (const [name, value] of Object.entries(defaults)) {
      const row = section.split('\n').find((line) => line.includes(`\`${name}\``));
      assert.ok(row?.replaceAll(/(?<=\d) (?=\d)/g, '').includes(String(value)), name);
    }
  });

  it('accepts every number at either end of its range', async () => {
    const ends = (end: 1 | 2) =>
      Object.fromEntries(ranges.slice(0, -2).map((range) => [range[0], range[end]]));
    for (const end of [1, 2] as const) {
      const made = await admin.made('/services', ends(end));
      for (const [name, value] of Object.entries(ends(end))) assert.equal(made[name], value);
    }
    const lengths = { pinMin: 4, pinMax: 4 };
    assert.equal((await admin.made('/services', lengths))['pinMax'], 4);
  });

  it('keeps settings that a change does not name', async () => {
    const mac = await admin.makeService({ name: 'Shop', otpDigits: 10 });
    const { status, body } = await change(mac, { name: 'Market', seal: true });
    assert.equal(status, 200);
    const { name, otpDigits, seal, push } = body;
    assert.deepEqual(
      { name, otpDigits, seal, push },
      { name: 'Market', otpDigits: 10, seal: true, push: false },
    );
  });

  it('gets the default lengths of another kind of PIN unless they are named', async () => {
    const mac = await admin.makeService({ pinMin: 4, pinMax: 4 });
    const lengths = async (settings: object) => {
      const { status, body } = await change(mac, settings);
      return { status, min: body['pinMin'], max: body['pinMax'] };
    };
    assert.deepEqual(await lengths({ pin: 'password' }), { status: 200, min: 8, max: 128 });
    assert.deepEqual(await lengths({ pin: 'none' }), { status: 200, min: 6, max: 12 });
    assert.deepEqual(await lengths({ pin: 'pin', pinMin: 5 }), { status: 200, min: 5, max: 12 });
  });
});

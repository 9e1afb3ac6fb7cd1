import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pin } from '../../support/clients/pins.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { nodeClient } from '../support/services/node-client.js';
import { assertRefused } from '../support/services/door-answers.js';
import { rejectionCode } from '../../support/clients/rejection.js';

const day = 24 * 60 * 60_000;

describe('a token', () => {
  let service: TestService;
  let admin: AdminApi;
  let site: TestSite;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
    site = await service.addSite();
  });

  after(() => service.close());

  const act = (tid: unknown, action: string) => admin.post(`/tokens/${String(tid)}/${action}`);

  async function list(login: string): Promise<Record<string, unknown>[]> {
    const { body } = await admin.get(`/tokens?service=${site.mac}&login=${login}`);
    return body['tokens'] as Record<string, unknown>[];
  }

  async function enrol(login: string) {
    const opened = nodeClient(service.url, site);
    const code = await service.issueCode(site, login);
    await opened.activate(code, { pin, tokenName: `Laptop of ${login}` });
    return { opened, tid: (await list(login))[0]!['tid'] };
  }

  it('is not found when it does not exist, nor listed for an unknown login', async () => {
    for (const tid of ['none', 'A'.repeat(43)]) {
      for (const action of ['block', 'unblock']) {
        assertRefused(await act(tid, action), '404 NO_DEVICE_FOUND', 'There is no such token.');
      }
    }
    assertRefused(await admin.get('/tokens?service=none'), '404 MACID_IS_UNKNOWN');
    const path = `/tokens?service=${site.mac}&login=nobody`;
    assertRefused(await admin.get(path), '404 USER_ENTRY_DOES_NOT_EXIST', 'There is no such user.');
  });

  it('is not listed while it is only being enrolled', async () => {
    const opened = nodeClient(service.url, site);
    const code = await service.issueCode(site, 'beginner');
    assert.equal(await rejectionCode(opened.activate(code, { pin: '111111' })), 'PIN_REFUSED');
    const { token } = await service.dump();
    assert.ok((token as { status: string }[]).some(({ status }) => status === 'PROVISIONAL'));
    assert.deepEqual(await list('beginner'), []);
  });

  it('is shown with its user, site and name', async () => {
    await enrol('shown');
    const [{ tid, uid, createdAt, lastUsedAt, ...view } = {}, ...more] = await list('shown');
    assert.equal(more.length, 0);
    assert.match(String(tid), /^[\w-]{43}$/);
    assert.match(String(uid), /^[\w-]{22}$/);
    assert.ok(Number(lastUsedAt) >= Number(createdAt));
    const { platform, ...rest } = view as { platform: string };
    assert.ok(platform.length > 0);
    const expected = {
      login: 'shown',
      alias: site.alias,
      name: 'Laptop of shown',
      status: 'ACTIVE',
    };
    assert.deepEqual(rest, expected);
  });

  it('can be blocked once, which voids an unused one-time password, and unblocked once', async () => {
    const { opened, tid } = await enrol('ada');
    assertRefused(
      await act(tid, 'unblock'),
      '409 TOKEN_IS_NOT_BLOCKED',
      'The token is not blocked.',
    );
    const otp = await opened.getOnlineOtp('ada', { pin });
    assert.equal((await act(tid, 'block')).body['status'], 'BLOCKED');
    assertRefused(await act(tid, 'block'), '409 TOKEN_IS_BLOCKED', 'The token is blocked already.');
    assert.equal(await service.verifyOtp(site, 'ada', otp.value), false);
    assert.equal(await rejectionCode(opened.getOnlineOtp('ada', { pin })), 'TOKEN_IS_BLOCKED');

    assert.equal((await act(tid, 'unblock')).body['status'], 'ACTIVE');
    const next = await opened.getOnlineOtp('ada', { pin });
    assert.equal(await service.verifyOtp(site, 'ada', next.value), true);
  });

  it('cannot be blocked after its browser has forgotten it', async () => {
    const { opened, tid } = await enrol('quitter');
    await opened.forget('quitter');
    const detail = 'The token is not in use: its state is REVOKED.';
    for (const action of ['block', 'unblock']) {
      assertRefused(await act(tid, action), '404 NO_DEVICE_FOUND', detail);
    }
  });

  it('is shown as locked when it has not been used for the idle days', async () => {
    const { tid } = await enrol('idle');
    service.clock.advance(90 * day + 60_000);
    assert.equal((await list('idle'))[0]!['status'], 'LOCKED');
    assert.equal((await act(tid, 'block')).body['status'], 'BLOCKED');
    assert.equal((await act(tid, 'unblock')).body['status'], 'LOCKED');
  });
});

describe('a code', () => {
  let service: TestService;
  let admin: AdminApi;
  let site: TestSite;
  const order = (options: object = {}) => ({
    service: site.mac,
    login: 'ada',
    kind: 'activation',
    ...options,
  });
  const browser = () => nodeClient(service.url, site);

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
    site = await service.addSite();
    await admin.makeUser(site.mac, 'ada');
  });

  after(() => service.close());

  it('is refused with an invalid kind or life', async () => {
    const life = 'life has to be a whole number from 60 to 1814400.';
    const refused: [object, string][] = [
      [{ kind: 'gift' }, 'kind has to be one of activation, restore, unlock, reset.'],
      [{ life: 59 }, life],
      [{ life: 1_814_401 }, life],
      [{ life: '60' }, life],
      [{ definePin: 'yes' }, 'definePin has to be true or false.'],
      [{ tid: 'x' }, 'tid has to be the id of a token.'],
    ];
    for (const [options, detail] of refused) {
      assertRefused(await admin.post('/codes', order(options)), '400 REQUEST_MALFORMED', detail);
    }
    assertRefused(
      await admin.post('/codes', order({ tid: 'A'.repeat(43) })),
      '422 SETTING_REFUSED',
      'Only a restore or unlock code is for a certain token.',
    );
  });

  it('is refused for an unknown user, token or service', async () => {
    const tid = 'A'.repeat(43);
    const refused: [object, `${number} ${string}`, string][] = [
      [{ service: 'none' }, '404 MACID_IS_UNKNOWN', 'There is no such service.'],
      [{ login: 'nobody' }, '404 USER_ENTRY_DOES_NOT_EXIST', 'There is no such user.'],
      [{ login: 'a\u200bda' }, '404 USER_ENTRY_DOES_NOT_EXIST', 'There is no such user.'],
      [{ kind: 'restore', tid }, '404 NO_DEVICE_FOUND', 'The user has no such token.'],
    ];
    for (const [options, expected, detail] of refused) {
      assertRefused(await admin.post('/codes', order(options)), expected, detail);
    }
  });

  it('is refused while the service is closed', async () => {
    const change = (status: string) => admin.patch(`/services/${site.mac}`, { status });
    await change('closed');
    const answer = await admin.post('/codes', order());
    assertRefused(answer, '409 NO_ACTIVE_SERVICE_FOR_USER', 'The service is closed.');
    await change('open');
    assert.equal((await admin.post('/codes', order())).status, 201);
  });

  it('is void once another of its kind has been issued', async () => {
    const first = String((await admin.made('/codes', order()))['code']);
    const second = String((await admin.made('/codes', order()))['code']);
    assert.equal(
      await rejectionCode(browser().activate(first, { pin })),
      'CODE_ENTRY_DOES_NOT_EXIST',
    );
    assert.equal(await browser().activate(second, { pin }), 'ada');
    assert.equal(
      await rejectionCode(browser().activate(second, { pin })),
      'CODE_ENTRY_DOES_NOT_EXIST',
    );
  });

  it('expires after the life that was asked for, or after a day', async () => {
    const usual = await admin.made('/codes', order());
    assert.ok(Math.abs(Number(usual['expiresAt']) - service.clock.now() - day) < 60_000);
    const { code, expiresAt, kind } = await admin.made('/codes', order({ life: 60 }));
    assert.equal(kind, 'activation');
    assert.match(String(code), /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    assert.ok(Math.abs(Number(expiresAt) - service.clock.now() - 60_000) < 60_000);
    service.clock.advance(61_000);
    assert.equal(
      await rejectionCode(browser().activate(String(code), { pin })),
      'CODE_ENTRY_DOES_NOT_EXIST',
    );
  });
});

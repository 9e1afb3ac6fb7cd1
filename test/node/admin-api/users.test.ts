import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pin } from '../../support/clients/pins.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import type { AdminApi } from '../../support/services/admin-api.js';
import { TestService } from '../../support/services/test-service.js';
import { nodeClient } from '../support/services/node-client.js';
import { assertRefused } from '../support/services/door-answers.js';
import { rejectionCode } from '../../support/clients/rejection.js';

const wrongPin = '482918';

describe('a user', () => {
  let service: TestService;
  let admin: AdminApi;
  let site: TestSite;

  before(async () => {
    service = await TestService.start();
    ({ admin } = service);
    site = await service.addSite({ pinTries: 3, pinTriesPerBrowser: 2, pinTotalLimit: 10 });
  });

  after(() => service.close());

  const act = (uid: unknown, action: string) => admin.post(`/users/${String(uid)}/${action}`);
  const remove = (uid: string) => admin.delete(`/users/${uid}`);
  const browser = () => nodeClient(service.url, site);

  async function find(login: string): Promise<Record<string, unknown> | undefined> {
    const query = new URLSearchParams({ service: site.mac, login });
    return ((await admin.get(`/users?${query}`)).body['users'] as Record<string, unknown>[])[0];
  }

  async function enrol(login: string) {
    const opened = browser();
    await opened.activate(await service.issueCode(site, login), { pin });
    return { opened, uid: String((await find(login))!['uid']) };
  }

  /** The wrong PINs come from another browser, at its activation: the limit of a single browser does not end that. */
  async function blockByWrongPins(opened: ReturnType<typeof browser>, login: string, times = 3) {
    const other = browser();
    for (let count = 0; count < times; count++) {
      const code = await service.issueCode(site, login);
      const refused = await rejectionCode(other.activate(code, { pin: wrongPin }));
      assert.equal(refused, 'PASSWORD_IS_WRONG');
    }
    assert.equal(await rejectionCode(opened.getOnlineOtp(login, { pin })), 'USER_IS_BLOCKED');
  }

  it('cannot be made or looked up in a service that does not exist', async () => {
    const detail = 'There is no such service.';
    const answer = await admin.post('/users', { service: 'none', login: 'ada' });
    assertRefused(answer, '404 MACID_IS_UNKNOWN', detail);
    assertRefused(await admin.get('/users?service=none'), '404 MACID_IS_UNKNOWN', detail);
  });

  it('cannot be changed when they do not exist', async () => {
    for (const uid of ['none', 'A'.repeat(22), '%00', '%ff', '..%2f..', 'x'.repeat(5000)]) {
      for (const action of ['unblock', 'disable', 'enable']) {
        const answer = await act(uid, action);
        assertRefused(answer, '404 USER_ENTRY_DOES_NOT_EXIST', 'There is no such user.');
      }
      assertRefused(await remove(uid), '404 USER_ENTRY_DOES_NOT_EXIST', 'There is no such user.');
    }
    assertRefused(await act('none', 'promote'), '404 NOT_FOUND');
  });

  it('is shown with status, block and PIN state', async () => {
    const { uid, createdAt, ...made } = await admin.made('/users', {
      service: site.mac,
      login: ' Grace ',
    });
    assert.match(String(uid), /^[\w-]{22}$/);
    assert.equal(typeof createdAt, 'number');
    const expected = {
      service: site.mac,
      login: 'Grace',
      status: 'active',
      blocked: false,
      pinDefined: false,
    };
    assert.deepEqual(made, expected);
    assert.deepEqual(await find('GRACE'), { uid, createdAt, ...expected });
    const { body } = await admin.get(`/users?service=${site.mac}`);
    assert.ok((body['users'] as { uid: unknown }[]).some((user) => user.uid === uid));
    assert.equal(await find('nobody'), undefined);
  });

  it('who is disabled gets no code and no one-time password, until enabled', async () => {
    const { opened, uid } = await enrol('disabled');
    const otp = await opened.getOnlineOtp('disabled', { pin });
    assert.equal((await act(uid, 'disable')).body['status'], 'disabled');
    assert.equal(await service.verifyOtp(site, 'disabled', otp.value), false);
    assert.equal(
      await rejectionCode(opened.getOnlineOtp('disabled', { pin })),
      'SERVICE_ACCOUNT_STATUS_DISABLED',
    );
    const code = { service: site.mac, login: 'disabled', kind: 'activation' };
    assertRefused(
      await admin.post('/codes', code),
      '409 SERVICE_ACCOUNT_STATUS_DISABLED',
      'The user is disabled.',
    );

    assert.equal((await act(uid, 'enable')).body['status'], 'active');
    const next = await opened.getOnlineOtp('disabled', { pin });
    assert.equal(await service.verifyOtp(site, 'disabled', next.value), true);
  });

  it('can be unblocked only when blocked, which resets the counter of wrong PINs', async () => {
    const { opened, uid } = await enrol('blocked');
    assertRefused(
      await act(uid, 'unblock'),
      '409 USER_IS_NOT_BLOCKED',
      'The user is not blocked. A browser of theirs may be.',
    );
    await blockByWrongPins(opened, 'blocked');
    assert.equal((await find('blocked'))!['blocked'], true);

    const { status, body } = await act(uid, 'unblock');
    assert.deepEqual([status, body['blocked']], [200, false]);
    await blockByWrongPins(opened, 'blocked');
    assert.equal((await act(uid, 'unblock')).status, 200);
    assert.match((await opened.getOnlineOtp('blocked', { pin })).value, /^\d{8}$/);
  });

  it('who reached the total limit of wrong PINs needs a code that defines a new PIN', async () => {
    const { opened, uid } = await enrol('guesser');
    for (let round = 0; round < 3; round++) {
      await blockByWrongPins(opened, 'guesser');
      assert.equal((await act(uid, 'unblock')).status, 200);
    }
    await blockByWrongPins(opened, 'guesser', 1);
    assertRefused(
      await act(uid, 'unblock'),
      '409 USER_IS_BLOCKED',
      'Too many wrong PINs over time: only a code that defines a new PIN helps.',
    );
    const code = await service.issueCode(site, 'guesser', { definePin: true });
    const other = browser();
    assert.equal(await other.activate(code, { pin: '730164' }), 'guesser');
    assert.match((await opened.getOnlineOtp('guesser', { pin: '730164' })).value, /^\d{8}$/);
    assert.equal((await find('guesser'))!['blocked'], false);
  });

  it('who is deleted frees the login, and no token, code or one-time password works any more', async () => {
    const { opened, uid } = await enrol('Gone');
    const otp = await opened.getOnlineOtp('Gone', { pin });
    const code = await service.issueCode(site, 'gone');
    const removed = await remove(uid);
    assert.deepEqual([removed.status, removed.body], [204, {}]);

    assertRefused(await remove(uid), '404 USER_ENTRY_DOES_NOT_EXIST');
    assertRefused(await act(uid, 'enable'), '404 USER_ENTRY_DOES_NOT_EXIST');
    assert.equal(await find('gone'), undefined);
    assert.equal(await service.verifyOtp(site, 'gone', otp.value), false);
    assert.equal(
      await rejectionCode(browser().activate(code, { pin })),
      'CODE_ENTRY_DOES_NOT_EXIST',
    );
    assert.equal(await rejectionCode(opened.getOnlineOtp('Gone', { pin })), 'NO_DEVICE_FOUND');
    const { body: browsers } = await admin.get(`/tokens?service=${site.mac}`);
    assert.ok((browsers['tokens'] as { uid: string }[]).every((token) => token.uid !== uid));

    const heir = await admin.makeUser(site.mac, 'gone');
    assert.notEqual(heir, uid);
    const { body } = await admin.get(`/tokens?service=${site.mac}&login=gone`);
    assert.deepEqual(body, { tokens: [] });
    assert.equal(
      await rejectionCode(browser().activate(code, { pin })),
      'CODE_ENTRY_DOES_NOT_EXIST',
    );
    assert.equal(await rejectionCode(opened.getOnlineOtp('gone', { pin })), 'NO_DEVICE_FOUND');
  });
});

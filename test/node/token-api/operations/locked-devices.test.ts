/**
 * What a person does to their browsers from another one, beside ending them: locks, unlocks and names.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readOut } from '../../../../src/protocol/operations.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { tokenRow } from '../../support/services/database-rows.js';
import { blockUser, enrol, rightPin, wrongPin } from '../../support/tokens/enrolled-token.js';
import { outcomeOf, outOf } from '../../support/tokens/operation-outcomes.js';
import type { RawToken } from '../../support/tokens/raw-token.js';
import type { Json } from '../../support/tokens/token-answers.js';
import { random } from '../../support/tokens/token-keys.js';

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  site = await service.addSite({ maxTools: 3 });
});

after(() => service.close());

/** Runs an operation about another browser; resolves with its outcome. */
const about = (token: RawToken, op: string, tid: string, secrets?: Json, more: Json = {}) =>
  outcomeOf(token, op, secrets, { tid, ...more });

for (const [op, more] of [
  ['token.lock', {}],
  ['token.unlock', {}],
  ['token.rename', { name: 'Mine' }],
] as const) {
  describe(op, () => {
    it('is refused without the PIN, and for a browser that the user does not have', async () => {
      const token = await enrol(service, site, `${op} mine`);
      const { tid } = await enrol(service, site, `${op} theirs`);
      assert.equal(await about(token, op, tid, undefined, more), 'PASSWORD_IS_WRONG 5');
      assert.equal(await about(token, op, tid, wrongPin, more), 'PASSWORD_IS_WRONG 4');
      assert.equal(await about(token, op, tid, rightPin, more), 'NO_DEVICE_FOUND');
      assert.equal(await about(token, op, random(32), rightPin, more), 'NO_DEVICE_FOUND');
      const ended = await enrol(service, site, `${op} mine`);
      await ended.run('token.revoke');
      assert.equal(await about(token, op, ended.tid, rightPin, more), 'NO_DEVICE_FOUND');
      const { status, name } = await tokenRow(service, tid);
      assert.deepEqual([status, name], ['ACTIVE', 'Raw']);
    });

    it('checks no PIN in a blocked or locked browser, or for a blocked user', async () => {
      const token = await enrol(service, site, `${op} shut`);
      const { tid } = await enrol(service, site, `${op} shut`);
      const attempt = () => about(token, op, tid, wrongPin, more);
      await service.admin.post(`/tokens/${token.tid}/block`);
      assert.equal(await attempt(), 'TOKEN_IS_BLOCKED');
      await service.admin.post(`/tokens/${token.tid}/unblock`);
      const other = await enrol(service, site, `${op} shut`);
      assert.equal(await about(other, 'token.lock', token.tid, rightPin), 'OK');
      assert.equal(await attempt(), 'DEVICE_LOCKED');
      assert.equal(await about(other, 'token.unlock', token.tid, rightPin), 'OK');
      await blockUser(service, site, `${op} shut`);
      assert.equal(await attempt(), 'USER_IS_BLOCKED');
    });
  });
}

describe('locking another browser', () => {
  it('keeps it from everything until it is unlocked, and voids its passwords', async () => {
    const token = await enrol(service, site, 'lock');
    const other = await enrol(service, site, 'lock');
    const otp = String((await outOf(other, 'otp', rightPin))['otp']);
    assert.equal(await about(token, 'token.unlock', other.tid, rightPin), 'TOKEN_IS_NOT_BLOCKED');
    assert.equal(await about(token, 'token.lock', other.tid, rightPin), 'OK');
    assert.equal(await service.verifyOtp(site, 'lock', otp), false);
    assert.equal(await outcomeOf(other, 'otp', wrongPin), 'DEVICE_LOCKED');
    assert.equal(await about(other, 'token.unlock', other.tid, rightPin), 'DEVICE_LOCKED');
    assert.equal(await about(other, 'token.remove', token.tid, rightPin), 'DEVICE_LOCKED');
    assert.equal((await other.status())['st'], 'locked');
    assert.equal(await about(token, 'token.lock', other.tid, rightPin), 'OK');
    assert.equal(await about(token, 'token.unlock', other.tid, rightPin), 'OK');
    assert.equal(await outcomeOf(other, 'otp', rightPin), 'OK');
  });

  it('is never for this browser', async () => {
    const token = await enrol(service, site, 'lock self');
    assert.equal(await about(token, 'token.lock', token.tid, rightPin), 'NO_DEVICE_FOUND');
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
  });

  it('leaves a block as it is, and so does unlocking', async () => {
    const token = await enrol(service, site, 'lock blocked');
    const { tid } = await enrol(service, site, 'lock blocked');
    await service.admin.post(`/tokens/${tid}/block`);
    assert.equal(await about(token, 'token.lock', tid, rightPin), 'NO_DEVICE_FOUND');
    assert.equal(await about(token, 'token.unlock', tid, rightPin), 'NO_DEVICE_FOUND');
    assert.equal((await tokenRow(service, tid)).status, 'BLOCKED');
  });

  it('can be undone by an unlock code too', async () => {
    const token = await enrol(service, site, 'lock code');
    const other = await enrol(service, site, 'lock code');
    assert.equal(await about(token, 'token.lock', other.tid, rightPin), 'OK');
    const login = 'lock code';
    const code = await service.issueCode(site, login, { kind: 'unlock', tid: other.tid });
    assert.equal(await outcomeOf(other, 'unlock', { ...rightPin, code }), 'OK');
    assert.equal(await outcomeOf(other, 'otp', rightPin), 'OK');
  });

  it('can be undone where it was not used for too long', async () => {
    const idle = await service.addSite({ idleDays: 30 });
    const other = await enrol(service, idle, 'idle');
    service.clock.advance(31 * 24 * 60 * 60_000);
    const token = await enrol(service, idle, 'idle');
    assert.equal(await outcomeOf(other, 'otp', rightPin), 'DEVICE_LOCKED');
    assert.equal(await about(token, 'token.unlock', other.tid, rightPin), 'OK');
    assert.equal(await outcomeOf(other, 'otp', rightPin), 'OK');
  });
});

describe('renaming a browser', () => {
  const rename = (token: RawToken, tid: string, name: unknown) =>
    about(token, 'token.rename', tid, rightPin, { name });

  it('takes only what can be a name', async () => {
    const token = await enrol(service, site, 'names');
    for (const name of ['', 'a\nb', 'a\u202eb', 'x'.repeat(65), '\ud800', 1, null]) {
      const message = await token.operation('token.rename', rightPin, {
        core: { arg: { tid: token.tid, name } },
      });
      assert.equal((await token.send(message)).status, 400, JSON.stringify(name));
    }
    assert.equal((await tokenRow(service, token.tid)).name, 'Raw');
  });

  it('is seen in the list, by the browser itself, and in no entry of the audit trail', async () => {
    const token = await enrol(service, site, 'rename');
    const other = await enrol(service, site, 'rename');
    assert.equal(await rename(token, other.tid, 'Zoë’s phone'), 'OK');
    assert.equal(await rename(token, token.tid, 'x'.repeat(64)), 'OK');
    const { tokens } = readOut('token.list', await outOf(other, 'token.list'), '$');
    assert.deepEqual(
      tokens.map(({ name }) => name),
      ['x'.repeat(64), 'Zoë’s phone'],
    );
    assert.equal((await other.status())['name'], 'Zoë’s phone');
    const entries = JSON.stringify(
      await service.store.read.selectFrom('audit').selectAll().execute(),
    );
    assert.ok(entries.includes('token.renamed'));
    assert.ok(!entries.includes('phone'));
  });
});

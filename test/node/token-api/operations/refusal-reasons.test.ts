import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { blockUser, enrol, rightPin, wrongPin } from '../../support/tokens/enrolled-token.js';
import { assertStated } from '../../support/tokens/refusal-statement.js';
import { RawToken } from '../../support/tokens/raw-token.js';
import { tokenRow, userRow } from '../../support/services/database-rows.js';

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  site = await service.addSite();
});

after(() => service.close());

const deed = (path: string) => service.admin.post(path);

/** An operation from before the service was closed: afterwards nobody gets a challenge by a hello. */
async function errorOf(token: RawToken, chal: string): Promise<unknown> {
  return (await token.run('otp', rightPin, { core: { chal } }))['err'];
}

describe('the reasons to refuse an operation', () => {
  it('are given in one order, whatever else is wrong', async () => {
    const token = await enrol(service, site, 'everything');
    const { uid } = await userRow(service, 'everything');
    const setService = (status: string) => service.admin.patch(`/services/${site.mac}`, { status });
    await blockUser(service, site, 'everything');
    await deed(`/tokens/${token.tid}/block`);
    await deed(`/users/${uid}/disable`);
    const chal = await token.door.challenge();
    await setService('closed');

    assert.equal(await errorOf(token, chal), 'NO_ACTIVE_SERVICE_FOR_USER');
    await setService('open');
    assert.equal(await errorOf(token, chal), 'SERVICE_ACCOUNT_STATUS_DISABLED');
    await deed(`/users/${uid}/enable`);
    assert.equal(await errorOf(token, chal), 'TOKEN_IS_BLOCKED');
    await deed(`/tokens/${token.tid}/unblock`);
    assert.equal(await errorOf(token, chal), 'USER_IS_BLOCKED');
    await deed(`/users/${uid}/unblock`);
    assert.equal(await errorOf(token, chal), undefined);
  });

  it('are that the user is deleted, for good and for every operation', async () => {
    const token = await enrol(service, site, 'deleted');
    const begun = await RawToken.make(token.door);
    await begun.begin(await service.issueCode(site, 'deleted'));
    const { uid } = await userRow(service, 'deleted');
    await deed(`/tokens/${token.tid}/block`);
    await deed(`/users/${uid}/disable`);
    await service.admin.delete(`/users/${uid}`);
    const refused = async (op: string, secrets?: object, by = token) => {
      const operation = await by.operation(op, { ...secrets });
      await assertStated(by, operation, await by.send(operation), 'gone');
    };
    for (const op of ['otp', 'jwt', 'code.new', 'token.list']) await refused(op, rightPin);
    await refused('token.revoke');
    await refused('activate', rightPin, begun);
    for (const action of ['unblock', 'block', 'revoke']) {
      assert.equal((await deed(`/tokens/${token.tid}/${action}`)).status, 404);
    }
    // Whoever gets the login next is somebody else.
    await enrol(service, site, 'deleted');
    await refused('otp', rightPin);
  });

  it('hold for a token that revokes itself, as far as they lie in service and account', async () => {
    const token = await enrol(service, site, 'disabled');
    const { uid } = await userRow(service, 'disabled');
    await deed(`/users/${uid}/disable`);
    assert.equal((await token.run('token.revoke'))['err'], 'SERVICE_ACCOUNT_STATUS_DISABLED');
    assert.equal((await tokenRow(service, token.tid)).status, 'ACTIVE');
  });
});

describe('a factor', () => {
  it('that is missing is refused as wrong, but not counted', async () => {
    const token = await enrol(service, site, 'missing');
    const answer = await token.run('otp');
    assert.deepEqual([answer['err'], answer['left']], ['PASSWORD_IS_WRONG', 5]);
    assert.equal((await userRow(service, 'missing')).pin_fails, 0);
  });

  it('of a kind that the service does not allow is refused, but not counted', async () => {
    const token = await enrol(service, site, 'bio');
    const answer = await token.run('otp', { pin: { k: 'bio', p: rightPin.pin.p } });
    assert.equal(answer['err'], 'BIO_KEY_NOT_ALLOWED');
    const allowing = await service.addSite({ bio: 'allowed' });
    const other = await enrol(service, allowing, 'bio allowed');
    const none = await other.run('otp', { pin: { k: 'bio', p: rightPin.pin.p } });
    assert.equal(none['err'], 'BIO_KEY_NOT_ALLOWED');
    assert.equal((await userRow(service, 'bio')).pin_fails, 0);
  });

  it('that is right ends the row of wrong ones, and takes one off those over time', async () => {
    const token = await enrol(service, site, 'cleared');
    for (let count = 0; count < 4; count++) await token.run('otp', wrongPin);
    await token.run('otp', rightPin);
    const { pin_fails, pin_total } = await userRow(service, 'cleared');
    assert.deepEqual([pin_fails, pin_total], [0, 3]);
  });

  it('that is wrong too often in a row, in whatever browsers, blocks the user on every token', async () => {
    const strict = await service.addSite({ pinTries: 5 });
    const [one, two] = [await enrol(service, strict, 'five'), await enrol(service, strict, 'five')];
    const left: unknown[] = [];
    for (const token of [one, two, one, two, one]) {
      left.push((await token.run('otp', wrongPin))['left']);
    }
    assert.deepEqual(left, [3, 3, 2, 1, 0]);
    assert.equal((await two.run('otp', rightPin))['err'], 'USER_IS_BLOCKED');
  });
});

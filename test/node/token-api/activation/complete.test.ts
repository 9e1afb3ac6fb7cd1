import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { assertRefused } from '../../support/tokens/token-door.js';
import {
  blockUser,
  complete,
  doorOf,
  enrol,
  newPin,
  rightPin,
  stretched,
  wrongPin,
} from '../../support/tokens/enrolled-token.js';
import { RawToken } from '../../support/tokens/raw-token.js';
import { tokenRow, userRow } from '../../support/services/database-rows.js';
import { assertStated } from '../../support/tokens/refusal-statement.js';

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  site = await service.addSite();
});

after(() => service.close());

async function begin(login: string, options: object = {}, at = site): Promise<RawToken> {
  const token = await RawToken.make(doorOf(service, at));
  const answer = await token.begin(await service.issueCode(at, login, options));
  assert.equal(answer['ok'], true, JSON.stringify(answer));
  return token;
}

async function statusOf({ tid }: RawToken): Promise<string> {
  return (await tokenRow(service, tid)).status;
}

describe('an activation that asks for the PIN', () => {
  it('takes a step for a wrong PIN, keeps the code, and succeeds with the right PIN', async () => {
    await enrol(service, site, 'ask');
    const token = await begin('ask');
    const wrong = await token.run('activate', wrongPin);
    assert.deepEqual([wrong['err'], wrong['left'], wrong['n']], ['PASSWORD_IS_WRONG', 4, 1]);
    assert.equal(await statusOf(token), 'PROVISIONAL');
    const right = await token.run('activate', rightPin);
    assert.deepEqual([right['ok'], right['n']], [true, 2]);
    assert.equal((await userRow(service, 'ask')).pin_fails, 0);
  });

  it('counts no try without a PIN', async () => {
    await enrol(service, site, 'ask without');
    const token = await begin('ask without');
    const missing = await token.run('activate');
    const { err, left, pin } = missing;
    assert.deepEqual([err, left, pin], ['PASSWORD_IS_WRONG', 5, 'ask']);
    assert.equal(await statusOf(token), 'PROVISIONAL');
    assert.equal((await userRow(service, 'ask without')).pin_fails, 0);
    assert.equal((await token.run('activate', rightPin))['ok'], true);
  });

  it('is refused, and its PIN not checked, when the user has been blocked meanwhile', async () => {
    const strict = await service.addSite({ pinTries: 3 });
    const first = await enrol(service, strict, 'blocked meanwhile');
    const token = await RawToken.make(first.door);
    await token.begin(await service.issueCode(strict, 'blocked meanwhile'));
    await token.run('activate', wrongPin);
    for (let count = 0; count < 2; count++) await first.run('otp', wrongPin);
    assert.equal((await token.run('activate', rightPin))['err'], 'USER_IS_BLOCKED');
    assert.equal((await userRow(service, 'blocked meanwhile')).pin_fails, 3);
    assert.equal(await statusOf(token), 'PROVISIONAL');
  });

  it('ends at the limit of a browser, and can begin again with its code', async () => {
    await enrol(service, site, 'begin again');
    const code = await service.issueCode(site, 'begin again');
    const token = await RawToken.make(doorOf(service, site));
    await token.begin(code);
    const answers: unknown[] = [];
    for (let count = 0; count < 5; count++) {
      const { left, st } = await token.run('activate', wrongPin);
      answers.push(left, st);
    }
    assert.deepEqual(answers.slice(-4), [1, undefined, 0, undefined]);
    const ended = await token.send(await token.operation('activate', rightPin));
    assert.deepEqual([ended.status, /NO_DEVICE_FOUND/.test(ended.text)], [404, true]);
    const again = await RawToken.make(token.door);
    await again.begin(code);
    assert.equal((await again.run('activate', rightPin))['ok'], true);
  });

  it('takes no BioKey in place of the PIN', async () => {
    await enrol(service, site, 'bio instead');
    const token = await begin('bio instead');
    const bio = { pin: { k: 'bio', p: stretched(1) } };
    assert.equal((await token.run('activate', bio))['err'], 'BIO_KEY_NOT_ALLOWED');
  });
});

describe('an activation that assumes another state of the PIN', () => {
  it('is told the present state, and succeeds after that', async () => {
    const token = await begin('changed');
    const restoring = await begin('changed', { kind: 'restore' });
    await restoring.run('activate', newPin);
    // The restore has put an end to the first token, as to all others of the user.
    assert.equal(await statusOf(token), 'REPLACED');

    const late = await begin('changed');
    const answer = await late.run('activate', { npin: stretched(9) });
    assert.deepEqual([answer['err'], answer['pin']], ['FACTOR_STATE_CHANGED', 'ask']);
    assert.equal((await late.run('activate', rightPin))['ok'], true);
  });

  it('is told to define a PIN when it brings none', async () => {
    const token = await begin('none given');
    for (const secrets of [undefined, rightPin]) {
      const answer = await token.run('activate', secrets);
      assert.deepEqual([answer['err'], answer['pin']], ['FACTOR_STATE_CHANGED', 'define']);
    }
  });
});

describe('the limit of tokens', () => {
  it('is tested again on completion, and leaves the code unused', async () => {
    const narrow = await service.addSite({ maxTools: 1 });
    const first = await enrol(service, narrow, 'narrow');
    const code = await service.issueCode(narrow, 'narrow', { kind: 'restore', tid: first.tid });
    await first.run('token.revoke');
    const [one, two] = [await begin('narrow', {}, narrow), await RawToken.make(first.door)];
    await two.begin(code);
    assert.equal((await one.run('activate', rightPin))['ok'], true);
    assert.equal((await two.run('activate', rightPin))['err'], 'MAX_NB_TOOLS');

    await one.run('token.revoke');
    assert.equal((await two.run('activate', rightPin))['ok'], true);
  });
});

describe('a restore code', () => {
  it('with a token id replaces that token alone', async () => {
    const [one, two] = [await enrol(service, site, 'one'), await enrol(service, site, 'one')];
    const token = await enrol(service, site, 'one', { kind: 'restore', tid: one.tid });
    assert.deepEqual(
      [await statusOf(one), await statusOf(two), await statusOf(token)],
      ['REPLACED', 'ACTIVE', 'ACTIVE'],
    );
  });

  it('without a token id replaces all tokens of the user, those ended by a copy too', async () => {
    const [one, two] = [await enrol(service, site, 'all'), await enrol(service, site, 'all')];
    const stranger = await enrol(service, site, 'somebody else');
    await two.send(await two.operation('otp', rightPin, { macKey: new Uint8Array(32) }));
    assert.equal(await statusOf(two), 'DESYNC');
    const token = await RawToken.make(one.door);
    const begun = await token.begin(await service.issueCode(site, 'all', { kind: 'restore' }));
    assert.equal(begun['restore'], true);
    assert.deepEqual((await complete(token, begun))['out'], { restored: true });
    for (const old of [one, two]) {
      assert.equal(await statusOf(old), 'REPLACED');
      const operation = await old.operation('otp', rightPin);
      await assertStated(old, operation, await old.send(operation), 'gone');
    }
    assert.equal(await statusOf(stranger), 'ACTIVE');
  });

  it('cannot be completed by a second browser that began with it, whose PIN is not checked', async () => {
    await enrol(service, site, 'shown twice');
    const code = await service.issueCode(site, 'shown twice', { kind: 'restore' });
    const [one, two] = [
      await RawToken.make(doorOf(service, site)),
      await RawToken.make(doorOf(service, site)),
    ];
    await one.begin(code);
    await two.begin(code);
    assert.equal((await one.run('activate', rightPin))['ok'], true);
    for (const secrets of [wrongPin, rightPin]) {
      assert.equal((await two.run('activate', secrets))['err'], 'CODE_ENTRY_DOES_NOT_EXIST');
    }
    assert.equal((await two.run('otp', rightPin))['err'], 'NO_DEVICE_FOUND');
    assert.equal(await statusOf(two), 'PROVISIONAL');
    assert.equal((await userRow(service, 'shown twice')).pin_fails, 0);
    assert.equal((await one.run('otp', rightPin))['ok'], true);
  });

  it('does not need a free slot', async () => {
    const narrow = await service.addSite({ maxTools: 1 });
    const old = await enrol(service, narrow, 'full');
    await enrol(service, narrow, 'full', { kind: 'restore' });
    assert.equal(await statusOf(old), 'REPLACED');
  });
});

describe('a code that may define a PIN', () => {
  it('is the only way for a blocked user, and clears the block, the counters and the old PIN', async () => {
    const old = await enrol(service, site, 'forgotten');
    await blockUser(service, site, 'forgotten');
    assert.equal((await old.run('otp', rightPin))['err'], 'USER_IS_BLOCKED');
    const refused = await RawToken.make(old.door);
    const plain = await refused.begin(await service.issueCode(site, 'forgotten'));
    assert.deepEqual([plain['ok'], plain['err']], [false, 'USER_IS_BLOCKED']);

    const token = await RawToken.make(old.door);
    const options = { kind: 'restore', definePin: true };
    const begun = await token.begin(await service.issueCode(site, 'forgotten', options));
    assert.equal(begun['pin'], 'define');
    const fresh = { pin: { k: 'pwd', p: stretched(7) } };
    assert.equal((await token.run('activate', { npin: stretched(7) }))['ok'], true);
    const { blocked_at, pin_fails, pin_total } = await userRow(service, 'forgotten');
    assert.deepEqual([blocked_at, pin_fails, pin_total], [null, 0, 0]);
    assert.equal((await token.run('otp', rightPin))['err'], 'PASSWORD_IS_WRONG');
    assert.equal((await token.run('otp', fresh))['ok'], true);
  });
});

describe('the administrator', () => {
  const unblock = (uid: string) => service.admin.post<{ code?: string }>(`/users/${uid}/unblock`);

  it('unblocks a user, whose PIN then works again, and refuses to unblock others', async () => {
    const token = await enrol(service, site, 'unblocked');
    const { uid } = await userRow(service, 'unblocked');
    assert.deepEqual(
      [(await unblock(uid)).status, (await unblock(uid)).body.code],
      [409, 'USER_IS_NOT_BLOCKED'],
    );
    await blockUser(service, site, 'unblocked');
    assert.equal((await unblock(uid)).status, 200);
    const { pin_fails, pin_total } = await userRow(service, 'unblocked');
    assert.deepEqual([pin_fails, pin_total], [0, 10]);
    assert.equal((await token.run('otp', rightPin))['ok'], true);
  });

  it('cannot unblock after too many wrong PINs over time', async () => {
    const strict = await service.addSite({ pinTries: 5, pinTotalLimit: 10 });
    await enrol(service, strict, 'over time');
    const { uid } = await userRow(service, 'over time');
    await blockUser(service, strict, 'over time');
    await unblock(uid);
    await blockUser(service, strict, 'over time');
    const refused = await unblock(uid);
    assert.deepEqual([refused.status, refused.body.code], [409, 'USER_IS_BLOCKED']);
  });

  it('needs the key', async () => {
    const reply = await fetch(`${service.localUrl}/admin/v1/users/x/unblock`, { method: 'POST' });
    const text = await reply.text();
    assertRefused({ status: reply.status, headers: reply.headers, text }, '401 NOT_AUTHORIZED');
  });
});

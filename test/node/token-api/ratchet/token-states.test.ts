import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { lastPosition } from '../../../../src/protocol/key-schedule.js';
import { updateToken } from '../../../../src/service/store/tables/tokens.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import {
  blockUser,
  doorOf,
  enrol,
  newPin,
  rightPin,
  wrongPin,
} from '../../support/tokens/enrolled-token.js';
import { RawToken } from '../../support/tokens/raw-token.js';
import { leavesNoTrace, tokenRow, userRow } from '../../support/services/database-rows.js';
import { assertStated } from '../../support/tokens/refusal-statement.js';

const day = 24 * 60 * 60_000;

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  site = await service.addSite();
});

after(() => service.close());

async function statusOf({ tid }: RawToken): Promise<string> {
  return (await tokenRow(service, tid)).status;
}

describe('a provisional token', () => {
  it('is refused everything but its activation, and takes a step each time', async () => {
    const open = await service.addSite({ pin: 'none' });
    const token = await RawToken.make(doorOf(service, open));
    await token.begin(await service.issueCode(open, 'early'));
    let n = 0;
    for (const op of ['otp', 'token.revoke']) {
      const answer = await token.run(op);
      assert.deepEqual([answer['err'], answer['n']], ['NO_DEVICE_FOUND', ++n], op);
    }
    assert.equal((await token.status())['st'], 'gone');
    assert.deepEqual(await service.store.read.selectFrom('otp').selectAll().execute(), []);
    assert.equal((await token.run('activate'))['ok'], true);
    assert.equal((await token.run('otp'))['ok'], true);
  });

  it('may ask what became of its activation', async () => {
    const token = await RawToken.make(doorOf(service, site));
    await token.begin(await service.issueCode(site, 'asking'));
    const operation = await token.operation('activate', newPin);
    assert.equal((await token.resolve(operation))['outcome'], 'not_applied');
    const second = await token.operation('activate', newPin);
    await token.send(second);
    const answer = await token.resolve(second);
    assert.deepEqual([answer['outcome'], answer['ok']], ['applied', true]);
  });
});

describe('an active token', () => {
  it('is refused another activation', async () => {
    const token = await enrol(service, site, 'active');
    assert.equal((await token.run('activate', rightPin))['err'], 'NO_DEVICE_FOUND');
    assert.equal(await statusOf(token), 'ACTIVE');
  });
});

describe('a revoked token', () => {
  it('answers its last operation and nothing else', async () => {
    const token = await enrol(service, site, 'revoked');
    const revoke = await token.operation('token.revoke');
    const first = await token.send(revoke);
    assert.equal((await token.open(revoke, first))['ok'], true);
    assert.equal((await leavesNoTrace(service, () => token.send(revoke))).text, first.text);
    const answer = await leavesNoTrace(service, () => token.resolve(revoke));
    assert.deepEqual([answer['outcome'], answer['fx']], ['applied', { revoked: true }]);

    token.follow(revoke);
    const next = await token.operation('otp', rightPin);
    for (const message of [next, await token.sync(next)]) {
      const reply = await leavesNoTrace(service, () => token.send(message));
      await assertStated(token, message, reply, 'gone');
    }
    assert.equal((await token.status())['st'], 'gone');
  });

  it('stays revoked, and nothing worse, when a copy speaks', async () => {
    const token = await enrol(service, site, 'revoked copy');
    const copy = token.clone();
    await token.run('token.revoke');
    const operation = await copy.operation('otp', rightPin);
    const reply = await leavesNoTrace(service, () => copy.send(operation));
    await assertStated(copy, operation, reply, 'gone');
    assert.equal(await statusOf(token), 'REVOKED');
  });

  it('frees its slot', async () => {
    const narrow = await service.addSite({ maxTools: 1 });
    const token = await enrol(service, narrow, 'slot');
    await token.run('token.revoke');
    await enrol(service, narrow, 'slot');
  });
});

describe('a replaced token', () => {
  it('still answers its last operation', async () => {
    const token = await enrol(service, site, 'replaced');
    const operation = await token.operation('otp', wrongPin);
    const { text } = await token.send(operation);
    await enrol(service, site, 'replaced', { kind: 'restore' });
    assert.equal((await token.send(operation)).text, text);
    assert.equal((await token.resolve(operation))['err'], 'PASSWORD_IS_WRONG');
  });
});

describe('a token at its last position', () => {
  it('is refused as gone, so that its browser is enrolled anew', async () => {
    const token = await enrol(service, site, 'last position');
    await service.store.transaction((tx) => updateToken(tx, token.tid, { n: lastPosition }));
    token.at = { ...token.at, n: lastPosition };
    const operation = await token.operation('otp', rightPin);
    const reply = await leavesNoTrace(service, () => token.send(operation));
    await assertStated(token, operation, reply, 'gone');
  });
});

describe('a blocked token', () => {
  it('is refused before the PIN is looked at, yet may revoke itself', async () => {
    const token = await enrol(service, site, 'blocked token');
    await service.admin.post(`/tokens/${token.tid}/block`);
    const answer = await token.run('otp', wrongPin);
    assert.deepEqual([answer['err'], answer['left']], ['TOKEN_IS_BLOCKED', undefined]);
    assert.equal((await userRow(service, 'blocked token')).pin_fails, 0);
    assert.equal((await token.status())['st'], 'blocked');
    assert.equal((await token.run('token.revoke'))['ok'], true);
    assert.equal(await statusOf(token), 'REVOKED');
  });
});

describe('a token that was not used for long', () => {
  it('is locked, also by refused operations, yet may revoke itself', async () => {
    const token = await enrol(service, site, 'idle');
    service.clock.advance(90 * day - 60_000);
    assert.equal((await token.run('otp', wrongPin))['err'], 'PASSWORD_IS_WRONG');
    service.clock.advance(120_000);
    assert.equal((await token.status())['st'], 'locked');
    assert.equal((await token.run('otp', rightPin))['err'], 'DEVICE_LOCKED');
    assert.equal((await token.run('token.revoke'))['ok'], true);
  });

  it('is not locked when an operation succeeded meanwhile', async () => {
    const token = await enrol(service, site, 'in use');
    service.clock.advance(89 * day);
    await token.run('otp', rightPin);
    service.clock.advance(89 * day);
    assert.equal((await token.run('otp', rightPin))['ok'], true);
  });
});

describe('a token of a blocked user', () => {
  it('is refused without a check, yet may revoke itself and ask what became of things', async () => {
    const token = await enrol(service, site, 'blocked user');
    await blockUser(service, site, 'blocked user');
    const operation = await token.operation('otp', rightPin);
    const answer = await token.open(operation, await token.send(operation));
    assert.deepEqual([answer['err'], answer['left']], ['USER_IS_BLOCKED', undefined]);
    assert.equal((await token.resolve(operation))['err'], 'USER_IS_BLOCKED');
    token.follow(operation);
    assert.equal((await token.run('token.revoke'))['ok'], true);
  });
});

describe('a service where the BioKey is forced', () => {
  it('is not made where there is a PIN', async () => {
    for (const pin of ['pin', 'password']) {
      const { status, body } = await service.admin.post<{ code: string }>('/services', {
        name: 'x',
        pin,
        bio: 'forced',
      });
      assert.deepEqual([status, body.code], [422, 'SETTING_REFUSED']);
    }
  });

  it('gives no OTP to a token without one', async () => {
    const forced = await service.addSite({ pin: 'none', bio: 'forced' });
    const token = await enrol(service, forced, 'forced');
    for (const secrets of [undefined, rightPin, { pin: { k: 'bio', p: rightPin.pin.p } }]) {
      const answer = await token.run('otp', secrets);
      assert.equal(answer['err'], 'TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY');
    }
  });
});

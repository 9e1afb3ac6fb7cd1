import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isLongCode } from '../../../../src/crypto/codes.js';
import { readOut } from '../../../../src/protocol/operations.js';
import { maxResponseBytes } from '../../../../src/protocol/limits.js';
import { serviceSettings } from '../../../../src/service/settings/service-settings.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import type { Json } from '../../support/tokens/token-answers.js';
import {
  blockUser,
  complete,
  enrol,
  rightPin,
  wrongPin,
} from '../../support/tokens/enrolled-token.js';
import { outcomeOf, outOf } from '../../support/tokens/operation-outcomes.js';
import { RawToken } from '../../support/tokens/raw-token.js';
import { tokenRow } from '../../support/services/database-rows.js';
import { random } from '../../support/tokens/token-keys.js';

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  site = await service.addSite({ maxTools: 3 });
});

after(() => service.close());

const newCode = async (token: RawToken) =>
  readOut('code.new', await outOf(token, 'code.new', rightPin), '$');

async function begin(code: string): Promise<Json> {
  const token = await RawToken.make((await enrol(service, site, random(8))).door);
  return token.begin(code);
}

describe('a code for another browser', () => {
  it('is refused without the PIN, and when there is no slot for that browser', async () => {
    const token = await enrol(service, site, 'refused');
    assert.equal(await outcomeOf(token, 'code.new'), 'PASSWORD_IS_WRONG 5');
    assert.equal(await outcomeOf(token, 'code.new', wrongPin), 'PASSWORD_IS_WRONG 4');
    await enrol(service, site, 'refused');
    await enrol(service, site, 'refused');
    assert.equal(await outcomeOf(token, 'code.new', rightPin), 'MAX_NB_TOOLS');
  });

  it('enrols another browser of the same user', async () => {
    const token = await enrol(service, site, 'ada');
    const { code, ttl } = await newCode(token);
    assert.ok(isLongCode(code));
    assert.equal(ttl, 600_000);
    const second = await RawToken.make(token.door);
    const begun = await second.begin(code);
    assert.deepEqual([begun['login'], begun['pin']], ['ada', 'ask']);
    assert.equal((await complete(second, begun))['ok'], true);
    assert.equal(await outcomeOf(second, 'otp', rightPin), 'OK');
  });

  it('expires after ten minutes, and is voided by the third code after it', async () => {
    const token = await enrol(service, site, 'ends');
    const codes = [];
    for (let count = 0; count < 4; count++) codes.push((await newCode(token)).code);
    assert.equal((await begin(codes[0]!))['err'], 'CODE_ENTRY_DOES_NOT_EXIST');
    assert.equal((await begin(codes[1]!))['ok'], true);
    service.clock.advance(601_000);
    assert.equal((await begin(codes[3]!))['err'], 'CODE_ENTRY_DOES_NOT_EXIST');
  });
});

describe('the list of browsers', () => {
  it('names those of the user that hold a slot, oldest first, and what state they are in', async () => {
    const one = await enrol(service, site, 'list');
    await enrol(service, site, 'somebody else');
    service.clock.advance(1000);
    const two = await enrol(service, site, 'list');
    service.clock.advance(1000);
    const three = await enrol(service, site, 'list');
    await service.admin.post(`/tokens/${two.tid}/block`);
    await three.run('token.revoke');
    const { tokens } = readOut('token.list', await outOf(one, 'token.list'), '$');
    assert.deepEqual(
      tokens.map(({ tid, name, plat, st }) => [tid, name, plat, st]),
      [
        [one.tid, 'Raw', 'Node', 'active'],
        [two.tid, 'Raw', 'Node', 'blocked'],
      ],
    );
    assert.ok(tokens[0]!.created < tokens[1]!.created);
    assert.equal(await outcomeOf(two, 'token.list'), 'TOKEN_IS_BLOCKED');
  });
});

describe('the longest list of browsers', () => {
  it('fits into what a client reads, also in the answer to a sync', async () => {
    const most = serviceSettings.maxTools.kind.max;
    const wide = await service.addSite({ maxTools: most });
    const token = await enrol(service, wide, 'many');
    // The longest names there can be, in the characters that take most room.
    const longest = { name: '\u{1F600}'.repeat(64), platform: '"'.repeat(128) };
    await service.store.transaction(async (tx) => {
      await tx.updateTable('token').set(longest).where('tid', '=', token.tid).execute();
      const row = await tokenRow({ store: { read: tx } }, token.tid);
      for (let count = 1; count < most; count++) {
        await tx
          .insertInto('token')
          .values({ ...row, tid: random(32) })
          .execute();
      }
    });
    const operation = await token.operation('token.list');
    const lost = await token.send(operation);
    const sync = await token.sync(operation);
    const later = await token.send(sync);
    for (const { text } of [lost, later]) {
      assert.ok(text.length <= maxResponseBytes, String(text.length));
    }
    const { res } = await token.openSync(sync, later);
    assert.equal(res, lost.text);
    const answer = await token.open(operation, lost);
    assert.equal(readOut('token.list', answer['out'], '$').tokens.length, most);
  });
});

describe('ending another browser', () => {
  it('is refused without the PIN, for a browser of somebody else, and for one that has ended', async () => {
    const token = await enrol(service, site, 'mine');
    const { tid } = await enrol(service, site, 'theirs');
    const revoke = (secrets: Json | undefined, arg: Json) =>
      outcomeOf(token, 'token.remove', secrets, arg);
    assert.equal(await revoke(undefined, { tid }), 'PASSWORD_IS_WRONG 5');
    assert.equal(await revoke(rightPin, { tid }), 'NO_DEVICE_FOUND');
    assert.equal(await revoke(rightPin, { tid: random(32) }), 'NO_DEVICE_FOUND');
    const ended = await enrol(service, site, 'mine');
    await ended.run('token.revoke');
    assert.equal(await revoke(rightPin, { tid: ended.tid }), 'NO_DEVICE_FOUND');
    assert.equal((await tokenRow(service, tid)).status, 'ACTIVE');
  });

  it('checks no PIN in a blocked browser or for a blocked user, who may still end their own browser', async () => {
    const token = await enrol(service, site, 'blocked');
    const { tid } = await enrol(service, site, 'blocked');
    await service.admin.post(`/tokens/${token.tid}/block`);
    const other = { tid };
    assert.equal(await outcomeOf(token, 'token.remove', wrongPin, other), 'TOKEN_IS_BLOCKED');
    await service.admin.post(`/tokens/${token.tid}/unblock`);
    await blockUser(service, site, 'blocked');
    assert.equal(await outcomeOf(token, 'token.remove', rightPin, other), 'USER_IS_BLOCKED');
    assert.equal(await outcomeOf(token, 'token.revoke'), 'OK');
  });

  it('frees its slot, voids its passwords and leaves this browser alone', async () => {
    const token = await enrol(service, site, 'lost');
    const lost = await enrol(service, site, 'lost');
    const otp = String((await outOf(lost, 'otp', rightPin))['otp']);
    const answer = await token.run('token.remove', rightPin, { core: { arg: { tid: lost.tid } } });
    assert.deepEqual([answer['ok'], answer['out']], [true, {}]);
    assert.equal((await tokenRow(service, lost.tid)).status, 'REVOKED');
    assert.equal(await service.verifyOtp(site, 'lost', otp), false);
    assert.equal((await lost.status())['st'], 'gone');
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
  });

  it('never ends this browser', async () => {
    const token = await enrol(service, site, 'self');
    const { tid } = token;
    assert.equal(await outcomeOf(token, 'token.remove', rightPin, { tid }), 'NO_DEVICE_FOUND');
    const named = await token.operation('token.revoke', undefined, { core: { arg: { tid } } });
    assert.equal((await token.send(named)).status, 400);
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import type { Json } from '../../support/tokens/token-answers.js';
import {
  blockUser,
  enrol,
  rightPin,
  stretched,
  wrongPin,
} from '../../support/tokens/enrolled-token.js';
import { bioKey, otherPin, outcomeOf } from '../../support/tokens/operation-outcomes.js';
import { userRow } from '../../support/services/database-rows.js';

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  site = await service.addSite({ bio: 'allowed', maxTools: 10 });
});

after(() => service.close());

const change = { ...rightPin, npin: otherPin };

describe('a change of the PIN', () => {
  it('is refused without a new PIN, without the old one, and with a BioKey in its place', async () => {
    const token = await enrol(service, site, 'refused');
    assert.equal(await outcomeOf(token, 'pin.change', rightPin), 'REQUEST_MALFORMED');
    assert.equal(await outcomeOf(token, 'pin.change', { npin: otherPin }), 'PASSWORD_IS_WRONG 5');
    await token.run('bio.set', { ...rightPin, nbio: stretched(5) });
    const withBioKey = { ...bioKey(5), npin: otherPin };
    assert.equal(await outcomeOf(token, 'pin.change', withBioKey), 'BIO_KEY_NOT_ALLOWED');
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
  });

  it('is refused when the new PIN is the present one', async () => {
    const token = await enrol(service, site, 'same');
    const same = { ...rightPin, npin: rightPin.pin.p };
    assert.equal(await outcomeOf(token, 'pin.change', same), 'PIN_REFUSED');
  });

  it('counts a wrong old PIN, and blocks at the fifth', async () => {
    const token = await enrol(service, site, 'blocked');
    const wrong = { ...wrongPin, npin: otherPin };
    for (const left of [4, 3, 2, 1, 0]) {
      assert.equal(await outcomeOf(token, 'pin.change', wrong), `PASSWORD_IS_WRONG ${left}`);
    }
    assert.equal(await outcomeOf(token, 'pin.change', change), 'TOKEN_IS_BLOCKED');
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'TOKEN_IS_BLOCKED');
  });

  it('is refused where there is no PIN', async () => {
    const none = await service.addSite({ pin: 'none' });
    const token = await enrol(service, none, 'without');
    assert.equal(await outcomeOf(token, 'pin.change', change), 'NO_PASSWORD');
    const code = { code: '1234567897', npin: otherPin };
    assert.equal(await outcomeOf(token, 'pin.reset', code), 'NO_PASSWORD');
  });

  it('holds in all browsers at once, and leaves BioKeys alone', async () => {
    const [one, two] = [await enrol(service, site, 'all'), await enrol(service, site, 'all')];
    await two.run('bio.set', { ...rightPin, nbio: stretched(5) });
    const { vsalt } = await userRow(service, 'all');
    assert.equal(await outcomeOf(one, 'pin.change', change), 'OK');
    assert.equal(await outcomeOf(two, 'otp', rightPin), 'PASSWORD_IS_WRONG 4');
    assert.equal(await outcomeOf(two, 'otp', { pin: { k: 'pwd', p: otherPin } }), 'OK');
    assert.equal(await outcomeOf(two, 'otp', bioKey(5)), 'OK');
    assert.notEqual((await userRow(service, 'all')).vsalt, vsalt);
  });

  it('is done once when two tabs ask for it at the same time', async () => {
    const token = await enrol(service, site, 'tabs');
    const [first, second] = [
      await token.operation('pin.change', change),
      await token.clone().operation('pin.change', { ...rightPin, npin: stretched(8) }),
    ];
    const replies = await Promise.all([token.send(first), token.send(second)]);
    assert.equal(replies.filter(({ status }) => status === 200).length, 1);
  });
});

describe('a code for a new PIN', () => {
  const reset = (code: string) => ({ code, npin: otherPin });

  it('is refused when it is unknown, and counts that on every live code of the user', async () => {
    const token = await enrol(service, site, 'unknown');
    const code = await service.issueCode(site, 'unknown', { kind: 'reset' });
    const other = code === '1234567897' ? '1234567889' : '1234567897';
    for (let count = 0; count < 5; count++) {
      assert.equal(await outcomeOf(token, 'pin.reset', reset(other)), 'CODE_ENTRY_DOES_NOT_EXIST');
    }
    assert.equal(await outcomeOf(token, 'pin.reset', reset(code)), 'CODE_ENTRY_DOES_NOT_EXIST');
  });

  it('is refused without a new PIN or a code, for another user, when it is void and when it has expired', async () => {
    const token = await enrol(service, site, 'late');
    const stranger = await enrol(service, site, 'stranger');
    const first = await service.issueCode(site, 'late', { kind: 'reset' });
    assert.equal(await outcomeOf(token, 'pin.reset', { code: first }), 'REQUEST_MALFORMED');
    assert.equal(await outcomeOf(token, 'pin.reset', { npin: otherPin }), 'REQUEST_MALFORMED');
    const unknown = 'CODE_ENTRY_DOES_NOT_EXIST';
    assert.equal(await outcomeOf(stranger, 'pin.reset', reset(first)), unknown);
    const second = await service.issueCode(site, 'late', { kind: 'reset' });
    assert.equal(await outcomeOf(token, 'pin.reset', reset(first)), unknown);
    service.clock.advance(61 * 60_000);
    assert.equal(await outcomeOf(token, 'pin.reset', reset(second)), unknown);
    const third = await service.issueCode(site, 'late', { kind: 'reset' });
    assert.equal(await outcomeOf(token, 'pin.reset', reset(third)), 'OK');
    assert.equal(await outcomeOf(token, 'pin.reset', reset(third)), unknown);
  });

  it('is refused for another purpose and in a blocked browser, and stays usable', async () => {
    const token = await enrol(service, site, 'purpose');
    const code = await service.issueCode(site, 'purpose', { kind: 'reset' });
    const unlock = { ...rightPin, code };
    assert.equal(await outcomeOf(token, 'unlock', unlock), 'CODE_TYPE_NOT_SUPPORTED');
    await service.admin.post(`/tokens/${token.tid}/block`);
    assert.equal(await outcomeOf(token, 'pin.reset', reset(code)), 'TOKEN_IS_BLOCKED');
    await service.admin.post(`/tokens/${token.tid}/unblock`);
    assert.equal(await outcomeOf(token, 'pin.reset', reset(code)), 'OK');
  });

  it('ends the block, the counters and the BioKeys of all browsers of the user', async () => {
    const [one, two] = [await enrol(service, site, 'anew'), await enrol(service, site, 'anew')];
    await two.run('bio.set', { ...rightPin, nbio: stretched(5) });
    for (let count = 0; count < 5; count++) await one.run('otp', wrongPin);
    await blockUser(service, site, 'anew');
    assert.equal(await outcomeOf(one, 'otp', rightPin), 'TOKEN_IS_BLOCKED');
    const code = await service.issueCode(site, 'anew', { kind: 'reset' });
    assert.equal(await outcomeOf(one, 'pin.reset', reset(code)), 'OK');
    const { pin_fails, pin_total, blocked_at } = await userRow(service, 'anew');
    assert.deepEqual([pin_fails, pin_total, blocked_at], [0, 0, null]);
    assert.equal(((await two.status())['need'] as Json)['bio'], false);
    assert.equal(await outcomeOf(two, 'otp', { pin: { k: 'pwd', p: otherPin } }), 'OK');
  });

  it('is used up once when two browsers show it at the same time', async () => {
    const [one, two] = [await enrol(service, site, 'twice'), await enrol(service, site, 'twice')];
    const code = await service.issueCode(site, 'twice', { kind: 'reset' });
    const outcomes = await Promise.all([
      outcomeOf(one, 'pin.reset', reset(code)),
      outcomeOf(two, 'pin.reset', { code, npin: stretched(8) }),
    ]);
    assert.deepEqual(outcomes.sort(), ['CODE_ENTRY_DOES_NOT_EXIST', 'OK']);
  });
});

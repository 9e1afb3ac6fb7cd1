/**
 * A thief at an enrolled browser, while the owner goes on signing in: the owner's right PINs do not give new guesses
 * without end.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { tokenRow, userRow } from '../../support/services/database-rows.js';
import { blockUser, enrol, rightPin, wrongPin } from '../../support/tokens/enrolled-token.js';
import { otherPin, outcomeOf } from '../../support/tokens/operation-outcomes.js';
import type { RawToken } from '../../support/tokens/raw-token.js';

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  site = await service.addSite({ maxTools: 10 });
});

after(() => service.close());

/** Wrong PINs that were checked among 240 of a thief, who is followed by the owner after every fourth. */
async function attack(thief: RawToken, owner: RawToken): Promise<number> {
  let checked = 0;
  for (let count = 0; count < 240; count++) {
    const outcome = await outcomeOf(thief, 'otp', wrongPin);
    if (outcome.startsWith('PASSWORD_IS_WRONG')) checked++;
    if (count % 4 === 3) await owner.run('otp', rightPin);
  }
  return checked;
}

describe('240 wrong PINs, with a right one after every fourth', () => {
  it('from another browser block that browser at its limit, and the owner goes on', async () => {
    const [thief, owner] = [
      await enrol(service, site, 'other'),
      await enrol(service, site, 'other'),
    ];
    assert.equal(await attack(thief, owner), 5);
    assert.equal(await outcomeOf(thief, 'otp', rightPin), 'TOKEN_IS_BLOCKED');
    assert.equal(await outcomeOf(owner, 'otp', rightPin), 'OK');
  });

  it('from the same browser block the user, whom only a new PIN helps', async () => {
    const token = await enrol(service, site, 'same');
    const checked = await attack(token, token);
    // Each round leaves four wrong PINs and takes one off: fifty are reached after 16 right ones.
    assert.equal(checked, 50 + 16);
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'USER_IS_BLOCKED');
    const unlock = await service.issueCode(site, 'same', { kind: 'unlock' });
    const lifted = await outcomeOf(token, 'unlock', { ...rightPin, code: unlock });
    assert.equal(lifted, 'USER_IS_BLOCKED');
    const reset = await service.issueCode(site, 'same', { kind: 'reset' });
    assert.equal(await outcomeOf(token, 'pin.reset', { code: reset, npin: otherPin }), 'OK');
    assert.equal((await userRow(service, 'same')).pin_total, 0);
  });

  it('from two browsers in turn, with unlock codes in between, block the user', async () => {
    const [one, two] = [await enrol(service, site, 'turns'), await enrol(service, site, 'turns')];
    let checked = 0;
    for (let round = 0; round < 60; round++) {
      const [thief, owner] = round % 2 ? [one, two] : [two, one];
      for (let count = 0; count < 4; count++) {
        const outcome = await outcomeOf(thief, 'otp', wrongPin);
        if (outcome.startsWith('PASSWORD_IS_WRONG')) checked++;
      }
      await owner.run('otp', rightPin);
      for (const token of [one, two]) {
        if ((await tokenRow(service, token.tid)).status !== 'BLOCKED') continue;
        const code = await service.issueCode(site, 'turns', { kind: 'unlock' });
        await token.run('unlock', { ...rightPin, code });
      }
    }
    assert.equal(await outcomeOf(one, 'otp', rightPin), 'USER_IS_BLOCKED');
    assert.ok(checked < 90, String(checked));
  });
});

describe('a browser that wrong PINs have blocked', () => {
  async function blocked(login: string, at = site): Promise<RawToken> {
    const token = await enrol(service, at, login);
    const lefts: string[] = [];
    for (let count = 0; count < 6; count++) lefts.push(await outcomeOf(token, 'otp', wrongPin));
    assert.equal(lefts.at(-1), 'TOKEN_IS_BLOCKED');
    return token;
  }

  it('says so in the answer to the last wrong PIN, and in its status', async () => {
    const token = await enrol(service, site, 'told');
    const answers = [];
    for (let count = 0; count < 5; count++) answers.push(await token.run('otp', wrongPin));
    assert.deepEqual(
      answers.map(({ left, st }) => [left, st]),
      [
        [4, undefined],
        [3, undefined],
        [2, undefined],
        [1, undefined],
        [0, 'blocked'],
      ],
    );
    const { st, usr, left } = await token.status();
    assert.deepEqual([st, usr, left], ['blocked', 'active', 0]);
  });

  it('has a limit below the one of the user, whatever the settings', async () => {
    const narrow = await service.addSite({ pinTries: 3, pinTriesPerBrowser: 9 });
    const token = await enrol(service, narrow, 'narrow');
    assert.equal(await outcomeOf(token, 'otp', wrongPin), 'PASSWORD_IS_WRONG 1');
    assert.equal(await outcomeOf(token, 'otp', wrongPin), 'PASSWORD_IS_WRONG 0');
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'TOKEN_IS_BLOCKED');
    assert.equal((await userRow(service, 'narrow')).blocked_at, null);
  });

  it('is unlocked by a code for the person with the right PIN, which also unblocks the person', async () => {
    const token = await blocked('person');
    await blockUser(service, site, 'person');
    const code = await service.issueCode(site, 'person', { kind: 'unlock' });
    assert.equal(await outcomeOf(token, 'unlock', { ...wrongPin, code }), 'PASSWORD_IS_WRONG 4');
    assert.equal(await outcomeOf(token, 'unlock', { ...rightPin, code }), 'OK');
    assert.equal(await outcomeOf(token, 'otp', wrongPin), 'PASSWORD_IS_WRONG 4');
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
  });

  it('is unlocked by a code for it, by the administrator, and by a new PIN', async () => {
    const [one, two, three] = [await blocked('one'), await blocked('two'), await blocked('three')];
    const code = await service.issueCode(site, 'one', { kind: 'unlock', tid: one.tid });
    assert.equal(await outcomeOf(one, 'unlock', { ...rightPin, code }), 'OK');
    assert.equal(await outcomeOf(one, 'otp', rightPin), 'OK');
    assert.equal((await service.admin.post(`/tokens/${two.tid}/unblock`)).status, 200);
    assert.equal(await outcomeOf(two, 'otp', wrongPin), 'PASSWORD_IS_WRONG 4');
    const reset = await service.issueCode(site, 'three', { kind: 'reset' });
    assert.equal(await outcomeOf(three, 'pin.reset', { code: reset, npin: otherPin }), 'OK');
    assert.equal(await outcomeOf(three, 'otp', { pin: { k: 'pwd', p: otherPin } }), 'OK');
  });

  it('stays blocked for codes of the person and for a new PIN once an administrator has blocked it too', async () => {
    const token = await blocked('twice');
    assert.equal((await service.admin.post(`/tokens/${token.tid}/block`)).status, 200);
    const code = await service.issueCode(site, 'twice', { kind: 'unlock' });
    assert.equal(await outcomeOf(token, 'unlock', { ...rightPin, code }), 'USER_IS_NOT_BLOCKED');
    const reset = await service.issueCode(site, 'twice', { kind: 'reset' });
    const refused = await outcomeOf(token, 'pin.reset', { code: reset, npin: otherPin });
    assert.equal(refused, 'TOKEN_IS_BLOCKED');
    assert.equal((await tokenRow(service, token.tid)).status, 'BLOCKED');
  });
});

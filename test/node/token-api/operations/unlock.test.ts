import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { blockUser, enrol, rightPin, wrongPin } from '../../support/tokens/enrolled-token.js';
import { outcomeOf } from '../../support/tokens/operation-outcomes.js';
import type { RawToken } from '../../support/tokens/raw-token.js';
import { tokenRow, userRow } from '../../support/services/database-rows.js';

const day = 24 * 60 * 60_000;

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  site = await service.addSite({ maxTools: 10, pinTries: 6 });
});

after(() => service.close());

const block = ({ tid }: RawToken) => service.admin.post(`/tokens/${tid}/block`);

const unlockUser = (login: string) => service.issueCode(site, login, { kind: 'unlock' });
const unlockToken = (login: string, { tid }: RawToken) =>
  service.issueCode(site, login, { kind: 'unlock', tid });

describe('a code that unlocks a browser', () => {
  it('is refused in another browser and while the browser is not blocked, and stays usable', async () => {
    const [token, other] = [await enrol(service, site, 'kept'), await enrol(service, site, 'kept')];
    const code = await unlockToken('kept', token);
    assert.equal(await outcomeOf(token, 'unlock', { ...rightPin, code }), 'TOKEN_IS_NOT_BLOCKED');
    await block(token);
    await block(other);
    const elsewhere = await outcomeOf(other, 'unlock', { ...rightPin, code });
    assert.equal(elsewhere, 'CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN');
    assert.equal(await outcomeOf(token, 'unlock', { ...rightPin, code }), 'OK');
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
    assert.equal(await outcomeOf(other, 'otp', rightPin), 'TOKEN_IS_BLOCKED');
    const again = await outcomeOf(other, 'unlock', { ...rightPin, code });
    assert.equal(again, 'CODE_ENTRY_DOES_NOT_EXIST');
  });

  it('is refused without code or PIN and with a BioKey, none of which counts', async () => {
    const token = await enrol(service, site, 'missing');
    const code = await unlockToken('missing', token);
    await block(token);
    assert.equal(await outcomeOf(token, 'unlock', rightPin), 'REQUEST_MALFORMED');
    assert.equal(await outcomeOf(token, 'unlock', { code }), 'PASSWORD_IS_WRONG 5');
    const bio = { pin: { k: 'bio', p: rightPin.pin.p }, code };
    assert.equal(await outcomeOf(token, 'unlock', bio), 'BIO_KEY_NOT_ALLOWED');
    assert.equal((await userRow(service, 'missing')).pin_total, 0);
    assert.equal(await outcomeOf(token, 'unlock', { ...rightPin, code }), 'OK');
  });

  it('is told apart from a long code, and read in any spelling', async () => {
    const token = await enrol(service, site, 'spelled');
    await block(token);
    const long = await service.issueCode(site, 'spelled');
    const code = await unlockToken('spelled', token);
    const purpose = await outcomeOf(token, 'unlock', { ...rightPin, code: long });
    assert.equal(purpose, 'CODE_TYPE_NOT_SUPPORTED');
    for (let count = 0; count < 6; count++) {
      const none = await outcomeOf(token, 'unlock', { ...rightPin, code: code.slice(1) });
      assert.equal(none, 'CODE_ENTRY_DOES_NOT_EXIST');
    }
    // Had they counted, the code would be void.
    const spelled = `${code.slice(0, 5)} - ${code.slice(5)}`;
    assert.equal(await outcomeOf(token, 'unlock', { ...rightPin, code: spelled }), 'OK');
  });

  it('unlocks a browser that was not used for too long', async () => {
    const token = await enrol(service, site, 'idle');
    service.clock.advance(91 * day);
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'DEVICE_LOCKED');
    const code = await unlockToken('idle', token);
    assert.equal(await outcomeOf(token, 'unlock', { ...rightPin, code }), 'OK');
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
  });

  it('asks for nothing else where there is no PIN', async () => {
    const none = await service.addSite({ pin: 'none' });
    const token = await enrol(service, none, 'without');
    await block(token);
    const { tid } = token;
    const code = await service.issueCode(none, 'without', { kind: 'unlock', tid });
    assert.equal(await outcomeOf(token, 'unlock', { code }), 'OK');
    assert.equal((await tokenRow(service, tid)).status, 'ACTIVE');
  });
});

describe('a code that unlocks a user', () => {
  it('is refused while the user is not blocked, and stays usable', async () => {
    const token = await enrol(service, site, 'free');
    const code = await unlockUser('free');
    assert.equal(await outcomeOf(token, 'unlock', { ...rightPin, code }), 'USER_IS_NOT_BLOCKED');
    await blockUser(service, site, 'free');
    assert.equal(await outcomeOf(token, 'unlock', { ...rightPin, code }), 'OK');
    const { pin_fails, pin_total, blocked_at } = await userRow(service, 'free');
    assert.deepEqual([pin_fails, pin_total, blocked_at], [0, 5, null]);
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
  });

  it('is void after five wrong PINs, each of which counts over time', async () => {
    const token = await enrol(service, site, 'guess');
    await blockUser(service, site, 'guess');
    const code = await unlockUser('guess');
    for (const left of [4, 3, 2, 1, 0]) {
      const outcome = await outcomeOf(token, 'unlock', { ...wrongPin, code });
      assert.equal(outcome, `PASSWORD_IS_WRONG ${left}`);
    }
    const outcome = await outcomeOf(token, 'unlock', { ...rightPin, code });
    assert.equal(outcome, 'CODE_ENTRY_DOES_NOT_EXIST');
    assert.equal((await userRow(service, 'guess')).pin_total, 11);
  });

  it('is refused and stays usable, and no PIN is checked, after too many wrong ones over time', async () => {
    const strict = await service.addSite({ pinTries: 5, pinTotalLimit: 12 });
    const token = await enrol(service, strict, 'limit');
    await blockUser(service, strict, 'limit');
    const next = () => service.issueCode(strict, 'limit', { kind: 'unlock' });
    const first = await next();
    for (let count = 0; count < 5; count++) await token.run('unlock', { ...wrongPin, code: first });
    const code = await next();
    const lefts = [
      await outcomeOf(token, 'unlock', { ...wrongPin, code }),
      await outcomeOf(token, 'unlock', { ...wrongPin, code }),
    ];
    assert.deepEqual(lefts, ['PASSWORD_IS_WRONG 1', 'PASSWORD_IS_WRONG 0']);
    assert.equal(await outcomeOf(token, 'unlock', { ...rightPin, code }), 'USER_IS_BLOCKED');
    const { uid, pin_total } = await userRow(service, 'limit');
    assert.equal(pin_total, 12);
    const { body } = await service.admin.post<{ code: string }>(`/users/${uid}/unblock`);
    assert.equal(body.code, 'USER_IS_BLOCKED');
    // What is left is a new PIN, which also ends the counting.
    const reset = await service.issueCode(strict, 'limit', { kind: 'reset' });
    const npin = rightPin.pin.p;
    assert.equal(await outcomeOf(token, 'pin.reset', { code: reset, npin }), 'OK');
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
  });

  it('is used up once when two browsers show it at the same time', async () => {
    const [one, two] = [await enrol(service, site, 'race'), await enrol(service, site, 'race')];
    await blockUser(service, site, 'race');
    const code = await unlockUser('race');
    const outcomes = await Promise.all(
      [one, two].map((token) => outcomeOf(token, 'unlock', { ...rightPin, code })),
    );
    assert.deepEqual(outcomes.sort(), ['CODE_ENTRY_DOES_NOT_EXIST', 'OK']);
  });

  it('counts an unknown code against all live codes of the user', async () => {
    const token = await enrol(service, site, 'spread');
    await blockUser(service, site, 'spread');
    const codes = [
      await unlockUser('spread'),
      await unlockToken('spread', token),
      await service.issueCode(site, 'spread', { kind: 'reset' }),
    ];
    const code = ['1234567897', '1234567889', '1234567871', '1234567863'].find(
      (one) => !codes.includes(one),
    )!;
    for (let count = 0; count < 5; count++) {
      const outcome = await outcomeOf(token, 'unlock', { ...rightPin, code });
      assert.equal(outcome, 'CODE_ENTRY_DOES_NOT_EXIST');
    }
    const rows = ((await service.dump())['code'] as { tries: number; voided_at: unknown }[]).filter(
      ({ tries }) => tries === 5,
    );
    assert.ok(rows.length >= 3);
    assert.ok(rows.every(({ voided_at }) => voided_at !== null));
  });
});

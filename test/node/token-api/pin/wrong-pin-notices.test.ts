/**
 * What the owner's browsers are told of wrong PINs, here and elsewhere.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { wrongPinsFeature } from '../../../../src/protocol/wrong-pins.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { userRow } from '../../support/services/database-rows.js';
import { enrol, rightPin, wrongPin } from '../../support/tokens/enrolled-token.js';
import type { RawToken } from '../../support/tokens/raw-token.js';
import type { Json } from '../../support/tokens/token-answers.js';

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  site = await service.addSite({ pinTriesPerBrowser: 9, bio: 'allowed', maxTools: 9 });
});

after(() => service.close());

/** Enters wrong PINs, a minute apart; resolves with the times, latest first. */
async function guess(token: RawToken, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let number = 0; number < count; number++) {
    service.clock.advance(60_000);
    const { now } = await token.run('otp', wrongPin);
    times.unshift(now as number);
  }
  return times;
}

const seen = (answer: Json) => answer['wrong'];

describe('wrong PINs', () => {
  it('are told by status and by the next right PIN, in each browser until its own next right PIN', async () => {
    const [thief, one, two] = [
      await enrol(service, site, 'ada'),
      await enrol(service, site, 'ada'),
      await enrol(service, site, 'ada'),
    ];
    assert.equal(seen(await one.status()), undefined);
    const times = await guess(thief, 4);
    const last = times.slice(0, 3).map((at) => ({ at, name: 'Raw', here: false }));
    const expected = { n: 4, last };
    assert.deepEqual(seen(await one.status()), expected);
    assert.deepEqual(seen(await one.run('otp', rightPin)), expected);
    assert.equal(seen(await one.status()), undefined);
    assert.equal(seen(await one.run('otp', rightPin)), undefined);
    // Neither the owner's right PIN nor the thief's own hides them from another browser.
    assert.equal((await thief.run('otp', rightPin))['ok'], true);
    assert.deepEqual(seen(await two.status()), expected);
    assert.deepEqual(seen(await two.run('jwt', rightPin)), expected);
  });

  it('in this browser are marked as such, also in the answer to the wrong one', async () => {
    const token = await enrol(service, site, 'here');
    const [at] = await guess(token, 1);
    assert.equal((seen(await token.run('otp', wrongPin)) as Json)['n'], 2);
    const told = seen(await token.run('otp', rightPin)) as { n: number; last: Json[] };
    assert.equal(told.n, 2);
    assert.deepEqual(told.last[1], { at, name: 'Raw', here: true });
  });

  it('are told too when the operation is refused after the right PIN, and not to those without factor', async () => {
    const [thief, token] = [await enrol(service, site, 'late'), await enrol(service, site, 'late')];
    await guess(thief, 1);
    assert.equal(seen(await token.run('token.list')), undefined);
    const same = { ...rightPin, npin: rightPin.pin.p };
    const refused = await token.run('pin.change', same);
    assert.equal(refused['err'], 'PIN_REFUSED');
    assert.equal((seen(refused) as Json)['n'], 1);
  });

  it('at the activation of another browser, or with an unlock code, are told as well', async () => {
    const token = await enrol(service, site, 'codes');
    const other = await enrol(service, site, 'codes');
    await service.admin.post(`/tokens/${other.tid}/block`);
    const code = await service.issueCode(site, 'codes', { kind: 'unlock', tid: other.tid });
    await other.run('unlock', { ...wrongPin, code });
    assert.equal((seen(await token.status()) as Json)['n'], 1);
  });

  it('are each in the audit trail, and twenty at most beside it', async () => {
    const token = await enrol(service, site, 'many');
    for (let count = 0; count < 25; count++) {
      await token.run('otp', wrongPin);
      if (count % 4 === 3) await token.run('otp', rightPin);
    }
    const { uid, wrong_pins } = await userRow(service, 'many');
    assert.equal(wrong_pins, 25);
    const { body } = await service.admin.get(`/audit?kind=pin.wrong&subject=${uid}&limit=100`);
    const entries = body['entries'] as { actor: string; detail: Json }[];
    assert.equal(entries.length, 25);
    assert.equal(entries[0]!.actor, token.tid);
    assert.deepEqual(Object.keys(entries[0]!.detail).sort(), ['inRow', 'overTime', 'tid']);
    const rows = () =>
      service.store.read.selectFrom('wrong_pin').selectAll().where('uid', '=', uid);
    assert.equal((await rows().execute()).length, 20);
    await service.admin.delete(`/users/${uid}`);
    assert.equal((await rows().execute()).length, 0);
  });

  it('are announced in the hello', async () => {
    const token = await enrol(service, site, 'hello');
    assert.ok((await token.door.hello()).features?.includes(wrongPinsFeature));
  });
});

/**
 * The clock of a running service jumps, while the time of the people and of their browsers goes on as ever.
 */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { assertRefused } from '../../support/services/door-answers.js';
import { tokenRow } from '../../support/services/database-rows.js';
import { keepHouseFor } from '../../support/services/kept-house.js';
import { assertStated } from '../../support/tokens/refusal-statement.js';
import { doorOf, enrol, newPin, rightPin } from '../../support/tokens/enrolled-token.js';
import { outOf } from '../../support/tokens/operation-outcomes.js';
import * as push from '../../support/tokens/raw-push.js';
import { RawToken } from '../../support/tokens/raw-token.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let service: TestService;
let site: TestSite;
let token: RawToken;

beforeEach(async () => {
  service = await TestService.start({ trustedProxies: ['127.0.0.1'] });
  service.clock.stop();
  site = await service.addSite({ push: true });
  token = await enrol(service, site);
});

afterEach(() => service.close());

/** Sets the clock of the service's machine. */
function setClock(ms: number): void {
  service.clock.wallOffset += ms;
}

async function newOtp(): Promise<string> {
  return String((await outOf(token, 'otp', rightPin))['otp']);
}

const verifies = (otp: string) => service.verifyOtp(site, 'ada', otp);

function lines(event: string): unknown[] {
  const read = service.log.map((line) => JSON.parse(line) as { event: string; ms?: number });
  // To the second: the clock goes on while it is set.
  return read.flatMap((line) =>
    line.event === event ? [Math.round(line.ms! / 1_000) * 1_000] : [],
  );
}

describe('a one-time password of a service whose clock was ahead', () => {
  it('is not accepted after its life: neither at once, nor when the time has come back to it', async () => {
    setClock(hour);
    const otp = await newOtp();
    service.clock.advance(1_000);
    setClock(-hour);
    for (const later of [0, 18_999, hour - 20_000, 1_000, 18_999]) {
      service.clock.advance(later);
      assert.equal(await verifies(otp), false, `after ${later}`);
    }
  });

  it('is not accepted longer when the clock is put back by less than its life', async () => {
    const otp = await newOtp();
    service.clock.advance(15_000);
    setClock(-12_000);
    service.clock.advance(5_001);
    assert.equal(await verifies(otp), false);
  });

  it('lives a second longer at most when the clock is put back by no more than a second', async () => {
    const [first, second] = [await newOtp(), await newOtp()];
    service.clock.advance(10_000);
    await service.admin.get('/services');
    setClock(-1_000);
    service.clock.advance(10_000);
    assert.equal(await verifies(first), true);
    service.clock.advance(1_000);
    assert.equal(await verifies(second), false);
  });

  it('is as good as ever when it is issued after the clock was put right', async () => {
    setClock(hour);
    await newOtp();
    setClock(-hour);
    const otp = await newOtp();
    service.clock.advance(19_999);
    assert.equal(await verifies(otp), true);
    const late = await newOtp();
    service.clock.advance(20_000);
    assert.equal(await verifies(late), false);
  });
});

describe('a service whose clock jumps', () => {
  it('logs each jump once, by how much, and what a set-back has ended', async () => {
    await newOtp();
    setClock(hour);
    await newOtp();
    await service.refresh();
    setClock(-hour);
    await Promise.all([newOtp(), service.refresh(), service.admin.get('/services')]);
    assert.deepEqual(lines('clock.jumped'), [hour, -hour]);
    const [ended] = service.log.filter((line) => line.includes('"clock.set-back"'));
    assert.equal((JSON.parse(ended!) as { oneTimePasswords: number }).oneTimePasswords, 1);
    assert.equal(lines('clock.set-back').length, 1);
  });

  it('ends a limit of a minute after a minute', async () => {
    const wrongKey = () => service.rp('/otp/verify', 'neon.wrong', {});
    setClock(hour);
    for (let count = 0; count < 10; count++) assertRefused(await wrongKey(), '401 NOT_AUTHORIZED');
    setClock(-hour);
    service.clock.advance(minute - 1);
    assert.equal((await wrongKey()).status, 429);
    service.clock.advance(1);
    assertRefused(await wrongKey(), '401 NOT_AUTHORIZED');
  });

  it('ends the limits on requests for approval, and a pause of an hour, with them', async () => {
    const door = doorOf(service, site);
    setClock(day);
    for (let count = 0; count < 3; count++) await push.ask(door, 'ada');
    assert.equal((await push.requestPush(door, 'ada')).status, 429);
    const [pid] = await push.inbox(token);
    assert.equal((await push.refuse(token, String(pid), true))['ok'], true);
    setClock(-day);
    await service.refresh();
    service.clock.advance(hour + 1);
    const { pid: seen } = await push.ask(door, 'ada');
    assert.deepEqual(await push.inbox(token), [seen]);
  });

  it('takes no code that it issued in the future, and takes the ones before', async () => {
    const early = await service.issueCode(site, 'bea');
    setClock(30 * day);
    const late = await service.issueCode(site, 'cleo');
    setClock(-30 * day);
    const door = doorOf(service, site);
    const refused = await (await RawToken.make(door)).begin(late);
    assert.equal(refused['err'], 'CODE_ENTRY_DOES_NOT_EXIST');
    assert.equal((await (await RawToken.make(door)).begin(early))['ok'], true);
    service.clock.advance(30 * day);
    const still = await (await RawToken.make(door)).begin(late);
    assert.equal(still['err'], 'CODE_ENTRY_DOES_NOT_EXIST');
  });

  it('lets an activation begun in the future begin again with its code', async () => {
    const code = await service.issueCode(site, 'dora');
    setClock(hour);
    const door = doorOf(service, site);
    const lost = await RawToken.make(door);
    assert.equal((await lost.begin(code))['ok'], true);
    setClock(-hour);
    const completion = await lost.operation('activate', newPin);
    await assertStated(lost, completion, await lost.send(completion), 'gone');
    const next = await RawToken.make(door);
    assert.equal((await next.begin(code))['ok'], true);
    assert.equal((await next.run('activate', newPin))['ok'], true);
  });

  it('takes no message of before, which might look like that of a copy, and the browser goes on', async () => {
    setClock(8_000);
    const chal = await token.door.challenge();
    const status = { core: { chal } };
    setClock(-8_000);
    await token.run('otp', rightPin);
    service.clock.advance(4_000);
    const old = token.clone();
    old.at = { ...old.at, n: old.at.n - 1 };
    assert.equal((await old.status(status))['st'], 'chal');
    assert.equal((await token.status(status))['st'], 'chal');
    assert.equal((await token.run('otp', rightPin))['ok'], true);
    assert.equal((await tokenRow(service, token.tid)).status, 'ACTIVE');
  });

  it('still finds a copy', async () => {
    setClock(hour);
    const copy = token.clone();
    await token.run('otp', rightPin);
    setClock(-hour);
    await token.run('otp', rightPin);
    const operation = await copy.operation('otp', rightPin);
    await assertStated(copy, operation, await copy.send(operation), 'fork');
  });

  it('counts the days without use from the day when the clock was put right', async () => {
    setClock(300 * day);
    assert.equal((await token.run('otp', rightPin))['err'], 'DEVICE_LOCKED');
    const fresh = await enrol(service, site, 'eve');
    setClock(-300 * day);
    assert.equal((await token.run('otp', rightPin))['ok'], true);
    service.clock.advance(91 * day);
    assert.equal((await fresh.run('otp', rightPin))['err'], 'DEVICE_LOCKED');
  });

  it('loses nothing that it still keeps while the clock is wrong for a minute', async () => {
    const code = await service.issueCode(site, 'gil', { life: 14 * 24 * 3600 });
    await service.refresh();
    const kept = async () => {
      const { event, token: tokens, code: codes } = await service.dump();
      return [event, tokens, codes].map((rows) => rows!.length);
    };
    const before = await kept();
    setClock(365 * day);
    await service.refresh();
    setClock(-365 * day);
    await service.refresh();
    assert.deepEqual(await kept(), before);
    assert.equal((await (await RawToken.make(token.door)).begin(code))['ok'], true);
  });

  it('keeps what happened in the future no longer than what happens now', async () => {
    const short = await service.addSite({ endedDays: 1, eventDays: 1 });
    const mine = async (table: 'event' | 'token' | 'code') =>
      ((await service.dump())[table] as { mac: string; at?: number }[]).filter(
        ({ mac }) => mac === short.mac,
      );
    setClock(200 * day);
    const revoked = await enrol(service, short, 'hal');
    await service.admin.done(`/tokens/${revoked.tid}/revoke`, { method: 'POST' });
    await service.verifyOtp(short, 'nobody', '12345678');
    setClock(-200 * day);
    await service.refresh();
    const events = await mine('event');
    assert.ok(events.length && events.every(({ at }) => at! <= service.clock.now()));
    await keepHouseFor(service, day - 1000);
    assert.deepEqual((await mine('event')).length, events.length);
    await keepHouseFor(service, 1001);
    for (const table of ['event', 'token', 'code'] as const) {
      assert.deepEqual(await mine(table), [], table);
    }
  });

  it('does not take an access token that was issued in the future, and takes the next', async () => {
    const access = async () => String((await outOf(token, 'jwt', rightPin))['access_token']);
    const isActive = async (jwt: string) =>
      (await service.rp('/jwt/introspect', site.apiKey, { token: jwt })).body['active'];
    setClock(hour);
    const early = await access();
    assert.equal(await isActive(early), true);
    setClock(-hour);
    assert.equal(await isActive(early), false);
    const next = await access();
    assert.equal(await isActive(next), true);
    service.clock.advance(hour);
    assert.equal(await isActive(early), false);
  });

  it('keeps what a sleeping machine must keep, and ends what has ended meanwhile', async () => {
    const code = await service.issueCode(site, 'fay');
    const otp = await newOtp();
    setClock(8 * hour);
    assert.equal(await verifies(otp), false);
    assert.equal((await token.run('otp', rightPin))['ok'], true);
    assert.equal((await (await RawToken.make(token.door)).begin(code))['ok'], true);
    assert.deepEqual(lines('clock.set-back'), []);
  });
});

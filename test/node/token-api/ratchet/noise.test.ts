/**
 * Noise by one enrolled token: what it can leave in the database and in the log is bounded.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { enrol, rightPin } from '../../support/tokens/enrolled-token.js';
import type { RawToken } from '../../support/tokens/raw-token.js';
import { assertStated } from '../../support/tokens/refusal-statement.js';
import { assertRefused } from '../../support/tokens/token-door.js';

const minute = 60_000;

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  service.clock.stop();
  site = await service.addSite({ pin: 'none' });
});

beforeEach(() => service.clock.advance(minute));

after(() => service.close());

async function rowsOf({ tid }: RawToken): Promise<number> {
  const rows = await service.store.read
    .selectFrom('op_log')
    .select('rid')
    .where('tid', '=', tid)
    .where('outcome', '=', 'abandoned')
    .execute();
  return rows.length;
}

/** Asks what became of an operation that was never sent. */
async function invent(token: RawToken) {
  return token.send(await token.sync(await token.operation('otp', rightPin)));
}

describe('syncs about invented operations', () => {
  it('leave 32 rows of 200, and are then refused until the oldest messages could not be accepted', async () => {
    const token = await enrol(service, site, 'noisy');
    const statuses: number[] = [];
    for (let count = 0; count < 200; count++) statuses.push((await invent(token)).status);
    assert.deepEqual(statuses, [...Array<number>(32).fill(200), ...Array<number>(168).fill(429)]);
    assert.equal(await rowsOf(token), 32);

    const refused = await invent(token);
    assertRefused(refused, '429 RATE_LIMITED');
    const seconds = Number(refused.headers.get('retry-after'));
    service.clock.advance((seconds - 1) * 1_000);
    assert.equal((await invent(token)).status, 429);
    service.clock.advance(1_000);
    assert.equal((await invent(token)).status, 200);
    assert.equal(await rowsOf(token), 1);
  });

  it('do not keep the token from working, nor a promise from being kept', async () => {
    const token = await enrol(service, site, 'working');
    const abandoned = await token.operation('otp');
    const sync = await token.sync(abandoned);
    assert.equal((await token.openSync(sync, await token.send(sync)))['outcome'], 'not_applied');
    for (let count = 0; count < 40; count++) await invent(token);
    assertRefused(await token.send(abandoned), '409 SUPERSEDED');
    // A repeated question adds nothing and is answered.
    const again = await token.sync(abandoned);
    assert.equal((await token.openSync(again, await token.send(again)))['outcome'], 'not_applied');
    assert.equal((await token.run('otp'))['ok'], true);

    service.clock.advance(311_000);
    await invent(token);
    assertRefused(await token.send(abandoned), '409 CHALLENGE_STALE');
  });

  it('of one token do not limit another', async () => {
    const [token, other] = [await enrol(service, site, 'one'), await enrol(service, site, 'two')];
    for (let count = 0; count < 33; count++) await invent(token);
    assert.equal((await invent(token)).status, 429);
    assert.equal((await invent(other)).status, 200);
  });
});

describe('messages of a token that is ahead', () => {
  const alarms = ({ tid }: RawToken) =>
    service.log.filter((line) => line.includes('SERVER_ROLLBACK_SUSPECTED') && line.includes(tid));

  it('raise one alarm in an hour, in whatever kind of message, and are answered all the same', async () => {
    const token = await enrol(service, site, 'ahead');
    const at = { ...token.at, n: token.at.n + 5 };
    for (let count = 0; count < 10; count++) {
      const operation = await token.operation('otp', undefined, { at });
      await assertStated(token, operation, await token.send(operation), 'ahead');
      const sync = await token.sync(operation);
      await assertStated(token, sync, await token.send(sync), 'ahead');
      assert.equal((await token.status({ at }))['st'], 'ahead');
    }
    assert.equal(alarms(token).length, 1);
    const other = await enrol(service, site, 'ahead too');
    await other.status({ at: { ...other.at, n: other.at.n + 5 } });
    assert.equal(alarms(other).length, 1);
    service.clock.advance(60 * minute);
    await token.status({ at });
    assert.equal(alarms(token).length, 2);
  });
});

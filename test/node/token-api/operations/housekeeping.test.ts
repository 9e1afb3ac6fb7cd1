import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { keepHouse } from '../../../../src/service/domain/housekeeping.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { doorOf, enrol, newPin, rightPin, wrongPin } from '../../support/tokens/enrolled-token.js';
import { RawToken } from '../../support/tokens/raw-token.js';
import { leavesNoTrace, tokenRow } from '../../support/services/database-rows.js';

const minute = 60_000;
const day = 24 * 60 * minute;

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  service.clock.stop();
  site = await service.addSite();
});

after(() => service.close());

async function otpsOf({ tid }: RawToken): Promise<number> {
  const { uid } = await tokenRow(service, tid);
  const query = service.store.read.selectFrom('otp').select('id').where('uid', '=', uid);
  return (await query.execute()).length;
}

/** Position, outcome and whether there is an answer, of each entry of a token's log. */
async function logOf({ tid }: RawToken): Promise<(string | number | boolean)[][]> {
  const rows = await service.store.read
    .selectFrom('op_log')
    .selectAll()
    .where('tid', '=', tid)
    .orderBy('n')
    .orderBy('outcome', 'desc')
    .execute();
  return rows.map(({ n, outcome, response }) => [n, outcome, response !== null]);
}

describe('housekeeping', () => {
  it('removes nothing that may still be needed', async () => {
    const token = await enrol(service, site, 'fresh');
    const provisional = await RawToken.make(token.door);
    await provisional.begin(await service.issueCode(site, 'fresh'));
    await token.run('otp', rightPin);
    await token.resolve(await token.operation('otp', rightPin));
    service.clock.advance(minute);
    await leavesNoTrace(service, () => keepHouse(service), ['clock_mark']);
  });

  it('removes a one-time password a minute after its end', async () => {
    const token = await enrol(service, site, 'otp');
    await token.run('otp', rightPin);
    service.clock.advance(20_000 + minute);
    await keepHouse(service);
    assert.equal(await otpsOf(token), 1);
    service.clock.advance(1);
    await keepHouse(service);
    assert.equal(await otpsOf(token), 0);
  });

  it('erases an answer after ten minutes, and keeps the result of the last operation', async () => {
    const token = await enrol(service, site, 'answer');
    const operation = await token.operation('otp', wrongPin);
    await token.send(operation);
    service.clock.advance(10 * minute);
    await keepHouse(service);
    assert.deepEqual((await logOf(token)).at(-1), [1, 'applied', true]);
    service.clock.advance(1);
    await keepHouse(service);
    assert.deepEqual((await logOf(token)).at(-1), [1, 'applied', false]);

    service.clock.advance(1000 * day);
    await keepHouse(service);
    const answer = await token.resolve(operation);
    assert.deepEqual(
      [answer['outcome'], answer['ok'], answer['err']],
      ['applied', false, 'PASSWORD_IS_WRONG'],
    );
  });

  it('removes entries of the operation log a day after they were superseded', async () => {
    const token = await enrol(service, site, 'entries');
    await token.resolve(await token.operation('otp', rightPin));
    service.clock.advance(2 * day);
    await keepHouse(service);
    assert.deepEqual(await logOf(token), [
      [0, 'applied', false],
      [1, 'abandoned', false],
    ]);
    await token.run('otp', rightPin);
    service.clock.advance(day);
    await keepHouse(service);
    assert.equal((await logOf(token)).length, 3);
    service.clock.advance(1);
    await keepHouse(service);
    assert.deepEqual(await logOf(token), [[1, 'applied', false]]);
    assert.equal((await token.run('otp', rightPin))['ok'], true);
  });

  it('removes an expired provisional token, whose code can be used again', async () => {
    const door = doorOf(service, site);
    const code = await service.issueCode(site, 'provisional');
    const [late, next] = [await RawToken.make(door), await RawToken.make(door)];
    await late.begin(code);
    await late.resolve(await late.operation('activate', newPin));
    service.clock.advance(15 * minute);
    await keepHouse(service);
    assert.deepEqual(await logOf(late), []);
    await assert.rejects(tokenRow(service, late.tid));
    await next.begin(code);
    assert.equal((await next.run('activate', newPin))['ok'], true);
  });
});

/**
 * The bounds on the events that somebody can add.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  addressFailures,
  personEvents,
  sharedRows,
  tokenEvents,
} from '../../../src/service/domain/events/event-record.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { userRow } from '../support/services/database-rows.js';
import { complete, doorOf, rightPin, wrongPin } from '../support/tokens/enrolled-token.js';
import { outOf } from '../support/tokens/operation-outcomes.js';
import { RawToken } from '../support/tokens/raw-token.js';
import { DoorFrom } from '../support/tokens/token-door.js';

type Event = Record<string, unknown>;

const hour = 60 * 60_000;
const home = '203.0.113.7';

describe('many events', () => {
  let service: TestService;
  let site: TestSite;

  before(async () => {
    service = await TestService.start({ trustedProxies: ['127.0.0.1'] });
    service.clock.stop();
    service.clock.advance(hour - (service.clock.now() % hour));
    site = await service.addSite({ maxTools: 50 });
  });

  beforeEach(() => service.clock.advance(hour));

  after(() => service.close());

  async function rows(): Promise<Event[]> {
    const all = (await service.dump())['event'] as Event[];
    return all.filter(({ at }) => Number(at) >= service.clock.now());
  }

  const ofKind = (events: Event[], kind: string) =>
    events.filter((event) => event['kind'] === kind);

  async function inTurn(times: number, run: (count: number) => Promise<unknown>): Promise<void> {
    for (let count = 0; count < times; count++) await run(count);
  }

  it('of one browser are counted in one row beyond the bound', async () => {
    const token = await RawToken.make(doorOf(service, site));
    await complete(token, await token.begin(await service.issueCode(site, 'ada')));
    const { uid } = await userRow(service, 'ada');
    await inTurn(tokenEvents, () => outOf(token, 'otp', rightPin));
    const all = await rows();
    assert.equal(all.length, tokenEvents + 1);
    const { count, tid, ...further } = ofKind(all, 'further.done')[0]!;
    assert.deepEqual([count, tid, further['uid']], [2, token.tid, uid]);
    // Failures are still kept one by one.
    await token.run('otp', wrongPin);
    assert.equal(ofKind(await rows(), 'operation.refused').length, 1);
  });

  it('of one browser are counted together at all doors', async () => {
    const token = await RawToken.make(doorOf(service, site));
    await complete(token, await token.begin(await service.issueCode(site, 'dora')));
    await inTurn(tokenEvents / 2, async () => {
      const otp = String((await outOf(token, 'otp', rightPin))['otp']);
      assert.equal(await service.verifyOtp(site, 'dora', otp), true);
    });
    const all = await rows();
    assert.equal(all.length, tokenEvents + 1);
    assert.equal(ofKind(all, 'further.done')[0]!['count'], 2);
  });

  it('hide no evidence of a copied browser', async () => {
    const token = await RawToken.make(doorOf(service, site));
    await complete(token, await token.begin(await service.issueCode(site, 'cleo')));
    const copy = token.clone(new DoorFrom(token.door, home));
    await service.admin.done(`/tokens/${token.tid}/block`, { method: 'POST' });
    await inTurn(tokenEvents + 1, () => token.run('otp', rightPin));
    assert.equal(ofKind(await rows(), 'further.failures').length, 1);
    service.clock.advance(60_000);
    await copy.status();
    const { events } = await service.admin.done<{ events: Event[] }>(
      `/events?service=${site.mac}&login=cleo&kind=token.copied`,
    );
    assert.deepEqual(
      events.map(({ address }) => address),
      [home],
    );
  });

  it('of one person keep none of their sign-ins from being recorded', async () => {
    const token = await RawToken.make(doorOf(service, site));
    await complete(token, await token.begin(await service.issueCode(site, 'bea')));
    await inTurn(personEvents + 3, () => service.verifyOtp(site, 'bea', '12345678'));
    const otp = String((await outOf(token, 'otp', rightPin))['otp']);
    assert.equal(await service.verifyOtp(site, 'bea', otp), true);
    const all = await rows();
    assert.equal(ofKind(all, 'otp.refused').length, personEvents);
    assert.deepEqual(
      ofKind(all, 'further.failures').map(({ count }) => count),
      [3],
    );
    assert.equal(ofKind(all, 'otp.accepted').length, 1);
    service.clock.advance(hour);
    await service.verifyOtp(site, 'bea', '12345678');
    assert.equal(ofKind(await rows(), 'otp.refused').length, 1);
  });

  it('about logins that do not exist are counted in few rows from the first', async () => {
    await inTurn(2 * sharedRows + 1, (count) => {
      service.clock.advance(1);
      return service.verifyOtp(site, `nobody ${count}`, '12345678');
    });
    const all = (await service.dump())['event'] as Event[];
    const counts = all.flatMap(({ uid, kind, count }) =>
      uid === null && kind === 'otp.refused' ? [count] : [],
    );
    assert.deepEqual(counts.toSorted(), [...Array<number>(sharedRows - 1).fill(2), 3]);
    service.clock.advance(-(2 * sharedRows + 1));
  });

  it('of one address are counted beyond the bound', async () => {
    const people = Math.ceil((addressFailures + 2) / personEvents);
    const codes: string[] = [];
    await inTurn(people, async (index) => {
      codes.push(await service.issueCode(site, `target ${index}`));
      const { uid } = await userRow(service, `target ${index}`);
      await service.admin.done(`/users/${uid}/disable`, { method: 'POST' });
    });
    const door = new DoorFrom(doorOf(service, site), home);
    const token = await RawToken.make(door);
    await inTurn(addressFailures + 2, (index) => token.begin(codes[index % people]!));
    const all = await rows();
    assert.equal(ofKind(all, 'activation.refused').length, addressFailures);
    assert.deepEqual(
      ofKind(all, 'further.failures').map(({ count, address, uid }) => [count, address, uid]),
      [[2, home, null]],
    );
  });
});

/**
 * The record of sign-ins and failures: when a person got in, and from where.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { keepHouse } from '../../../src/service/domain/housekeeping.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { assertRefused } from '../support/services/door-answers.js';
import { userRow } from '../support/services/database-rows.js';
import { keepHouseFor } from '../support/services/kept-house.js';
import { complete, doorOf, rightPin, wrongPin } from '../support/tokens/enrolled-token.js';
import { outOf, sealArg } from '../support/tokens/operation-outcomes.js';
import { approve, ask, collected, refuse } from '../support/tokens/raw-push.js';
import { RawToken } from '../support/tokens/raw-token.js';
import { DoorFrom } from '../support/tokens/token-door.js';

type Event = Record<string, unknown>;

const hour = 60 * 60_000;
const day = 24 * hour;
const home = '203.0.113.7';

describe('the events of a service', () => {
  let service: TestService;
  let site: TestSite;

  before(async () => {
    service = await TestService.start({ trustedProxies: ['127.0.0.1'] });
    service.clock.stop();
    site = await service.addSite({ push: true, seal: true, maxTools: 50 });
  });

  // None is to meet the bounds of another one.
  beforeEach(() => service.clock.advance(hour));

  after(() => service.close());

  const list = (query: object) => {
    const parameters = new URLSearchParams({ service: site.mac, ...query });
    return service.admin.done<{ events: Event[]; next?: { before: string } }>(
      `/events?${parameters}`,
    );
  };

  /** Events of a login, oldest first, with the members that are asked for. */
  async function eventsOf(login: string, ...members: string[]): Promise<unknown[]> {
    const { events } = await list({ login, limit: '1000' });
    return events.reverse().map((event) => [event['kind'], ...members.map((name) => event[name])]);
  }

  async function enrolFrom(address: string, login: string): Promise<RawToken> {
    const token = await RawToken.make(new DoorFrom(doorOf(service, site), address));
    const begun = await token.begin(await service.issueCode(site, login));
    assert.equal((await complete(token, begun))['ok'], true);
    return token;
  }

  const issue = async (token: RawToken) => String((await outOf(token, 'otp', rightPin))['otp']);

  it('say when a person got in last, and from where', async () => {
    const token = await enrolFrom(home, 'ada');
    service.clock.advance(1000);
    const at = service.clock.now();
    const otp = await issue(token);
    assert.equal(await service.verifyOtp(site, 'Ada', otp), true);
    const { keys } = await service.admin.done<{ keys: Event[] }>(`/keys?service=${site.mac}`);
    const { uid } = await userRow(service, 'ada');
    const { events } = await list({ login: 'ADA', kind: 'otp.accepted' });
    const { alias, tid } = { ...site, ...token };
    const expected = { kind: 'otp.accepted', door: 'rp', uid, alias, tid, address: home };
    assert.deepEqual(events, [{ at, ...expected, key: keys[0]!['id'] }]);
    assert.deepEqual(await eventsOf('ada', 'door', 'address', 'tid'), [
      ['activation.begun', 'btt', home, tid],
      ['enrolled', 'btt', home, tid],
      ['otp.issued', 'btt', home, tid],
      ['otp.accepted', 'rp', home, tid],
    ]);
    assert.ok(!JSON.stringify((await service.dump())['event']).includes(otp));
  });

  it('have what came of every way to get in', async () => {
    const bea = await enrolFrom('2001:db8:1:2:3:4:5:6', 'bea');
    await outOf(bea, 'jwt', rightPin);
    await outOf(bea, 'seal', rightPin, await sealArg(bea, 'Pay'));
    const asked = await ask(new DoorFrom(bea.door, home), 'bea');
    await refuse(bea, asked.pid);
    const again = await ask(new DoorFrom(bea.door, home), 'bea');
    await approve(bea, again.pid, again.number);
    const { otp } = await collected(again);
    assert.equal(await service.verifyOtp(site, 'bea', otp), true);
    const network = '2001:db8:1:2::/64';
    assert.deepEqual((await eventsOf('bea', 'address')).slice(2), [
      ['jwt.issued', network],
      ['seal.made', network],
      ['push.denied', network],
      ['push.approved', network],
      ['otp.issued', home],
      ['otp.accepted', home],
    ]);
  });

  it('have approvals that a relying party collects, once', async () => {
    const token = await enrolFrom(home, 'bob');
    const order = { service: site.mac, scopes: ['push'] };
    const { key } = await service.admin.made<{ key: string }>('/keys', order);
    const rp = async (path: string, members: object) =>
      (await service.rp(path, key, { service: site.mac, ...members })).body;
    const { pid, number } = await rp('/push/request', { login: 'bob' });
    await approve(token, String(pid), String(number));
    for (let count = 0; count < 2; count++) assert.ok((await rp('/push/result', { pid }))['ok']);
    assert.deepEqual((await eventsOf('bob', 'door', 'tid')).slice(2), [
      ['push.approved', 'btt', token.tid],
      ['push.collected', 'rp', token.tid],
    ]);
  });

  it('have refusals with their codes, and nothing of what was tried', async () => {
    const token = await enrolFrom(home, 'cleo');
    await token.run('otp', wrongPin);
    await service.admin.done(`/tokens/${token.tid}/block`, { method: 'POST' });
    await token.run('otp', rightPin);
    assert.equal(await service.verifyOtp(site, 'cleo', '87654321'), false);
    // What cannot be a one-time password is no try.
    assert.equal(await service.verifyOtp(site, 'cleo', '1'), false);
    const code = await service.issueCode(site, 'cleo', { life: 60 });
    service.clock.advance(60_000);
    // It leaves no token, by which a repetition could be known.
    const late = await RawToken.make(token.door);
    for (let count = 0; count < 2; count++) await late.begin(code);
    assert.deepEqual((await eventsOf('cleo', 'code', 'address')).slice(2), [
      ['operation.refused', 'PASSWORD_IS_WRONG', home],
      ['operation.refused', 'TOKEN_IS_BLOCKED', home],
      ['otp.refused', undefined, undefined],
      ['activation.refused', 'CODE_ENTRY_DOES_NOT_EXIST', home],
      ['activation.refused', 'CODE_ENTRY_DOES_NOT_EXIST', home],
    ]);
    const rows = JSON.stringify((await service.dump())['event']);
    for (const secret of ['87654321', code]) assert.ok(!rows.includes(secret));
  });

  it('have evidence of a copied browser, wherever it is found', async () => {
    const copies: ((copy: RawToken) => Promise<unknown>)[] = [
      (copy) => copy.operation('otp', rightPin).then((operation) => copy.send(operation)),
      (copy) => copy.operation('otp').then(async (one) => copy.send(await copy.sync(one))),
      (copy) => copy.status(),
    ];
    for (const [index, use] of copies.entries()) {
      const login = `copied ${index}`;
      const token = await enrolFrom(home, login);
      const copy = token.clone(new DoorFrom(token.door, '192.0.2.66'));
      await issue(token);
      service.clock.advance(60_000);
      await use(copy);
      const last = (await eventsOf(login, 'address')).at(-1);
      assert.deepEqual(last, ['token.copied', '192.0.2.66'], login);
    }
  });

  it('have one for each message, however often it is sent', async () => {
    const token = await enrolFrom(home, 'dora');
    const operation = await token.operation('otp', rightPin);
    for (let count = 0; count < 3; count++) await token.send(operation);
    await token.resolve(operation);
    token.follow(operation);
    const otp = await issue(token);
    const claim = { service: site.mac, login: 'dora', otp };
    for (const name of ['a', 'a']) {
      await service.rp('/otp/verify', site.apiKey, claim, { 'idempotency-key': name });
    }
    const kinds = (await eventsOf('dora')).slice(2).flat();
    assert.deepEqual(kinds, ['otp.issued', 'otp.issued', 'otp.accepted']);
  });

  it('are listed in parts, newest first, by time and kind', async () => {
    const token = await enrolFrom(home, 'eve');
    for (let count = 0; count < 3; count++) {
      service.clock.advance(1);
      await token.run('otp', count === 1 ? wrongPin : rightPin);
    }
    const { events: all } = await list({ login: 'eve' });
    assert.equal(all.length, 5);
    for (const query of [{ login: 'eve' }, { since: String(all.at(-1)!['at']) }]) {
      const found: Event[] = [];
      let before: { before?: string } | undefined = {};
      while (before) {
        const { events, next } = await list({ ...query, ...before, limit: '2' });
        found.push(...events);
        before = next;
      }
      assert.deepEqual(found, all);
    }
    const [, second] = all as [Event, Event];
    const time = { since: String(second['at']), until: String(Number(second['at']) + 1) };
    assert.deepEqual((await list({ login: 'eve', ...time })).events, [second]);
    const issued = await list({ login: 'eve', kind: 'otp.issued', limit: '1' });
    assert.deepEqual(issued.events, [all[0]]);
    const rest = await list({ login: 'eve', kind: 'otp.issued', ...issued.next });
    assert.deepEqual(rest, { events: [all[2]] });
  });

  it('are refused to whoever asks for what does not exist', async () => {
    const get = (query: string) => service.admin.get(`/events?${query}`);
    assertRefused(await get('service=none'), '404 MACID_IS_UNKNOWN');
    const unknown = await get(`service=${site.mac}&login=nobody`);
    assertRefused(unknown, '404 USER_ENTRY_DOES_NOT_EXIST');
    for (const query of ['kind=none', 'before=1', 'since=x', 'limit=0']) {
      assertRefused(await get(`service=${site.mac}&${query}`), '400 REQUEST_MALFORMED');
    }
  });

  it('go with their person', async () => {
    const token = await enrolFrom(home, 'fay');
    await token.run('otp', wrongPin);
    const { uid } = await userRow(service, 'fay');
    await service.admin.done(`/users/${uid}`, { method: 'DELETE' });
    const rows = JSON.stringify((await service.dump())['event']);
    for (const id of [uid, token.tid]) assert.ok(!rows.includes(id));
  });

  it('are kept for as many days as the service says, to the millisecond', async () => {
    const short = await service.addSite({ eventDays: 2 });
    await service.verifyOtp(short, 'nobody', '12345678');
    const rows = async () =>
      ((await service.dump())['event'] as Event[]).filter(({ mac }) => mac === short.mac).length;
    const others = async () => (await list({ limit: '1000' })).events.length;
    const kept = await others();
    await keepHouseFor(service, 2 * day);
    assert.equal(await rows(), 1);
    service.clock.advance(1);
    await keepHouse(service);
    assert.equal(await rows(), 0);
    assert.equal(await others(), kept);
  });
});

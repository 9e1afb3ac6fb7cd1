/**
 * The ceiling for judgements of what nobody can guess.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { activationPath } from '../../../../src/protocol/activation.js';
import { ServiceClock } from '../../../../src/service/domain/clock.js';
import { Judgements, usualCeiling } from '../../../../src/service/domain/limits/judgements.js';
import { TokenRefusal } from '../../../../src/service/domain/token-refusal.js';
import { keyGuard } from '../../../../src/service/key-guard.js';
import type { ProblemError } from '../../../../src/service/problem-document.js';
import { refusalProblem } from '../../../../src/service/refusals.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { openTestStore } from '../../../support/services/test-store.js';
import { doorOf } from '../../support/tokens/enrolled-token.js';
import { activationOf } from '../../support/tokens/raw-activation.js';
import { RawToken } from '../../support/tokens/raw-token.js';

describe('more judgements than the ceiling allows', () => {
  /** Judgements that end when the test says so. */
  function gate() {
    const ends: (() => void)[] = [];
    const judge = () => new Promise<boolean>((resolve) => ends.push(() => resolve(true)));
    return { ends, judge };
  }

  /** The seconds to wait, of a judgement that is refused. */
  const refusedAfter = (judgement: Promise<unknown>) =>
    judgement.then(
      () => assert.fail('judged'),
      (error: TokenRefusal) => `${error.status} ${error.code} ${error.retryAfter}`,
    );

  it('wait, and are refused with 503 and Retry-After when too many wait', async () => {
    const { ends, judge } = gate();
    const judgements = new Judgements({ underWay: 2, waiting: 2 });
    const all = Array.from({ length: 4 }, () => judgements.run('one', judge));
    const refused = await refusedAfter(judgements.run('one', judge));
    assert.equal(refused, '503 SERVICE_UNAVAILABLE 1');
    assert.equal(ends.length, 2);
    while (ends.length < 4) {
      ends.at(-1)!();
      await all[ends.length - 1];
    }
    for (const end of ends) end();
    assert.deepEqual(await Promise.all(all), [true, true, true, true]);
    assert.equal(await judgements.run('one', async () => true), true);
  });

  it('are shared out among the addresses: one with few is judged before one with many', async () => {
    const judgements = new Judgements({ underWay: 1, waiting: 4 });
    const { ends, judge } = gate();
    const order: string[] = [];
    const run = (address: string) =>
      judgements.run(address, async () => {
        order.push(address);
      });
    const first = judgements.run('many', judge);
    const many = [run('many'), run('many'), run('many'), run('many')];
    const last = refusedAfter(many.pop()!);
    const few = run('few');
    assert.equal(await last, '503 SERVICE_UNAVAILABLE 1');
    const own = await refusedAfter(run('many'));
    assert.equal(own, '503 SERVICE_UNAVAILABLE 1');
    ends[0]!();
    await Promise.all([first, ...many, few]);
    assert.deepEqual(order, ['many', 'few', 'many', 'many']);
  });

  it('are problem documents at the doors, with the usual ceiling', async () => {
    const { ends, judge } = gate();
    const guard = keyGuard('rp', new ServiceClock(), () => {});
    const peer = { origin: null, address: '198.51.100.30', isLocal: false };
    const keys = Array.from({ length: 32 + 1_000 }, () => guard(peer, judge));
    const refused = (await guard(peer, judge).catch((error: unknown) => error)) as ProblemError;
    assert.equal(refused.answer.status, 503);
    assert.equal(refused.answer.headers['retry-after'], '1');
    assert.equal(ends.length, 32);
    const message = new TokenRefusal('SERVICE_UNAVAILABLE', { retryAfter: 1 });
    assert.equal(refusalProblem(message)?.headers['retry-after'], '1');
    for (let index = 0; index < keys.length; index++) {
      ends[index]!();
      await keys[index];
    }
    await Promise.all(keys);
  });
});

describe('more judgements than the ceiling allows, over HTTP', () => {
  const most = usualCeiling.underWay + usualCeiling.waiting;
  let service: TestService;
  let site: TestSite;

  before(async () => {
    const proxies = { trustedProxies: ['127.0.0.1', '::1'] };
    service = await TestService.start(proxies, 'localhost', await openTestStore(1));
    site = await service.addSite();
  });

  after(() => service.close());

  /** Holds the only connection to the database, for which all judgements wait; resolves with what ends that. */
  async function holdDatabase(): Promise<() => void> {
    let end!: () => void;
    const ended = new Promise<void>((resolve) => (end = resolve));
    await new Promise<void>((resolve) => {
      void service.store.transaction(async () => {
        resolve();
        await ended;
      });
    });
    return end;
  }

  type Sent = (address: string) => Promise<{ readonly status: number; readonly headers: Headers }>;

  /** Has one address send what is wrong, and another one what is right, until the ceiling is reached. */
  async function assertCeiling(wrong: Sent, right: Sent): Promise<void> {
    const release = await holdDatabase();
    const refused: string[] = [];
    let wake = () => {};
    const note = (send: Sent, address: string) => async () => {
      const { status, headers } = await send(address);
      if (status === 503) refused.push(`${address} ${headers.get('retry-after')}`);
      wake();
      return status;
    };
    /** Resolves once so many were refused. */
    const refusals = (count: number) =>
      new Promise<void>((resolve) => {
        wake = () => refused.length === count && resolve();
        wake();
      });
    const many = Array.from({ length: most + 3 }, note(wrong, '198.51.100.1'));
    await refusals(3);
    const few = note(right, '203.0.113.1')();
    await refusals(4);
    assert.deepEqual(refused, Array<string>(4).fill('198.51.100.1 1'));
    release();
    const statuses = await Promise.all(many);
    assert.equal(statuses.filter((status) => status !== 503).length, most - 1);
    assert.equal(await few, 200);
    assert.equal((await right('198.51.100.1')).status, 200);
  }

  it('are refused at the door of relying parties, for the address with the most, and then taken again', async () => {
    const claim = { login: 'nobody', otp: '12345678', service: site.mac };
    const send = (key: string) => (address: string) =>
      service.rp('/otp/verify', key, claim, { 'x-forwarded-for': address });
    const unknownKey = site.apiKey.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
    await assertCeiling(send(unknownKey), send(site.apiKey));
  });

  it('are refused at the door of browsers in the same way', async () => {
    const door = doorOf(service, site);
    const token = await RawToken.make(door);
    const { body } = await activationOf(token, await service.issueCode(site, 'ada'));
    const send = (sent: object) => (address: string) =>
      door.post(activationPath, sent, { address });
    await assertCeiling(send({ ...body, kid: 'unknown' }), send(body));
  });
});

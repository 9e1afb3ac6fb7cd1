/**
 * The ceiling for judgements of what nobody can guess.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ServiceClock } from '../../../../src/service/domain/clock.js';
import { Judgements } from '../../../../src/service/domain/limits/judgements.js';
import { TokenRefusal } from '../../../../src/service/domain/token-refusal.js';
import { keyGuard } from '../../../../src/service/key-guard.js';
import type { ProblemError } from '../../../../src/service/problem-document.js';
import { refusalProblem } from '../../../../src/service/refusals.js';

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
    assert.equal(refused.response.status, 503);
    assert.equal(refused.response.headers.get('retry-after'), '1');
    assert.equal(ends.length, 32);
    const message = new TokenRefusal('SERVICE_UNAVAILABLE', { retryAfter: 1 });
    assert.equal(refusalProblem(message)?.headers.get('retry-after'), '1');
    for (let index = 0; index < keys.length; index++) {
      ends[index]!();
      await keys[index];
    }
    await Promise.all(keys);
  });
});

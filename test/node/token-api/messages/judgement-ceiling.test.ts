/**
 * The ceiling for judgements of what nobody can guess, and the table of all limits.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { ServiceClock } from '../../../../src/service/domain/clock.js';
import { Judgements, usualCeiling } from '../../../../src/service/domain/limits/judgements.js';
import {
  codeFailures,
  keyFailures,
  rollbackAlarms,
  staticFailures,
  tokenPushes,
} from '../../../../src/service/domain/limits/rate-limits.js';
import { maxAbandoned } from '../../../../src/service/domain/message/sync.js';
import { TokenRefusal } from '../../../../src/service/domain/token-refusal.js';
import { keyGuard } from '../../../../src/service/key-guard.js';
import type { ProblemError } from '../../../../src/service/problem-document.js';
import { refusalProblem } from '../../../../src/service/refusals.js';

const minute = 60_000;
const grouped = (value: number) => value.toLocaleString('en').replace(',', ' ');

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

describe('the table of limits in docs/protocol.md', () => {
  it('has the values that the service applies', async () => {
    const spec = await readFile('docs/protocol.md', 'utf8');
    const row = (name: string) => spec.split('\n').find((line) => line.startsWith(`| ${name}`))!;
    const { underWay, waiting } = usualCeiling;
    const rows: [string, string][] = [
      ['wrong static signatures', `${staticFailures.max} a minute`],
      ['unknown long codes', `${codeFailures.max} a minute`],
      ['wrong keys of relying parties', `${keyFailures.max} a minute`],
      ['judgements of these', `${underWay} under way and ${grouped(waiting)} waiting`],
      ['pushes by one token', `${tokenPushes.max} in ${tokenPushes.window / minute} minutes`],
      ['alarms of S12', `${rollbackAlarms.max} an hour`],
      ['abandoned operations', `${maxAbandoned} of a token`],
    ];
    for (const [name, value] of rows) assert.ok(row(name).includes(`| ${value}`), name);
    for (const { window } of [staticFailures, codeFailures, keyFailures]) {
      assert.equal(window, minute);
    }
    assert.equal(rollbackAlarms.window, 60 * minute);
  });
});

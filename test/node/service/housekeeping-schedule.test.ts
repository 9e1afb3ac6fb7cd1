import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  HousekeepingSchedule,
  type Step,
} from '../../../src/service/node/housekeeping/housekeeping-schedule.js';

describe('the schedule of housekeeping', () => {
  const noLog = () => assert.fail('nothing failed');

  /** Lets everything go on that waits for nothing else. */
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

  /** A step that ends when it is told to. */
  function heldStep() {
    const begun: PromiseWithResolvers<void>[] = [];
    const step: Step = () => {
      const run = Promise.withResolvers<void>();
      begun.push(run);
      return run.promise;
    };
    return { begun, step };
  }

  it('lets one run wait, however often it is asked for', async () => {
    const { begun, step } = heldStep();
    const schedule = new HousekeepingSchedule({ urgent: [], others: [step] }, noLog);
    const first = schedule.run();
    await turn();
    const others = Array.from({ length: 50 }, () => schedule.run());
    await turn();
    begun[0]!.resolve();
    await first;
    await turn();
    begun[1]!.resolve();
    await Promise.all(others);
    assert.equal(begun.length, 2);
    await schedule.stop();
  });

  it('runs what is urgent while the rest of an earlier run takes long', async () => {
    const { begun, step } = heldStep();
    let taken = 0;
    const urgent: Step[] = [async () => taken++];
    const schedule = new HousekeepingSchedule({ urgent, others: [step] }, noLog);
    const runs = [schedule.run()];
    await turn();
    runs.push(schedule.run());
    await turn();
    assert.deepEqual([taken, begun.length], [2, 1]);
    begun[0]!.resolve();
    await runs[0];
    await turn();
    assert.deepEqual([taken, begun.length], [2, 2]);
    begun[1]!.resolve();
    await Promise.all(runs);
    await schedule.stop();
  });

  it('ends with the present step, which learns of it, and begins nothing that waits', async () => {
    let seen: AbortSignal | undefined;
    const { begun, step } = heldStep();
    const later = () => assert.fail('a step began after the end');
    const others: Step[] = [(signal) => step((seen = signal)), later];
    const schedule = new HousekeepingSchedule({ urgent: [], others }, noLog);
    void schedule.run();
    await turn();
    void schedule.run();
    await turn();
    const stopped = schedule.stop();
    assert.equal(seen?.aborted, true);
    begun[0]!.reject(seen.reason);
    await stopped;
    assert.equal(begun.length, 1);
  });

  it('says what failed, and goes on with the next step', async () => {
    const lines: unknown[] = [];
    const others: Step[] = [
      () => Promise.reject(new RangeError('may quote somebody')),
      async () => lines.push('next'),
    ];
    const schedule = new HousekeepingSchedule(
      { urgent: [], others },
      (level, event, { name, message } = {}) => lines.push([level, event, name, message]),
    );
    await schedule.run();
    assert.deepEqual(lines, [['error', 'housekeeping.failed', 'RangeError', undefined], 'next']);
    await schedule.stop();
  });
});

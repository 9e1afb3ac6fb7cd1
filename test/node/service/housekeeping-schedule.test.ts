import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  HousekeepingSchedule,
  type Step,
} from '../../../src/service/node/housekeeping-schedule.js';

describe('the schedule of housekeeping', () => {
  const noLog = () => assert.fail('nothing failed');

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
    const schedule = new HousekeepingSchedule([step], noLog);
    const first = schedule.run();
    await Promise.resolve();
    const others = Array.from({ length: 50 }, () => schedule.run());
    assert.equal(new Set(others).size, 1);
    begun[0]!.resolve();
    await first;
    await Promise.resolve();
    begun[1]!.resolve();
    await Promise.all(others);
    assert.equal(begun.length, 2);
    await schedule.stop();
  });

  it('ends with the present step, which learns of it, and begins nothing that waits', async () => {
    let seen: AbortSignal | undefined;
    const { begun, step } = heldStep();
    const later = () => assert.fail('a step began after the end');
    const schedule = new HousekeepingSchedule([(signal) => step((seen = signal)), later], noLog);
    void schedule.run();
    await Promise.resolve();
    void schedule.run();
    const stopped = schedule.stop();
    assert.equal(seen?.aborted, true);
    begun[0]!.reject(seen.reason);
    await stopped;
    assert.equal(begun.length, 1);
  });

  it('says what failed, and goes on with the next step', async () => {
    const lines: unknown[] = [];
    const schedule = new HousekeepingSchedule(
      [() => Promise.reject(new RangeError('may quote somebody')), async () => lines.push('next')],
      (level, event, { name, message } = {}) => lines.push([level, event, name, message]),
    );
    await schedule.run();
    assert.deepEqual(lines, [['error', 'housekeeping.failed', 'RangeError', undefined], 'next']);
    await schedule.stop();
  });
});

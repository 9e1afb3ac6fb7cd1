import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { ServiceClock } from '../../../src/service/domain/clock.js';

const hour = 60 * 60_000;

describe('the clock of the service', () => {
  let wall: number;
  let monotonic: number;
  let jumps: number[];
  let clock: ServiceClock;

  beforeEach(() => {
    [wall, monotonic, jumps] = [1_000_000, 5, []];
    const system = { wall: () => wall, monotonic: () => monotonic };
    clock = new ServiceClock(system, (ms) => jumps.push(ms));
  });

  function pass(ms: number): void {
    wall += ms;
    monotonic += ms;
  }

  function times() {
    return [clock.now() - 1_000_000, clock.elapsed(), clock.setBacks, ...jumps];
  }

  it('goes with the system clock', () => {
    pass(hour);
    assert.deepEqual(times(), [hour, hour, 0]);
  });

  it('follows a jump ahead, tells it once, and counts it as time that has passed', () => {
    pass(1_000);
    wall += 8 * hour;
    assert.deepEqual(times(), [8 * hour + 1_000, 8 * hour + 1_000, 0, 8 * hour]);
    pass(1_000);
    assert.deepEqual(times(), [8 * hour + 2_000, 8 * hour + 2_000, 0, 8 * hour]);
  });

  it('follows a jump back, tells it once, and counts it; elapsed time never steps back', () => {
    pass(2 * hour);
    clock.now();
    wall -= hour;
    assert.deepEqual(times(), [hour, 2 * hour, 1, -hour]);
    pass(1_000);
    assert.deepEqual(times(), [hour + 1_000, 2 * hour + 1_000, 1, -hour]);
  });

  it('waits for a clock that was put back by a second, at 95 % of its pace, and never steps back', () => {
    pass(10_000);
    clock.now();
    wall -= 1_000;
    assert.deepEqual(times(), [10_000, 10_000, 0]);
    pass(10_000);
    assert.deepEqual(times(), [19_500, 20_000, 0]);
    pass(10_000);
    assert.deepEqual(times(), [29_000, 30_000, 0]);
    pass(10_000);
    assert.deepEqual(times(), [39_000, 40_000, 0]);
  });

  it('takes a clock that was put back by more than a second for a jump', () => {
    pass(10_000);
    clock.now();
    wall -= 1_001;
    assert.deepEqual(times(), [8_999, 10_000, 1, -1_001]);
  });

  it('follows a clock that is slewed, without a jump', () => {
    for (let minute = 0; minute < 600; minute++) {
      wall += 60_030;
      monotonic += 60_000;
      clock.now();
    }
    assert.deepEqual(times(), [600 * 60_030, 600 * 60_000, 0]);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { monotoneClock } from '../../../src/service/domain/clock.js';

describe('the clock of the service', () => {
  it('stands still while the system clock steps back, and continues from there', () => {
    const times = [1_000, 2_000, 500, 1_999, 2_001];
    const clock = monotoneClock({ now: () => times.shift()! });
    assert.deepEqual(
      times.slice().map(() => clock.now()),
      [1_000, 2_000, 2_000, 2_000, 2_001],
    );
  });
});

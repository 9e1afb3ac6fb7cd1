/**
 * The check of waiting requests, while the database cannot be read.
 */
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { it } from 'node:test';
import { PendingCheck, type Pending } from '../../../src/service/domain/push/pending-check.js';

it('a check that fails wakes nobody, and the next one finds what has changed meanwhile', async (test) => {
  test.mock.timers.enable({ apis: ['setTimeout'] });
  const reads = [
    () => Promise.reject(new Error('the database is busy')),
    () => Promise.resolve([]),
  ];
  const check = new PendingCheck({
    ofUsers: () => Promise.resolve([]),
    among: () => reads.shift()!(),
  });
  let isAwake = false;
  const waiter = {
    uids: [],
    pids: ['p'],
    hasChanged: (pending: Pending) => !pending.has('p'),
    wake: () => (isAwake = true),
  };
  check.add(waiter);
  test.mock.timers.tick(2_500);
  await setImmediate();
  assert.deepEqual([isAwake, reads.length], [false, 1]);
  test.mock.timers.tick(2_500);
  await setImmediate();
  assert.deepEqual([isAwake, reads.length], [true, 0]);
  check.delete(waiter);
  assert.equal(check.waiting, 0);
});

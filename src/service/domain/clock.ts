/**
 * The time as the rules see it.
 * @module
 */
import type { Clock } from '../service-context.js';

/** A clock that never steps back, whatever the clock behind it does. */
export function monotoneClock(behind: Clock = { now: Date.now }): Clock {
  let last = 0;
  return { now: () => (last = Math.max(last, behind.now())) };
}

/**
 * Moments, and how long ago they were.
 * @module
 */
import type { Clock } from './ports.js';

/** A moment by both clocks of this machine, in milliseconds. */
export interface Moment {
  readonly monotonic: number;
  readonly wall: number;
}

/** The present moment. */
export function momentOf(clock: Clock): Moment {
  return { monotonic: clock.monotonic(), wall: clock.wall() };
}

/** Milliseconds since then, the larger of both clocks: one may be set by hand, the other may stop while the machine sleeps. */
export function sinceMoment(clock: Clock, { monotonic, wall }: Moment): number {
  return Math.max(clock.monotonic() - monotonic, clock.wall() - wall);
}

/** The end of a life of `ttl` milliseconds that began at a moment, in milliseconds since the epoch. */
export function expiryOf(clock: Clock, begin: Moment, ttl: number): number {
  return clock.wall() + ttl - sinceMoment(clock, begin);
}

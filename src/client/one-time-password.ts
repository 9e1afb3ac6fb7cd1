/**
 * One-time passwords as callers get them.
 * @module
 */
import { NeonError } from '../errors.js';
import type { Clock } from './ports.js';

/** A one-time password. */
export interface OnlineOtp {
  readonly value: string;
  /** Milliseconds since the epoch, on this machine's clock. */
  readonly expiresAt: number;
}

/** Shortest remaining life of an OTP that is returned, in milliseconds. */
const leastLife = 2_000;

/**
 * Makes the result of an operation.
 * @param remaining life from now on, in milliseconds.
 * @throws {NeonError} `RESULT_EXPIRED` when it could expire before it is used.
 */
export function onlineOtp(value: string, remaining: number, clock: Clock): OnlineOtp {
  if (remaining < leastLife) throw new NeonError('RESULT_EXPIRED');
  return { value, expiresAt: clock.wall() + remaining };
}

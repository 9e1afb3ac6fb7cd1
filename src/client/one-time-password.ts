/**
 * A one-time password as it is handed to the caller.
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

/** An OTP with less life left than this is not handed out, in milliseconds. */
const leastLife = 2_000;

/**
 * Hands an OTP out.
 * @param remaining its life from now on, in milliseconds.
 * @throws {NeonError} `RESULT_EXPIRED` when it could expire before it is used.
 */
export function onlineOtp(value: string, remaining: number, clock: Clock): OnlineOtp {
  if (remaining < leastLife) throw new NeonError('RESULT_EXPIRED');
  return { value, expiresAt: clock.wall() + remaining };
}

/**
 * Codes as a person types them: long ones for an activation, short ones for an unlock or a reset.
 * @module
 */
import { formatLongCode, isLongCode, isShortCode, normaliseLongCode } from '../crypto/codes.js';
import { normalisePin } from '../crypto/pin.js';
import { NeonError } from '../errors.js';

/** Groups a code, complete or not, for reading: `3ahr z6d` becomes `3AHR-Z6D`. */
export function formatActivationCode(typed: string): string {
  return formatLongCode(normaliseLongCode(typed));
}

/** Tells whether a code has the right length, symbols and check symbol. If not, it was mistyped. */
export function isActivationCode(typed: string): boolean {
  return isLongCode(normaliseLongCode(typed));
}

/**
 * Reduces an unlock or reset code to its digits.
 * @throws {NeonError} `CODE_ENTRY_DOES_NOT_EXIST` when it was mistyped; it is not sent, so no try is counted.
 * @throws {TypeError} when there is none.
 */
export function digitsOf(typed: string): string {
  if (typeof typed !== 'string') throw new TypeError('the code must be a string');
  const digits = plain(typed);
  if (isShortCode(digits)) return digits;
  throw new NeonError('CODE_ENTRY_DOES_NOT_EXIST', { message: 'mistyped' });
}

/** Tells whether an unlock or reset code has ten digits and the right check digit. If not, it was mistyped. */
export function isUnlockCode(typed: string): boolean {
  return isShortCode(plain(typed));
}

function plain(typed: string): string {
  return normalisePin(typed, 'digits').replace(/[\s\p{Pd}]/gu, '');
}

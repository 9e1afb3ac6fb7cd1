/**
 * Codes as a person types them: long ones for an activation, short ones for an unlock or a reset, and the number of a
 * push request. A code of another form is told apart before anything is sent, so that no try is counted.
 * @module
 */
import { formatLongCode, isLongCode, isShortCode } from '../crypto/codes.js';
import { NeonError } from '../errors.js';
import { canBePushNumber, normaliseDigits, normaliseLongCode } from '../protocol/typed-values.js';

/** Groups a code, complete or not, for reading: `3ahr z6d` becomes `3AHR-Z6D`. */
export function formatActivationCode(typed: string): string {
  return formatLongCode(normaliseLongCode(typed));
}

/** Tells whether a code has the right length, symbols and check symbol. If not, it was mistyped. */
export function isActivationCode(typed: string): boolean {
  return isLongCode(normaliseLongCode(typed));
}

/** Reduces an unlock or reset code, complete or not, to its digits: `12 34-5` becomes `12345`. */
export function formatUnlockCode(typed: string): string {
  return normaliseDigits(typed);
}

/** Tells whether an unlock or reset code has ten digits and the right check digit. If not, it was mistyped. */
export function isUnlockCode(typed: string): boolean {
  return isShortCode(normaliseDigits(typed));
}

/**
 * Reads an activation or restore code.
 * @throws {NeonError} `CODE_TYPE_NOT_SUPPORTED` for an unlock or reset code; `CODE_ENTRY_DOES_NOT_EXIST` when it was
 *   mistyped.
 */
export function longCodeOf(typed: string): string {
  const code = normaliseLongCode(typed);
  if (isLongCode(code)) return code;
  throw isUnlockCode(typed) ? new NeonError('CODE_TYPE_NOT_SUPPORTED') : mistyped();
}

/**
 * Reads an unlock or reset code.
 * @throws {NeonError} `CODE_TYPE_NOT_SUPPORTED` for an activation or restore code; `CODE_ENTRY_DOES_NOT_EXIST` when it
 *   was mistyped.
 * @throws {TypeError} when there is none.
 */
export function shortCodeOf(typed: string): string {
  if (typeof typed !== 'string') throw new TypeError('the code must be a string');
  const digits = normaliseDigits(typed);
  if (isShortCode(digits)) return digits;
  throw isActivationCode(typed) ? new NeonError('CODE_TYPE_NOT_SUPPORTED') : mistyped();
}

/**
 * Reads the number of a push request.
 * @throws {NeonError} `CODE_TYPE_NOT_SUPPORTED` for any code; `CODE_ENTRY_DOES_NOT_EXIST` for what is no number.
 */
export function pushNumberOf(typed: string): string {
  const digits = normaliseDigits(typed);
  if (canBePushNumber(digits)) return digits;
  const isCode = isShortCode(digits) || isActivationCode(typed);
  throw isCode ? new NeonError('CODE_TYPE_NOT_SUPPORTED') : mistyped();
}

function mistyped(): NeonError {
  return new NeonError('CODE_ENTRY_DOES_NOT_EXIST', { message: 'mistyped' });
}

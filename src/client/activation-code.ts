/**
 * Activation codes as a person types them.
 * @module
 */
import { formatLongCode, isLongCode, normaliseLongCode } from '../crypto/codes.js';

/** Groups a code, complete or not, for reading: `3ahr z6d` becomes `3AHR-Z6D`. */
export function formatActivationCode(typed: string): string {
  return formatLongCode(normaliseLongCode(typed));
}

/** Tells whether a code has the right length, symbols and check symbol: else it was mistyped. */
export function isActivationCode(typed: string): boolean {
  return isLongCode(normaliseLongCode(typed));
}

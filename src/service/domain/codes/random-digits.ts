/**
 * Decimal digits from the platform's random number generator.
 * @module
 */
import { randomBytes } from '../../../crypto/bytes.js';

/** Makes uniform decimal digits. Bytes of 250 and more are discarded: they would make low digits more frequent. */
export function randomDigits(count: number): string {
  let digits = '';
  while (digits.length < count) {
    const [byte] = randomBytes(1);
    if (byte! < 250) digits += String(byte! % 10);
  }
  return digits;
}

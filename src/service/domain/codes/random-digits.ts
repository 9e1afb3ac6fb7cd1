/**
 * Decimal digits from the platform's random number generator.
 * @module
 */
import { randomBytes } from '../../../crypto/bytes.js';

/** Uniform decimal digits: bytes from 250 up are thrown away, or low digits would be more frequent. */
export function randomDigits(count: number): string {
  let digits = '';
  while (digits.length < count) {
    const [byte] = randomBytes(1);
    if (byte! < 250) digits += String(byte! % 10);
  }
  return digits;
}

/**
 * The administrator's key: its form, and how one is made.
 * @module
 */
import { randomBytes, toBase64Url } from '../../../crypto/bytes.js';

/** Bearer credentials (RFC 6750, section 2.1) of 32 characters or more. */
const form = /^[\w.~+/-]{32,}=*$/;

/** Least number of different characters. Of 32 random hexadecimal digits, one key in 10^8 has fewer. */
const leastDifferent = 8;

/** What is said of a key that is refused; completes a sentence that begins with its name. */
export const adminKeyDemand =
  'has to have 32 or more characters A-Z a-z 0-9 - . _ ~ + / without a pattern: "neon-service admin-key new" prints a key';

/** Tells whether a key has the form of one, and is no repetition. */
export function isAdminKey(key: string): boolean {
  return form.test(key) && new Set(key).size >= leastDifferent && !isRepetition(key);
}

/** Makes a key: 43 characters with 256 random bits. */
export function makeAdminKey(): string {
  return toBase64Url(randomBytes(32));
}

/** Whether the text consists of copies of its beginning, the last one perhaps cut off. */
function isRepetition(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period++) {
    if (text.startsWith(text.slice(period))) return true;
  }
  return false;
}

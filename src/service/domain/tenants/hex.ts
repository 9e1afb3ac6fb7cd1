/**
 * Lower-case hexadecimal, for aliases, macIds and the ids of API keys.
 * @module
 */

/** Writes bytes as lower-case hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

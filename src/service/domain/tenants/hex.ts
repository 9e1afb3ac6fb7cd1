/**
 * Lower-case hexadecimal, in which aliases and the ids of keys are written.
 * @module
 */

/** Writes bytes as lower-case hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The two functions a suite of known answers needs of a test runner, so that the very same suite runs in
 * Node and in a browser.
 */
export interface Harness {
  it(name: string, body: () => void | Promise<void>): void;
  equal(actual: unknown, expected: unknown): void;
}

/** Bytes from hexadecimal digits; white space is for the reader. */
export function hex(digits: string): Uint8Array<ArrayBuffer> {
  const pairs = digits.replace(/\s/g, '').match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => parseInt(pair, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The bytes `first` to `last`, each one more than the one before. */
export function run(first: number, last: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

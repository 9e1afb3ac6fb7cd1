/**
 * Invalid values for members of messages, and messages with each of them in each place.
 */

/** Wrong types, edge cases, and text that parsers, databases or logs may mishandle. */
export const hostileValues: readonly unknown[] = [
  undefined,
  null,
  true,
  -1,
  1.5,
  2 ** 53,
  1e308,
  '',
  ' ',
  '=',
  '\u0000',
  '\uD800',
  '\uFEFF',
  'null',
  '__proto__',
  'constructor',
  "' or 1=1 --",
  '%00%s%n',
  '../../etc/passwd',
  'a'.repeat(4_097),
  '💥'.repeat(1_000),
  [],
  [null],
  [[[[[[[]]]]]]],
  {},
  { length: 1 },
  { toString: null },
];

/** Bodies that are not messages. */
export const hostileBodies: readonly (string | Uint8Array<ArrayBuffer>)[] = [
  '',
  '\u0000',
  '{',
  '[]',
  'null',
  'true',
  '""',
  '{}',
  '{"":{}}',
  '{"__proto__":{"v":1}}',
  '{"v":1,"v":1}',
  '['.repeat(8_000),
  '{"a":'.repeat(3_000),
  `{"v":${'9'.repeat(10_000)}}`,
  `"${'\\u0000'.repeat(2_000)}"`,
  'a'.repeat(20_000),
  new Uint8Array([0xff, 0xfe, 0x00, 0xd8]),
  new Uint8Array(16_384),
  new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]),
];

/** One member of an object replaced, and where. */
export interface Bent {
  readonly name: string;
  readonly body: object;
}

/**
 * Replaces each member of an object by each hostile value, down to `depth`, except where that changes nothing.
 */
export function bend(template: object, depth = 1): Bent[] {
  return Object.entries(template).flatMap(([name, original]) => {
    const here = hostileValues
      .filter((value) => JSON.stringify(value) !== JSON.stringify(original))
      .map((value) => ({ name, body: { ...template, [name]: value } }));
    if (depth === 1 || typeof original !== 'object' || original === null) return here;
    const below = bend(original as object, depth - 1).map((bent) => ({
      name: `${name}.${bent.name}`,
      body: {
        ...template,
        [name]: Array.isArray(original) ? Object.values(bent.body) : bent.body,
      },
    }));
    return [...here, ...below];
  });
}

/**
 * Checks JSON by the part of JSON Schema that the documents of the service use. An unknown keyword fails, so
 * that nothing goes unchecked.
 */
import assert from 'node:assert/strict';

/** A schema. */
export type Schema = Readonly<Record<string, unknown>>;

type Check = (value: never, expected: never, schema: Schema, at: string) => void;

/** In code points, as JSON Schema counts. */
const lengthOf = (value: string): number => [...value].length;

const checks: Readonly<Record<string, Check>> = {
  type: (value, expected: string, _, at) => assert.equal(typeOf(value, expected), expected, at),
  const: (value, expected, _, at) => assert.deepEqual(value, expected, at),
  enum: (value, expected: unknown[], _, at) => assert.ok(expected.includes(value), at),
  pattern: (value: string, expected: string, _, at) =>
    assert.match(value, new RegExp(expected, 'u'), at),
  minLength: (value: string, expected: number, _, at) => assert.ok(lengthOf(value) >= expected, at),
  maxLength: (value: string, expected: number, _, at) => assert.ok(lengthOf(value) <= expected, at),
  minimum: (value: number, expected: number, _, at) => assert.ok(value >= expected, at),
  maximum: (value: number, expected: number, _, at) => assert.ok(value <= expected, at),
  minItems: (value: unknown[], expected: number, _, at) => assert.ok(value.length >= expected, at),
  maxItems: (value: unknown[], expected: number, _, at) => assert.ok(value.length <= expected, at),
  items: (value: unknown[], expected: Schema, _, at) =>
    value.forEach((item, index) => checkSchema(item, expected, `${at}[${index}]`)),
  required: (value: object, expected: string[], _, at) =>
    expected.forEach((name) => assert.ok(Object.hasOwn(value, name), `${at}.${name} is missing`)),
  properties: (value: Schema, expected: Record<string, Schema>, _, at) => {
    for (const [name, schema] of Object.entries(expected)) {
      if (Object.hasOwn(value, name)) checkSchema(value[name], schema, `${at}.${name}`);
    }
  },
  additionalProperties: (value: Schema, expected: Schema | boolean, schema, at) => {
    const known = (schema['properties'] ?? {}) as Schema;
    for (const name of Object.keys(value).filter((one) => !Object.hasOwn(known, one))) {
      assert.ok(expected, `${at}.${name} is not known`);
      if (expected !== true) checkSchema(value[name], expected as Schema, `${at}.${name}`);
    }
  },
  propertyNames: (value: object, expected: Schema, _, at) =>
    Object.keys(value).forEach((name) => checkSchema(name, expected, `name of ${at}.${name}`)),
  anyOf: (value, expected: Schema[], _, at) => checkSome(value, expected, at),
  oneOf: (value, expected: Schema[], _, at) => checkSome(value, expected, at),
  prefixItems: (value: unknown[], expected: Schema[], _, at) =>
    expected.forEach((item, index) => checkSchema(value[index], item, `${at}[${index}]`)),
  default: () => undefined,
  description: () => undefined,
};

/** Checks a value by a schema. */
export function checkSchema(value: unknown, schema: Schema, at = '$'): void {
  for (const [keyword, expected] of Object.entries(schema)) {
    const check = checks[keyword];
    assert.ok(check, `unknown keyword ${keyword} at ${at}`);
    check(value as never, expected as never, schema, at);
  }
}

/** The named schemas of a document, with what they refer to in place of references. */
export function namedSchemas(document: Schema): Readonly<Record<string, Schema>> {
  const named = document['$defs'] as Record<string, Schema>;
  const inlined = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.map(inlined);
    const { $ref, ...rest } = part as Schema & { readonly $ref?: string };
    if ($ref !== undefined) return inlined(named[$ref.slice('#/$defs/'.length)]);
    return Object.fromEntries(Object.entries(rest).map(([name, one]) => [name, inlined(one)]));
  };
  return inlined(named) as Record<string, Schema>;
}

/** The same schema, which allows no members besides those that it names. */
export function closed(schema: unknown): Schema {
  if (Array.isArray(schema)) return schema.map(closed) as unknown as Schema;
  if (typeof schema !== 'object' || schema === null) return schema as Schema;
  const parts = Object.entries(schema).map(([name, part]) => [name, closed(part)]);
  const isObject = 'properties' in schema && 'type' in schema;
  return {
    ...Object.fromEntries(parts),
    ...(isObject && { additionalProperties: false }),
  } as Schema;
}

function checkSome(value: unknown, schemas: readonly Schema[], at: string): void {
  const fits = schemas.some((schema) => {
    try {
      checkSchema(value, schema, at);
      return true;
    } catch {
      return false;
    }
  });
  assert.ok(fits, `${at} fits none of ${schemas.length}: ${JSON.stringify(value)}`);
}

function typeOf(value: unknown, expected: string): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (expected === 'integer' && Number.isInteger(value)) return 'integer';
  return typeof value;
}

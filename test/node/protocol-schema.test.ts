/**
 * Checks docs/protocol.schema.json against recorded messages, and against the readers of the code.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { MalformedError } from '../../src/protocol/readers.js';
import { operationNames } from '../../src/protocol/operations.js';
import { root } from './support/documents/examples.js';
import { bend } from './support/messages/hostile-values.js';
import { checkSchema, closed, namedSchemas, type Schema } from './support/messages/json-schema.js';
import {
  readerOf,
  readers,
  recordedMessages,
  type RecordedMessage,
} from './support/messages/recorded-messages.js';

/** Requests: readers of the service, which refuse members that they do not know. */
const isRequest = (schema: Schema): boolean =>
  schema['additionalProperties'] === false ||
  ((schema['oneOf'] as Schema[] | undefined)?.every(isRequest) ?? false);

describe('the schema of the protocol', () => {
  let schemas: Readonly<Record<string, Schema>>;
  let messages: readonly RecordedMessage[];

  before(async () => {
    const text = await readFile(join(root, 'docs/protocol.schema.json'), 'utf8');
    schemas = namedSchemas(JSON.parse(text) as Schema);
    messages = await recordedMessages();
  });

  function schemaOf({ name, op }: RecordedMessage): Schema {
    const schema = schemas[name]!;
    return op === undefined ? schema : (schema['properties'] as Record<string, Schema>)[op]!;
  }

  const isFit = (value: unknown, schema: Schema) => {
    try {
      checkSchema(value, schema);
      return true;
    } catch {
      return false;
    }
  };

  function isRead(message: RecordedMessage, value: unknown): boolean {
    try {
      readerOf(message)(value, '$');
      return true;
    } catch (error) {
      if (error instanceof MalformedError) return false;
      throw error;
    }
  }

  it('has every message that has a reader, and every operation', () => {
    const recorded = new Set(messages.map(({ name }) => name));
    for (const name of Object.keys(readers)) {
      assert.ok(schemas[name], name);
      assert.ok(recorded.has(name), name);
    }
    for (const name of ['arguments', 'results'] as const) {
      const operations = Object.keys(schemas[name]!['properties'] as object);
      assert.deepEqual(operations.sort(), operationNames.toSorted());
    }
    const { enum: named } = (schemas['operationCore']!['properties'] as Record<string, Schema>)[
      'op'
    ] as { enum: string[] };
    assert.deepEqual(named.toSorted(), operationNames.toSorted());
  });

  it('names every member of the recorded messages', () => {
    assert.ok(messages.length > 50);
    for (const message of messages) {
      const { name, op = '' } = message;
      checkSchema(message.value, closed(schemaOf(message)), `${name} ${op}`);
      assert.ok(isRead(message, message.value), name);
    }
  });

  it('allows no value that its reader refuses; and for requests the same values', () => {
    for (const message of messages) {
      const schema = schemaOf(message);
      const variants = [
        ...bend(message.value, 3),
        { name: 'more', body: { ...message.value, more: 1 } },
      ];
      for (const { name, body } of variants) {
        const value: unknown = JSON.parse(JSON.stringify(body));
        const [fits, reads] = [isFit(value, schema), isRead(message, value)];
        const isRight = fits === reads || (!fits && !isRequest(schema));
        const what = `${message.name} ${message.op ?? ''}: ${name}`;
        assert.ok(isRight, `${what} is ${fits} by the schema, ${reads} by the reader`);
      }
    }
  });
});

/**
 * Checks docs/protocol-messages.md against the schema that it is written from.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { messagesPage, messagesSchema, messageTables } from '../../../tools/message-tables.js';
import { root } from '../support/documents/examples.js';
import { rowsOf } from '../support/documents/tables.js';

const read = (path: string) => readFile(join(root, path), 'utf8');

describe('the page of messages', () => {
  it('is what the schema says: npm run docs:messages', async () => {
    const schema = JSON.parse(await read(messagesSchema)) as Parameters<typeof messageTables>[0];
    assert.equal(await read(messagesPage), messageTables(schema));
  });

  it('has type and meaning of every member', async () => {
    const rows = rowsOf(await read(messagesPage));
    assert.ok(rows.length > 250);
    // Those of an operation as a whole need no meaning.
    const whole = ['object', 'object without members', 'one of two objects'];
    for (const [member, type, meaning] of rows) {
      assert.ok(type, String(member));
      assert.ok(meaning || whole.includes(type), String(member));
    }
  });
});

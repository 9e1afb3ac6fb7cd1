/**
 * Writes docs/protocol-messages.md: `npm run docs:messages`.
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises';
import { messagesPage, messagesSchema, messageTables } from './message-tables.js';

const schema = JSON.parse(await readFile(messagesSchema, 'utf8')) as Parameters<
  typeof messageTables
>[0];
await writeFile(messagesPage, messageTables(schema));

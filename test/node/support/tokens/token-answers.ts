/**
 * Answers of the token API, read as a client would read them.
 */
import assert from 'node:assert/strict';
import { fromUtf8, type Bytes } from '../../../../src/crypto/bytes.js';
import type { Reader } from '../../../../src/protocol/readers.js';
import type { Reply } from './token-door.js';

/** A JSON object. */
export type Json = Record<string, unknown>;

/** The text of a reply that is a JWE or JWS. */
export function granted({ status, headers, text }: Reply): string {
  assert.equal(status, 200, text);
  assert.equal(headers.get('content-type'), 'application/jose');
  return text;
}

/** Parses a decrypted answer, and checks that a client could read it and that its length says nothing. */
export function parsed(plaintext: Bytes, read: Reader<unknown>): Json {
  const json = JSON.parse(fromUtf8(plaintext)) as Json;
  read(json, '$');
  assert.equal(plaintext.length % 256, 0);
  return json;
}

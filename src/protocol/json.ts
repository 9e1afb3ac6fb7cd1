/**
 * JSON as base64url, and padded to hide its length.
 * @module
 */
import { fromBase64Url, fromUtf8, toBase64Url, utf8, type Bytes } from '../crypto/bytes.js';
import { paddingBlock } from './limits.js';
import { MalformedError } from './readers.js';

/** base64url of the UTF-8 of a value's JSON. Signatures are over this string. */
export function encodeJson(value: object): string {
  return toBase64Url(utf8(JSON.stringify(value)));
}

/**
 * Parses the JSON in a base64url string.
 * @throws {MalformedError} when it is not base64url, UTF-8 or JSON.
 */
export function decodeJson(encoded: string): unknown {
  try {
    return parseJson(fromBase64Url(encoded));
  } catch {
    throw new MalformedError('$');
  }
}

/**
 * Parses JSON from UTF-8 bytes.
 * @throws {MalformedError} when they are not UTF-8 or not JSON.
 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch {
    throw new MalformedError('$');
  }
}

/** JSON of `value` with a member `pad` that brings it to a multiple of 256 bytes. */
export function padJson(value: object): Bytes {
  const bare = utf8(JSON.stringify({ ...value, pad: '' })).length;
  const missing = (paddingBlock - (bare % paddingBlock)) % paddingBlock;
  return utf8(JSON.stringify({ ...value, pad: ' '.repeat(missing) }));
}

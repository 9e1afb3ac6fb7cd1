/**
 * Bytes: conversion, comparison in constant time, randomness.
 * @module
 */

import { platformError } from './web-crypto.js';

/**
 * Bytes that WebCrypto accepts: not backed by shared memory. This is `Uint8Array<ArrayBuffer>`, written without the type
 * argument, which TypeScript before 5.7 does not know.
 */
export type Bytes = ReturnType<typeof Uint8Array.of>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Encodes text as UTF-8. */
export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

/**
 * Decodes UTF-8, refusing malformed sequences.
 * @throws {TypeError} when the bytes are not UTF-8.
 */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Joins byte strings. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Encodes a non-negative safe integer in 8 bytes, big endian. */
export function u64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** Methods of newer engines (ECMAScript 2026), which the compiler's libraries do not have. */
interface Base64Encoder {
  toBase64?(options: { alphabet: 'base64url'; omitPadding: true }): string;
}

interface Base64Decoder {
  fromBase64?(text: string, options: { alphabet: 'base64url' }): Bytes;
}

/** Encodes bytes as base64url without padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  const encoder: Uint8Array & Base64Encoder = bytes;
  if (encoder.toBase64) return encoder.toBase64({ alphabet: 'base64url', omitPadding: true });
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * Decodes base64url in its canonical spelling: no padding, no white space, no non-zero trailing bits.
 * @throws {SyntaxError} for any other text; the message does not contain it.
 */
export function fromBase64Url(text: string): Bytes {
  try {
    const bytes = decodeBase64Url(text);
    // Decoders accept other spellings too; encoders write the canonical one.
    if (toBase64Url(bytes) === text) return bytes;
  } catch {
    // Not base64: refused below.
  }
  throw new SyntaxError('not canonical base64url');
}

function decodeBase64Url(text: string): Bytes {
  const decoder: typeof Uint8Array & Base64Decoder = Uint8Array;
  if (decoder.fromBase64) return decoder.fromBase64(text, { alphabet: 'base64url' });
  const decoded = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(decoded, (symbol) => symbol.charCodeAt(0));
}

/**
 * Compares two byte strings in a time that depends on their lengths only, as far as JavaScript allows.
 */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (const [index, byte] of a.entries()) difference |= byte ^ b[index]!;
  return difference === 0;
}

/** Returns `length` bytes of the platform's cryptographic random number generator. */
export function randomBytes(length: number): Bytes {
  try {
    return crypto.getRandomValues(new Uint8Array(length));
  } catch (cause) {
    throw platformError(cause);
  }
}

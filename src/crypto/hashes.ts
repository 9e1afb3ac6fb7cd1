/**
 * SHA-256 (FIPS 180-4), HMAC-SHA-256 (RFC 2104) and HKDF-SHA-256 (RFC 5869), computed at once: no other task runs
 * between two steps of a key derivation.
 * @module
 */
import { expand, extract, hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from './bytes.js';

/** A synchronous implementation of the hash functions: JavaScript in browsers, OpenSSL in Node. */
export interface Hashes {
  /** SHA-256 of `data`, 32 bytes. */
  sha256(data: Uint8Array): Bytes;

  /** HMAC-SHA-256 of `data` under `key`, 32 bytes. */
  hmacSha256(key: Uint8Array, data: Uint8Array): Bytes;

  /** HKDF-SHA-256, extract and expand, to 32 bytes (RFC 5869 section 2). */
  hkdfSha256(salt: Uint8Array, keyMaterial: Uint8Array, info: Uint8Array): Bytes;
}

const keyLength = 32;

/** SHA-256 of `data`, 32 bytes. */
export function sha256(data: Uint8Array): Bytes {
  return nobleSha256(data);
}

/** SHA-256 of data that arrive in pieces. */
export interface PiecewiseHash {
  update(piece: Uint8Array): void;
  /** The hash of all pieces, 32 bytes. To be called once. */
  digest(): Bytes;
}

/** Begins a SHA-256 of data that arrive in pieces. */
export function createSha256(): PiecewiseHash {
  return nobleSha256.create();
}

/** HMAC-SHA-256 of `data` under `key`, 32 bytes. */
export function hmacSha256(key: Uint8Array, data: Uint8Array): Bytes {
  return hmac(nobleSha256, key, data);
}

/** HKDF-SHA-256, extract and expand, to 32 bytes (RFC 5869 section 2). */
export function hkdfSha256(salt: Uint8Array, keyMaterial: Uint8Array, info: Uint8Array): Bytes {
  return hkdf(nobleSha256, keyMaterial, salt, info, keyLength);
}

/** The first half of HKDF-SHA-256 (RFC 5869 section 2.2), 32 bytes. HPKE uses the two halves apart. */
export function hkdfExtract(salt: Uint8Array, keyMaterial: Uint8Array): Bytes {
  return extract(nobleSha256, keyMaterial, salt);
}

/** The second half of HKDF-SHA-256 (RFC 5869 section 2.3), to `length` bytes, at most 8160. */
export function hkdfExpand(pseudoRandomKey: Uint8Array, info: Uint8Array, length: number): Bytes {
  return expand(nobleSha256, pseudoRandomKey, info, length);
}

/** The implementation in JavaScript by `@noble/hashes`, for every platform. */
export const nobleHashes: Hashes = { sha256, hmacSha256, hkdfSha256 };

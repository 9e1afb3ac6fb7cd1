/**
 * HMAC-SHA-256 (RFC 2104) and the two halves of HKDF-SHA-256 (RFC 5869), synchronous.
 *
 * Synchronous on purpose: a ratchet step may have to run inside an IndexedDB transaction, which dies
 * at the first await of anything else, and WebCrypto refuses empty HMAC keys and HKDF to HKDF.
 * @module
 */
import { expand as nobleExpand, extract as nobleExtract } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from './bytes.js';

/** SHA-256 (FIPS 180-4). */
export function sha256(data: Uint8Array): Bytes {
  return nobleSha256(data) as Bytes;
}

/** HMAC-SHA-256 of `data` under `key`. */
export function hmacSha256(key: Uint8Array, data: Uint8Array): Bytes {
  return hmac(nobleSha256, key, data) as Bytes;
}

/** HKDF-Extract (RFC 5869 section 2.2); an empty salt means 32 zero bytes. */
export function extract(salt: Uint8Array, keyMaterial: Uint8Array): Bytes {
  return nobleExtract(nobleSha256, keyMaterial, salt) as Bytes;
}

/** HKDF-Expand (RFC 5869 section 2.3) to `length` bytes, at most 8160. */
export function expand(pseudoRandomKey: Uint8Array, info: Uint8Array, length = 32): Bytes {
  return nobleExpand(nobleSha256, pseudoRandomKey, info, length) as Bytes;
}

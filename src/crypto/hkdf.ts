/**
 * SHA-256 (FIPS 180-4), HMAC-SHA-256 (RFC 2104) and HKDF-SHA-256 (RFC 5869), through WebCrypto.
 * @module
 */
import type { Bytes } from './bytes.js';

const hash = 'SHA-256';

/** SHA-256 of `data`. */
export async function sha256(data: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest(hash, data));
}

/** HMAC-SHA-256 of `data` under `key`, which is not empty: WebCrypto refuses that. */
export async function hmacSha256(key: Bytes, data: Bytes): Promise<Bytes> {
  const algorithm = { name: 'HMAC', hash };
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign(algorithm, imported, data));
}

/** HKDF-SHA-256 as a whole (RFC 5869 section 2), to 32 bytes: half the calls of its two halves. */
export async function hkdf(salt: Bytes, keyMaterial: Bytes, info: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', keyMaterial, 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash, salt, info };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256));
}

/**
 * SHA-256 (FIPS 180-4), HMAC-SHA-256 (RFC 2104) and the two halves of HKDF-SHA-256 (RFC 5869), through WebCrypto.
 * @module
 */
import { concat, type Bytes } from './bytes.js';

const hash = 'SHA-256';
const hashLength = 32;

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

/** HKDF-Extract (RFC 5869 section 2.2); an empty salt means 32 zero bytes. */
export function extract(salt: Bytes, keyMaterial: Bytes): Promise<Bytes> {
  return hmacSha256(salt.length ? salt : new Uint8Array(hashLength), keyMaterial);
}

/** HKDF-Expand (RFC 5869 section 2.3) to `length` bytes, at most 8160. */
export async function expand(
  pseudoRandomKey: Bytes,
  info: Bytes,
  length = hashLength,
): Promise<Bytes> {
  let block: Bytes = new Uint8Array();
  let output = block;
  for (let index = 1; output.length < length; index++) {
    block = await hmacSha256(pseudoRandomKey, concat(block, info, new Uint8Array([index])));
    output = concat(output, block);
  }
  return output.slice(0, length);
}

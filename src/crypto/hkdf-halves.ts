/**
 * The two halves of HKDF-SHA-256 (RFC 5869), for HPKE, which uses them apart.
 * @module
 */
import { concat, type Bytes } from './bytes.js';
import { hmacSha256 } from './hkdf.js';

const hashLength = 32;

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

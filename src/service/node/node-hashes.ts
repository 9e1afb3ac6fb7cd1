/**
 * The hash functions of the service by `node:crypto`: native code, where `@noble/hashes` is JavaScript.
 * @module
 */
import { createHmac, hash, hkdfSync } from 'node:crypto';
import type { Bytes } from '../../crypto/bytes.js';
import type { Hashes } from '../../crypto/hashes.js';

const algorithm = 'sha256';
const keyLength = 32;

export const nodeHashes: Hashes = {
  sha256: (data) => bytesOf(hash(algorithm, data, 'buffer')),
  hmacSha256: (key, data) => bytesOf(createHmac(algorithm, key).update(data).digest()),
  hkdfSha256: (salt, keyMaterial, info) =>
    new Uint8Array(hkdfSync(algorithm, keyMaterial, salt, info, keyLength)),
};

/** The same bytes without the methods of a `Buffer`, some of which mean something else than those of bytes. */
function bytesOf({ buffer, byteOffset, byteLength }: Buffer<ArrayBuffer>): Bytes {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

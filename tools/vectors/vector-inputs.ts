/**
 * Fixed inputs of the test vectors. None of these keys guards anything.
 * @module
 */
import { createECDH } from 'node:crypto';
import { toBase64Url, utf8, type Bytes } from '../../src/crypto/bytes.js';
import { sha256 } from '../../src/crypto/hashes.js';
import { keyPairOf, type EcPrivateJwk } from './deterministic-signature.js';

/** The service and the site of all vectors. */
export const site = {
  iss: 'https://mfa.example',
  als: '0123456789abcdef0123456789abcdef',
  mac: 'bank',
  org: 'https://bank.example',
} as const;

/** The time in all vectors, in milliseconds: 2026-01-02T03:04:05.678Z. */
export const now = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

/** Bytes that follow from a name. */
export function fixed(name: string, length = 32): Bytes {
  return sha256(utf8(name)).slice(0, length);
}

/** The same in base64url. */
export function fixedText(name: string, length = 32): string {
  return toBase64Url(fixed(name, length));
}

/** A key pair that follows from a name. */
export function fixedKey(name: string): EcPrivateJwk {
  return keyPairOf(fixed(name));
}

/** The public half of a key. */
export function publicHalf({ kty, crv, x, y }: EcPrivateJwk) {
  return { kty, crv, x, y };
}

/** The uncompressed point of a key, 65 bytes. */
export function pointOf({ d }: EcPrivateJwk): Bytes {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(Buffer.from(d, 'base64url'));
  return new Uint8Array(ecdh.getPublicKey());
}

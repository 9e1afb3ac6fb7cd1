/**
 * AES-GCM (NIST SP 800-38D) with a 96-bit IV and a 128-bit tag, through WebCrypto.
 * @module
 */
import type { Bytes } from './bytes.js';
import { webCrypto, webCryptoOnInput } from './web-crypto.js';

const algorithm = 'AES-GCM';

/** A key for AES-GCM, as whoever made it encrypts. */
export interface AesKey {
  /** Encrypts; the result is the ciphertext followed by the 16-byte tag. */
  encrypt(iv: Bytes, additionalData: Bytes, plaintext: Bytes): Bytes | Promise<Bytes>;
  /**
   * Decrypts ciphertext followed by tag.
   * @throws {DOMException} `OperationError` when the tag does not verify.
   */
  decrypt(iv: Bytes, additionalData: Bytes, ciphertext: Bytes): Bytes | Promise<Bytes>;
}

/** Makes a key of raw bytes, 16 or 32. */
export type AesKeyOf = (bytes: Bytes) => AesKey | Promise<AesKey>;

/** Makes a key of WebCrypto. */
export const webAesKey: AesKeyOf = async (bytes) => {
  const key = await importAesKey(bytes);
  return {
    encrypt: (...given) => encryptAesGcm(key, ...given),
    decrypt: (...given) => decryptAesGcm(key, ...given),
  };
};

/** Imports raw key bytes (16 or 32) as a key that cannot be exported. */
export function importAesKey(key: Bytes): Promise<CryptoKey> {
  return webCrypto((subtle) =>
    subtle.importKey('raw', key, algorithm, false, ['encrypt', 'decrypt']),
  );
}

/** Encrypts; the result is the ciphertext followed by the 16-byte tag. */
export async function encryptAesGcm(
  key: CryptoKey,
  iv: Bytes,
  additionalData: Bytes,
  plaintext: Bytes,
): Promise<Bytes> {
  return new Uint8Array(
    await webCrypto((subtle) =>
      subtle.encrypt({ name: algorithm, iv, additionalData }, key, plaintext),
    ),
  );
}

/**
 * Decrypts ciphertext followed by tag.
 * @throws {DOMException} `OperationError` when the tag does not verify.
 */
export async function decryptAesGcm(
  key: CryptoKey,
  iv: Bytes,
  additionalData: Bytes,
  ciphertext: Bytes,
): Promise<Bytes> {
  return new Uint8Array(
    await webCryptoOnInput((subtle) =>
      subtle.decrypt({ name: algorithm, iv, additionalData }, key, ciphertext),
    ),
  );
}

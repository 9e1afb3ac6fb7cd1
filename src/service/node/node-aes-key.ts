/**
 * AES-GCM of the service by `node:crypto`: at once, where WebCrypto goes through the thread pool while a transaction waits.
 * @module
 */
import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto';
import type { AesKeyOf } from '../../crypto/aes-gcm.js';
import { concat } from '../../crypto/bytes.js';

const tagLength = 16;
const options = { authTagLength: tagLength };

export const nodeAesKey: AesKeyOf = (bytes) => {
  const key = createSecretKey(bytes);
  const algorithm = bytes.length === 16 ? 'aes-128-gcm' : 'aes-256-gcm';
  return {
    encrypt(iv, additionalData, plaintext) {
      const cipher = createCipheriv(algorithm, key, iv, options).setAAD(additionalData);
      const parts = [cipher.update(plaintext), cipher.final(), cipher.getAuthTag()];
      return concat(...parts.map((part) => new Uint8Array(part)));
    },
    decrypt(iv, additionalData, ciphertext) {
      const split = ciphertext.length - tagLength;
      if (split < 0) throw notAuthentic();
      const decipher = createDecipheriv(algorithm, key, iv, options).setAAD(additionalData);
      decipher.setAuthTag(ciphertext.subarray(split));
      const plaintext = decipher.update(ciphertext.subarray(0, split));
      try {
        decipher.final();
      } catch {
        throw notAuthentic();
      }
      return new Uint8Array(plaintext);
    },
  };
};

/** The error of WebCrypto. */
function notAuthentic(): DOMException {
  return new DOMException('the tag does not verify', 'OperationError');
}

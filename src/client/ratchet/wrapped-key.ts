/**
 * Encrypts the stored dynamic key under a key that script cannot export.
 * @module
 */
import { decryptAesGcm, encryptAesGcm } from '../../crypto/aes-gcm.js';
import { concat, fromBase64Url, randomBytes, u64, type Bytes } from '../../crypto/bytes.js';
import { NeonError } from '../../errors.js';
import type { TokenRecord } from '../token-record.js';

const ivLength = 12;

/** Encrypts `K_n`; result: 12 bytes IV, ciphertext, tag. */
export async function wrapDynamicKey(
  { wk, tid }: Pick<TokenRecord, 'wk' | 'tid'>,
  n: number,
  dynamicKey: Bytes,
): Promise<Bytes> {
  const iv = randomBytes(ivLength);
  return concat(iv, await encryptAesGcm(wk, iv, boundTo(tid, n), dynamicKey));
}

/**
 * Decrypts the dynamic key of a record.
 * @throws {NeonError} `STATIC_TOKEN_KEY_IS_INVALID` when the browser has lost the keys of the record; `UNEXPECTED_ERROR` when
 *   the platform fails.
 */
export async function unwrapDynamicKey({ wk, sk, tid, n, K }: TokenRecord): Promise<Bytes> {
  try {
    // A browser may return null for a key that it has lost, so the algorithm is read first.
    return (
      sk.algorithm &&
      (await decryptAesGcm(wk, K.slice(0, ivLength), boundTo(tid, n), K.slice(ivLength)))
    );
  } catch (cause) {
    // The platform has failed; the keys may be there.
    if (cause instanceof NeonError) throw cause;
    throw new NeonError('STATIC_TOKEN_KEY_IS_INVALID', { message: 'stored keys are lost', cause });
  }
}

function boundTo(tid: string, n: number): Bytes {
  return concat(fromBase64Url(tid), u64(n));
}

/**
 * Secrets at rest, encrypted under the key-encryption key: dynamic keys, bound to their token and position, and the
 * OTPs of approved requests, bound to the request.
 * @module
 */
import { decryptAesGcm, encryptAesGcm } from '../../../crypto/aes-gcm.js';
import {
  concat,
  fromBase64Url,
  randomBytes,
  toBase64Url,
  u64,
  type Bytes,
} from '../../../crypto/bytes.js';
import type { TokenTable } from '../../store/schema/schema.js';
import { keyOfVersion, type KeyRing } from './key-ring.js';

/** A dynamic key or an OTP as it is stored. */
export interface SealedKey {
  /** base64url of the IV and the ciphertext. */
  readonly sealed: string;
  /** Version of the key-encryption key. */
  readonly kekVersion: number;
}

const ivLength = 12;

/** Encrypts the dynamic key of token `tid` at position `n`. For an OTP, `tid` is a name of its request and `n` is 0. */
export async function sealUnderKek(
  ring: KeyRing,
  tid: Bytes,
  n: number,
  key: Bytes,
): Promise<SealedKey> {
  const kekVersion = ring.kek.current;
  const iv = randomBytes(ivLength);
  const ciphertext = await encryptAesGcm(
    keyOfVersion(ring.kek, kekVersion),
    iv,
    sealContext(tid, n, kekVersion),
    key,
  );
  return { sealed: toBase64Url(concat(iv, ciphertext)), kekVersion };
}

/**
 * Decrypts what {@link sealUnderKek} made for the same token and position.
 * @throws {DOMException} `OperationError` when it was made for another, or changed.
 * @throws {RangeError} when the key-encryption key of that version is not held.
 */
export function openUnderKek(
  ring: KeyRing,
  tid: Bytes,
  n: number,
  { sealed, kekVersion }: SealedKey,
): Promise<Bytes> {
  const bytes = fromBase64Url(sealed);
  return decryptAesGcm(
    keyOfVersion(ring.kek, kekVersion),
    bytes.subarray(0, ivLength),
    sealContext(tid, n, kekVersion),
    bytes.subarray(ivLength),
  );
}

/** Decrypts the dynamic key of a token. */
export function openDynamicKey(
  ring: KeyRing,
  { tid, n, k_sealed, kek_v }: Pick<TokenTable, 'tid' | 'n' | 'k_sealed' | 'kek_v'>,
): Promise<Bytes> {
  return openUnderKek(ring, fromBase64Url(tid), n, { sealed: k_sealed, kekVersion: kek_v });
}

function sealContext(tid: Bytes, n: number, kekVersion: number): Bytes {
  return concat(tid, u64(n), u64(kekVersion));
}

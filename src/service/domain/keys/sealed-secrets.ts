/**
 * Secrets at rest that have to be read again: AES-256-GCM under the key-encryption key, bound to table, column and row.
 * @module
 */
import {
  concat,
  fromBase64Url,
  randomBytes,
  toBase64Url,
  u64,
  utf8,
  type Bytes,
} from '../../../crypto/bytes.js';
import { sha256 } from '../../../crypto/hashes.js';
import type { TokenTable } from '../../store/schema/schema.js';
import { sealedColumns, type SealedName, type SealedRow } from '../../store/sealed-columns.js';
import { keyOfVersion, type KeyRing } from './key-ring.js';

/** A secret as it is stored. */
export interface SealedSecret {
  /** base64url of the IV and the ciphertext, after the number of the format and a dot. */
  readonly sealed: string;
  /** Version of the key-encryption key. */
  readonly kekVersion: number;
}

/** Where a secret is stored. */
export interface SecretPlace {
  readonly name: SealedName;
  /** The values that the column binds it to. */
  readonly row: SealedRow['row'];
}

/** Encrypts and decrypts secrets. */
export interface SealedSecrets {
  /** Encrypts a secret for a place, under the current key. */
  seal(place: SecretPlace, secret: Bytes): Promise<SealedSecret>;
  /**
   * Decrypts what was made for the same place.
   * @throws {DOMException} `OperationError` when it was made for another, or changed.
   * @throws {RangeError} when the key-encryption key of that version is not held.
   */
  open(place: SecretPlace, sealed: SealedSecret): Promise<Bytes>;
}

const format = '2.';
const ivLength = 12;

/** The secrets of a service with these keys. */
export function sealedSecrets(ring: KeyRing): SealedSecrets {
  return {
    async seal(place, secret) {
      const kekVersion = ring.kek.current;
      const key = keyOfVersion(ring.kek, kekVersion);
      const iv = randomBytes(ivLength);
      const ciphertext = await key.encrypt(iv, contextOf(place, kekVersion), secret);
      return { sealed: format + toBase64Url(concat(iv, ciphertext)), kekVersion };
    },
    async open(place, { sealed, kekVersion }) {
      const key = keyOfVersion(ring.kek, kekVersion);
      const isEarlier = !sealed.startsWith(format);
      const bytes = fromBase64Url(isEarlier ? sealed : sealed.slice(format.length));
      const context = isEarlier
        ? earlierContextOf(place, kekVersion)
        : contextOf(place, kekVersion);
      const iv = bytes.subarray(0, ivLength);
      return key.decrypt(iv, context, bytes.subarray(ivLength));
    },
  };
}

/** Encrypts the dynamic key of token `tid` at position `n`. */
export function sealDynamicKey(
  ring: KeyRing,
  tid: string,
  n: number,
  key: Bytes,
): Promise<SealedSecret> {
  return sealedSecrets(ring).seal({ name: 'dynamicKey', row: [tid, n] }, key);
}

/** Decrypts the dynamic key of a token. Errors as those of {@link SealedSecrets}. */
export function openDynamicKey(
  ring: KeyRing,
  { tid, n, k_sealed, kek_v }: Pick<TokenTable, 'tid' | 'n' | 'k_sealed' | 'kek_v'>,
): Promise<Bytes> {
  const sealed = { sealed: k_sealed, kekVersion: kek_v };
  return sealedSecrets(ring).open({ name: 'dynamicKey', row: [tid, n] }, sealed);
}

function contextOf({ name, row }: SecretPlace, kekVersion: number): Bytes {
  const { table, column } = sealedColumns[name];
  return utf8(JSON.stringify(['btt1 sealed', table, column, kekVersion, ...row]));
}

/** The context to which earlier versions of the program bound secrets. */
function earlierContextOf({ name, row: [id, n = 0] }: SecretPlace, kekVersion: number): Bytes {
  const subject = name === 'dynamicKey' ? fromBase64Url(id) : sha256(utf8(`btt1 push otp\0${id}`));
  return concat(subject, u64(Number(n)), u64(kekVersion));
}

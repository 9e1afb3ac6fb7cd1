/**
 * JWE compact serialization with direct encryption: `alg` `dir`, `enc` `A256GCM` (RFC 7516, RFC 7518).
 *
 * The protected header is a fixed string given by the caller and compared byte for byte, so a message cannot choose its
 * algorithm.
 * @module
 */
import { webAesKey } from './aes-gcm.js';
import { concat, fromBase64Url, randomBytes, toBase64Url, utf8, type Bytes } from './bytes.js';

const ivLength = 12;
const tagLength = 16;

/** The protected header of a message of type `typ`, as it is sent. */
export function dirHeader(typ: string): string {
  return `{"alg":"dir","enc":"A256GCM","typ":"${typ}"}`;
}

/**
 * Encrypts `plaintext` under the 32-byte `key`.
 * @param aesKey makes the key for it.
 * @param iv random; given by test vectors alone, since a second message with the same one would reveal both.
 */
export async function sealDir(
  key: Bytes,
  header: string,
  plaintext: Bytes,
  aesKey = webAesKey,
  iv = randomBytes(ivLength),
): Promise<string> {
  const protectedHeader = toBase64Url(utf8(header));
  const sealed = await (await aesKey(key)).encrypt(iv, utf8(protectedHeader), plaintext);
  const split = sealed.length - tagLength;
  return [
    protectedHeader,
    '',
    toBase64Url(iv),
    toBase64Url(sealed.subarray(0, split)),
    toBase64Url(sealed.subarray(split)),
  ].join('.');
}

/**
 * Decrypts what {@link sealDir} made, if its header is exactly `header`.
 * @throws {SyntaxError} for text of another form, or with another header.
 * @throws {DOMException} `OperationError` when the tag does not verify.
 */
export async function openDir(
  key: Bytes,
  header: string,
  compact: string,
  aesKey = webAesKey,
): Promise<Bytes> {
  const [protectedHeader, encryptedKey, iv, ciphertext, tag, ...more] = compact.split('.');
  if (
    protectedHeader !== toBase64Url(utf8(header)) ||
    encryptedKey !== '' ||
    tag === undefined ||
    more.length
  ) {
    throw new SyntaxError('not the expected JWE');
  }
  const ivBytes = fromBase64Url(iv!);
  const tagBytes = fromBase64Url(tag);
  if (ivBytes.length !== ivLength || tagBytes.length !== tagLength) {
    throw new SyntaxError('not the expected JWE');
  }
  return (await aesKey(key)).decrypt(
    ivBytes,
    utf8(protectedHeader),
    concat(fromBase64Url(ciphertext!), tagBytes),
  );
}

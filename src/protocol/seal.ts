/**
 * Operation `seal`: a statement by token and service over data, of which only the digest travels.
 * @module
 */
import { toBase64Url, utf8, type Bytes } from '../crypto/bytes.js';
import { nobleHashes, type Hashes } from '../crypto/hashes.js';
import { alias, origin, tokenId, version } from './fields.js';
import { exactly, id, integer, object, type Reader } from './readers.js';

/** `typ` of the statement of the token, a compact JWS by its static key, whose header has the `jwk`. */
export const deviceSealType = 'btt-dev-seal';

/** `typ` of a seal, a compact JWS by the service. */
export const sealType = 'btt-seal';

/** The digest of sealed data. */
export interface SealDigest {
  /** SHA-256 of the bytes, base64url. */
  readonly dig: string;
  /** Number of bytes. */
  readonly len: number;
}

/** Reads a {@link SealDigest}. */
export const readSealDigest: Reader<SealDigest> = /* @__PURE__ */ object({
  dig: id(32),
  len: integer(),
});

/** Digests bytes that are, or were, sealed. */
export function digestOfBytes(bytes: Uint8Array, hashes: Hashes = nobleHashes): SealDigest {
  return { dig: toBase64Url(hashes.sha256(bytes)), len: bytes.length };
}

/**
 * The bytes of a text: its UTF-8. Undefined for text with lone surrogates: each would become U+FFFD, so that two different
 * texts had one seal.
 */
export function bytesOfText(text: string): Bytes | undefined {
  return /\p{Surrogate}/u.test(text) ? undefined : utf8(text);
}

/** Digests text by its UTF-8; undefined for text with lone surrogates. */
export function digestOfText(text: string, hashes: Hashes = nobleHashes): SealDigest | undefined {
  const bytes = bytesOfText(text);
  return bytes && digestOfBytes(bytes, hashes);
}

/** Reads the claims of the token's statement. It repeats nothing else of the operation, since seals are shown to others. */
export const readDeviceSeal = /* @__PURE__ */ exactly({
  v: version,
  iss: origin,
  als: alias,
  tid: tokenId,
  dig: id(32),
  len: integer(),
  /** 16 random bytes made by the client; they name the seal. */
  jti: id(16),
});

/** Reads the claims of a seal that the client checks. */
export const readSeal = /* @__PURE__ */ object({
  iss: origin,
  tid: tokenId,
  dig: id(32),
  len: integer(),
  jti: id(16),
});

/**
 * Operation `seal`: a statement by token and service over data, of which only the digest travels.
 * @module
 */
import { toBase64Url, utf8, type Bytes } from '../crypto/bytes.js';
import { nobleHashes, type Hashes } from '../crypto/hashes.js';
import { alias, origin, time, tokenId, userId, version } from './fields.js';
import {
  array,
  exactly,
  id,
  integer,
  object,
  string,
  type ReadBy,
  type Reader,
} from './readers.js';

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

/**
 * `typ` of the second statement of the token, which also names user, factor and time. Verifiers of the first release know
 * only the first one, and refuse further members in it.
 */
export const namedSealType = 'btt-dev-seal2';

/** Name in `features` of the hello: the service takes second statements. */
export const namedSealFeature = 'seal-dev2';

/** How long a statement may be made before its seal, and how far the clocks of two nodes may differ, in milliseconds. */
export const statementLife = 10 * 60_000;
export const clockDifference = 6_000;

/**
 * How the person authenticates (RFC 8176): a software key, and the factor that is sent.
 * @param k kind of the factor that is sent: a PIN or password, or a BioKey.
 * @param kind whether the service has PINs or passwords.
 */
export function methodsOf(
  k: 'pwd' | 'bio' | undefined,
  kind: 'digits' | 'text',
): readonly string[] {
  if (k === undefined) return ['swk'];
  if (k === 'bio') return ['swk', 'mfa'];
  return ['swk', kind === 'digits' ? 'pin' : 'pwd', 'mfa'];
}

/** Who seals, how and when: what a seal says, in the words of the token's statement. */
export interface SealOccasion {
  readonly uid: string;
  readonly amr: readonly string[];
  /** Milliseconds, at most a second before. */
  readonly at: number;
}

/** Tells whether a statement of a token names this occasion. */
export function isOnOccasion({ uid, amr, now }: NamedSeal, occasion: SealOccasion): boolean {
  return (
    uid === occasion.uid &&
    amr.join(' ') === occasion.amr.join(' ') &&
    now <= occasion.at + clockDifference &&
    now >= occasion.at - statementLife
  );
}

const statementMembers = {
  v: version,
  iss: origin,
  als: alias,
  tid: tokenId,
  dig: id(32),
  len: integer(),
  /** 16 random bytes made by the client; they name the seal. */
  jti: id(16),
};

/** Reads the claims of the token's statement. It repeats nothing else of the operation, since seals are shown to others. */
export const readDeviceSeal = /* @__PURE__ */ exactly(statementMembers);

/** The claims of the token's statement. */
export type DeviceSeal = ReadBy<typeof readDeviceSeal>;

/** Reads the claims of the token's second statement. */
export const readNamedSeal = /* @__PURE__ */ exactly({
  ...statementMembers,
  /** Who seals: the opaque id of the user. */
  uid: userId,
  /** How the person authenticates (RFC 8176). */
  amr: array(string(/^/, 16), 16),
  /** The service's time, in milliseconds, of the last authenticated answer that the token had. */
  now: time,
});

/** The claims of the token's second statement. */
export type NamedSeal = ReadBy<typeof readNamedSeal>;

/** Reads the claims of a seal that the client checks. */
export const readSeal = /* @__PURE__ */ object({
  iss: origin,
  tid: tokenId,
  dig: id(32),
  len: integer(),
  jti: id(16),
});

/**
 * Values computed with the secret keys of the service: lookup values of codes and OTPs, the number of a request, marks of
 * lists, and verifiers. A leaked database alone allows no offline guessing.
 * @module
 */
import { concat, toBase64Url, utf8, type Bytes } from '../../../crypto/bytes.js';
import { hmacSha256 } from '../../../crypto/hashes.js';
import { auditKeys, keyOfVersion, versionsOf, type KeyRing } from './key-ring.js';

/** Lookup value of a normalised long code, base64url. */
export function longCodeHash(ring: KeyRing, code: string, version = ring.code.current): string {
  return keyedHash(keyOfVersion(ring.code, version), 'btt1 lcode', code);
}

/** Lookup values of a normalised long code under all keys that are held, the current one first. */
export function longCodeHashes(ring: KeyRing, code: string): string[] {
  return versionsOf(ring.code).map((version) => longCodeHash(ring, code, version));
}

/** Lookup value of a short code of user `uid`, base64url. */
export function shortCodeHash(
  ring: KeyRing,
  uid: string,
  digits: string,
  version = ring.code.current,
): string {
  return keyedHash(keyOfVersion(ring.code, version), 'btt1 scode', uid, digits);
}

/** Lookup value of an OTP of user `uid`, base64url. */
export function otpHash(
  ring: KeyRing,
  uid: string,
  otp: string,
  version = ring.otp.current,
): string {
  return keyedHash(keyOfVersion(ring.otp, version), 'btt1 otp', uid, otp);
}

/** Lookup values of an OTP under all keys that are held, the current one first. */
export function otpHashes(ring: KeyRing, uid: string, otp: string): string[] {
  return versionsOf(ring.otp).map((version) => otpHash(ring, uid, otp, version));
}

/**
 * What is stored of an idempotency key of a relying party, base64url. The key may say anything, such as a login, and the
 * record that a seal was used stays for ever.
 */
function idempotencyHash(
  ring: KeyRing,
  party: string,
  key: string,
  version = ring.otp.current,
): string {
  return keyedHash(keyOfVersion(ring.otp, version), 'btt1 idempotency', party, key);
}

/** Stored values of an idempotency key under all keys that are held, the current one first. */
export function idempotencyHashes(ring: KeyRing, party: string, key: string): string[] {
  return versionsOf(ring.otp).map((version) => idempotencyHash(ring, party, key, version));
}

/**
 * Subjects by which requests for approval are counted: a login of service `mac`, base64url, under all keys that are
 * held, the current one first.
 */
export function pushSubjects(ring: KeyRing, mac: string, login: string): string[] {
  return versionsOf(ring.code).map((version) =>
    keyedHash(keyOfVersion(ring.code, version), 'btt1 push login', mac, login),
  );
}

/**
 * Mark of the list of tokens of user `uid`, 16 bytes in base64url. The status that carries it is not encrypted: without
 * a key, whoever reads it could try names of devices.
 */
export function listMark({ code }: KeyRing, uid: string, list: string): string {
  const key = keyOfVersion(code, code.current);
  const hash = hmacSha256(key, labelled('btt1 token list', utf8(uid), utf8(list)));
  return toBase64Url(hash.slice(0, 16));
}

/**
 * The six digits of request `pid`, which are stored nowhere.
 * @param version of the code key, as stored with the request.
 */
export function pushNumber({ code }: KeyRing, version: number, pid: string): string {
  const hash = hmacSha256(keyOfVersion(code, version), labelled('btt1 push number', utf8(pid)));
  // From 64 bits: the bias of the digits is below 10^-13.
  const number = new DataView(hash.buffer, hash.byteOffset).getBigUint64(0) % 1_000_000n;
  return String(number).padStart(6, '0');
}

/**
 * Verifier of a stretched PIN of user `uid`.
 * @param pepperVersion as stored with the verifier, `ring.pepper.current` for a new one.
 */
export function pinVerifier(
  ring: KeyRing,
  pepperVersion: number,
  uid: string,
  vsalt: Bytes,
  stretched: Bytes,
): Bytes {
  const message = concat(labelled('btt1 pin', utf8(uid), vsalt), stretched);
  return hmacSha256(keyOfVersion(ring.pepper, pepperVersion), message);
}

/** Verifier of a stretched BioKey of token `tid` (32 bytes). */
export function bioVerifier(
  ring: KeyRing,
  pepperVersion: number,
  tid: Bytes,
  vsalt: Bytes,
  stretched: Bytes,
): Bytes {
  const message = concat(labelled('btt1 bio', tid, vsalt), stretched);
  return hmacSha256(keyOfVersion(ring.pepper, pepperVersion), message);
}

/** What the tag of an entry of the audit trail is made of. */
export interface TaggedEntry {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly kind: string;
  readonly subject: string;
  readonly detail: string;
}

/** Tag of an entry of the audit trail, base64url: only the service can have written what has one. */
export function auditTag(ring: KeyRing, entry: TaggedEntry): string {
  return auditTagBy(auditKeys(ring).tag, entry);
}

/** Tags that an entry may have: while the keys of the trail are replaced there are two. */
export function auditTags(ring: KeyRing, entry: TaggedEntry): string[] {
  const { tag, others } = auditKeys(ring);
  const keys = [tag, ...others.flatMap((other) => other.tag ?? [])];
  return keys.map((key) => auditTagBy(key, entry));
}

function auditTagBy(key: Bytes, entry: TaggedEntry): string {
  const { seq, at, actor, kind, subject, detail } = entry;
  const text = JSON.stringify([seq, at, actor, kind, subject, detail]);
  return keyedHash(key, 'btt1 audit', text);
}

/**
 * Tells keys from others, base64url. It follows from the first pepper, code key and signing key; before one of these can
 * go, it is kept in the ring.
 */
export function keyBinding(ring: KeyRing): string {
  if (ring.binding !== undefined) return ring.binding;
  const [pepper] = ring.pepper.byVersion.values();
  const [code] = ring.code.byVersion.values();
  return keyedHash(code!, 'btt1 keys', toBase64Url(pepper!), ring.signing[0]!.kid);
}

function keyedHash(key: Bytes, label: string, ...fields: readonly string[]): string {
  return toBase64Url(hmacSha256(key, labelled(label, ...fields.map(utf8))));
}

/** Joins a label and fields, with a zero byte before each field. */
function labelled(label: string, ...fields: readonly Bytes[]): Bytes {
  const separator = new Uint8Array(1);
  return concat(utf8(label), ...fields.flatMap((field) => [separator, field]));
}

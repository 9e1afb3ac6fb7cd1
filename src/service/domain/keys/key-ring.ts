/**
 * The keys of a running service and what is computed with them. None of them is in the database: a leaked
 * database alone allows no offline guessing.
 * @module
 */
import { decryptAesGcm, encryptAesGcm, importAesKey } from '../../../crypto/aes-gcm.js';
import {
  concat,
  fromBase64Url,
  randomBytes,
  toBase64Url,
  u64,
  utf8,
  type Bytes,
} from '../../../crypto/bytes.js';
import { hmacSha256 } from '../../../crypto/hashes.js';
import { keyId, type EcPublicJwk } from '../../../crypto/jwk.js';
import { signCompact } from '../../../crypto/jws.js';
import { generateKeyRecord, privateJwk, type KeyRecord } from './key-record.js';

/** Keys by version; `current` is the one for new values. */
export interface Versions<K> {
  readonly current: number;
  readonly byVersion: ReadonlyMap<number, K>;
}

/** A key that the service signs with, or has signed with. */
export interface ServiceKey {
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  readonly jwk: EcPublicJwk;
  /** When it began to sign, in milliseconds. */
  readonly from: number;
  /** When it ceased to sign; undefined for the current key. */
  readonly until: number | undefined;
}

/** A key that activation messages are encrypted to. */
export interface HpkeKey {
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  /** Uncompressed point, 65 bytes. */
  readonly publicKey: Bytes;
  /** The private half cannot be exported. */
  readonly pair: CryptoKeyPair;
}

/** Every key of the service. Read a member when it is needed and do not keep it: keys rotate. */
export interface KeyRing {
  readonly iss: string;
  /** Encrypt the dynamic keys at rest. */
  readonly kek: Versions<CryptoKey>;
  /** Key the verifiers of PINs and BioKeys. */
  readonly pepper: Versions<Bytes>;
  readonly code: Bytes;
  readonly otp: Bytes;
  readonly challenge: Bytes;
  /** Oldest first, the last one is current. */
  readonly signing: readonly ServiceKey[];
  /** The private half of the current signing key. */
  readonly signer: CryptoKey;
  /** Succession statements, compact JWS, oldest first. */
  readonly succession: readonly string[];
  /** The previous one, if there is one, and the current. */
  readonly hpke: readonly HpkeKey[];
}

/** Imports kept keys. */
export async function openKeyRing(record: KeyRecord): Promise<KeyRing> {
  const current = record.signing.at(-1);
  if (!current?.d || !record.hpke.length || !record.kek.length || !record.pepper.length) {
    throw new TypeError('a key is missing');
  }
  const signer = await importPrivate({ ...current, d: current.d }, 'ECDSA', 'sign');
  const keks = await Promise.all(
    record.kek.map(async ({ v, k }) => [v, await importAesKey(fromBase64Url(k))] as const),
  );
  return {
    iss: record.iss,
    kek: { current: record.kek.at(-1)!.v, byVersion: new Map(keks) },
    pepper: {
      current: record.pepper.at(-1)!.v,
      byVersion: new Map(record.pepper.map(({ v, k }) => [v, fromBase64Url(k)])),
    },
    code: fromBase64Url(record.code),
    otp: fromBase64Url(record.otp),
    challenge: fromBase64Url(record.challenge),
    signing: record.signing.map(({ from, until, ...key }) => {
      const jwk = publicHalf(key);
      return { kid: keyId(jwk), jwk, from, until };
    }),
    signer,
    succession: record.succession,
    hpke: await Promise.all(record.hpke.map(importHpkeKey)),
  };
}

/** Generates the keys of a service that keeps nothing: for tests and for services inside a page. */
export async function generateKeyRing(iss: string, now: number): Promise<KeyRing> {
  return openKeyRing(await generateKeyRecord(iss, now));
}

/** Gives a ring that others hold the keys of `next`, after a rotation. */
export function replaceKeys(ring: KeyRing, next: KeyRing): void {
  Object.assign(ring, next);
}

/** The key that signs now. */
export function signingKey(ring: KeyRing): ServiceKey {
  return ring.signing.at(-1)!;
}

/** Signs a statement of the service as a compact JWS. */
export function signAsService(ring: KeyRing, typ: string, claims: object): Promise<string> {
  return signCompact(ring.signer, { alg: 'ES256', typ, kid: signingKey(ring).kid }, claims);
}

/** The HPKE key to announce. */
export function currentHpkeKey(ring: KeyRing): HpkeKey {
  return ring.hpke.at(-1)!;
}

/** The HPKE key that a message names, as long as it is held. */
export function findHpkeKey(ring: KeyRing, kid: string): HpkeKey | undefined {
  return ring.hpke.find((key) => key.kid === kid);
}

/** A dynamic key as it is stored. */
export interface SealedKey {
  /** base64url of the IV and the ciphertext. */
  readonly sealed: string;
  /** Version of the key-encryption key. */
  readonly kekVersion: number;
}

const ivLength = 12;

/** Encrypts the dynamic key of token `tid` (32 bytes) at position `n`. */
export async function sealUnderKek(
  ring: KeyRing,
  tid: Bytes,
  n: number,
  key: Bytes,
): Promise<SealedKey> {
  const kekVersion = ring.kek.current;
  const iv = randomBytes(ivLength);
  const ciphertext = await encryptAesGcm(
    version(ring.kek, kekVersion),
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
    version(ring.kek, kekVersion),
    bytes.subarray(0, ivLength),
    sealContext(tid, n, kekVersion),
    bytes.subarray(ivLength),
  );
}

/** Lookup value of a normalised long code, base64url. */
export function longCodeHash(ring: KeyRing, code: string): string {
  return keyedHash(ring.code, 'btt1 lcode', code);
}

/** Lookup value of a short code of user `uid`, base64url. */
export function shortCodeHash(ring: KeyRing, uid: string, digits: string): string {
  return keyedHash(ring.code, 'btt1 scode', uid, digits);
}

/** Lookup value of an OTP of user `uid`, base64url. */
export function otpHash(ring: KeyRing, uid: string, otp: string): string {
  return keyedHash(ring.otp, 'btt1 otp', uid, otp);
}

/** Value under which the requests for a login of service `mac` are counted, base64url. */
export function pushSubject(ring: KeyRing, mac: string, login: string): string {
  return keyedHash(ring.code, 'btt1 push login', mac, login);
}

/** The six digits of request `pid`, which are stored nowhere. */
export function pushNumber({ code }: KeyRing, pid: string): string {
  const hash = hmacSha256(code, labelled('btt1 push number', utf8(pid)));
  // Of 64 bits: the digits are uniform but for one part in ten to the thirteenth.
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
  return hmacSha256(version(ring.pepper, pepperVersion), message);
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
  return hmacSha256(version(ring.pepper, pepperVersion), message);
}

function keyedHash(key: Bytes, label: string, ...fields: readonly string[]): string {
  return toBase64Url(hmacSha256(key, labelled(label, ...fields.map(utf8))));
}

/** A label and fields, each after a zero byte. */
function labelled(label: string, ...fields: readonly Bytes[]): Bytes {
  const separator = new Uint8Array(1);
  return concat(utf8(label), ...fields.flatMap((field) => [separator, field]));
}

function sealContext(tid: Bytes, n: number, kekVersion: number): Bytes {
  return concat(tid, u64(n), u64(kekVersion));
}

function version<K>({ byVersion }: Versions<K>, wanted: number): K {
  const key = byVersion.get(wanted);
  if (!key) throw new RangeError(`key version ${wanted} is not held`);
  return key;
}

function publicHalf({ kty, crv, x, y }: EcPublicJwk): EcPublicJwk {
  return { kty, crv, x, y };
}

function importPrivate(
  jwk: Parameters<typeof privateJwk>[0],
  name: 'ECDSA' | 'ECDH',
  usage: 'sign' | 'deriveBits',
): Promise<CryptoKey> {
  const algorithm = { name, namedCurve: 'P-256' };
  return crypto.subtle.importKey('jwk', privateJwk(jwk), algorithm, false, [usage]);
}

async function importHpkeKey(key: KeyRecord['hpke'][number]): Promise<HpkeKey> {
  const jwk = publicHalf(key);
  const publicKey = concat(new Uint8Array([4]), fromBase64Url(jwk.x), fromBase64Url(jwk.y));
  return {
    kid: keyId(jwk),
    publicKey,
    pair: {
      publicKey: await crypto.subtle.importKey(
        'raw',
        publicKey,
        { name: 'ECDH', namedCurve: 'P-256' },
        true,
        [],
      ),
      privateKey: await importPrivate(key, 'ECDH', 'deriveBits'),
    },
  };
}

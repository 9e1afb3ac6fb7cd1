/**
 * The keys of a running service. None of them is in the database.
 * @module
 */
import { webAesKey, type AesKey, type AesKeyOf } from '../../../crypto/aes-gcm.js';
import { concat, fromBase64Url, toBase64Url, utf8, type Bytes } from '../../../crypto/bytes.js';
import { hmacSha256 } from '../../../crypto/hashes.js';
import { keyId, type EcPublicJwk } from '../../../crypto/jwk.js';
import { signCompact } from '../../../crypto/jws.js';
import { currentVersion, versionedKeys, type VersionedKey } from './key-versions.js';
import {
  currentIndex,
  generateKeyRecord,
  privateJwk,
  type ChainPoint,
  type KeyRecord,
} from './key-record.js';

/** Keys by version, oldest first; `current` is the one for new values. */
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
  /** When it ceases to sign; undefined for a key that none is to replace. */
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

/** Every key of the service. Read a member each time it is needed and keep none: keys rotate. */
export interface KeyRing {
  readonly iss: string;
  /** Mark that binds the database to the keys, once it no longer follows from the oldest ones. */
  readonly binding: string | undefined;
  /** Key-encryption keys, which encrypt secrets at rest. */
  readonly kek: Versions<AesKey>;
  /** Makes keys for AES-GCM. */
  readonly aesKey: AesKeyOf;
  /** Keys of the verifiers of PINs and BioKeys. */
  readonly pepper: Versions<Bytes>;
  readonly code: Versions<Bytes>;
  readonly otp: Versions<Bytes>;
  readonly challenge: Versions<Bytes>;
  /** What tells a version from another key with the same number, by its number. No key follows from it. */
  readonly fingerprints: Readonly<Record<VersionedKey, ReadonlyMap<number, string>>>;
  /** Oldest first, the last one is current. */
  readonly signing: readonly ServiceKey[];
  /** Keys that are published and do not sign yet. */
  readonly upcoming: readonly ServiceKey[];
  /** The private half of the current signing key. */
  readonly signer: CryptoKey;
  /** Succession statements that lead to the current key, compact JWS, oldest first. */
  readonly succession: readonly string[];
  /** The previous one, if there is one, and the current. */
  readonly hpke: readonly HpkeKey[];
  /** Undefined only for keys that no service of this version has opened yet. */
  readonly audit: AuditKeys | undefined;
}

/** The keys of the audit trail. */
export interface AuditKeys {
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  readonly jwk: EcPublicJwk;
  /** The private half, which signs the heads of the chain. */
  readonly signer: CryptoKey;
  /** HMAC key of the tags of entries. */
  readonly tag: Bytes;
  /** The last entry without a tag by these keys; number 0 when there is none. */
  readonly untagged: ChainPoint;
  /** Keys that count too, or have counted. */
  readonly others: readonly OtherAuditKey[];
}

/** A key of the audit trail that is being replaced or is to replace the current one, or was replaced. */
export interface OtherAuditKey extends Pick<AuditKeys, 'kid' | 'jwk'> {
  /** Undefined for a key that was replaced: its tags count no more. */
  readonly tag: Bytes | undefined;
  /** Number of the last entry of which it may sign a head. */
  readonly upTo: number;
}

/**
 * Imports stored keys.
 * @param now decides which keys are current.
 * @param aesKey makes keys for AES-GCM.
 */
export async function openKeyRing(
  record: KeyRecord,
  now: number,
  aesKey: AesKeyOf = webAesKey,
): Promise<KeyRing> {
  const index = currentIndex(record, now);
  const current = record.signing[index];
  if (!current?.d || !record.hpke.length) throw new TypeError('a key is missing');
  const signer = await importPrivate({ ...current, d: current.d }, 'ECDSA', 'sign');
  const keys = record.signing.map(({ from, until, ...key }) => {
    const jwk = publicHalf(key);
    return { kid: keyId(jwk), jwk, from, until };
  });
  const upcoming = keys.slice(index + 1);
  return {
    iss: record.iss,
    binding: record.binding,
    aesKey,
    ...(await openVersions(record, now, aesKey)),
    fingerprints: fingerprintsOf(record),
    signing: keys.slice(0, index + 1),
    upcoming,
    signer,
    succession: record.succession.slice(0, Math.max(0, record.succession.length - upcoming.length)),
    hpke: await Promise.all(record.hpke.map(importHpkeKey)),
    audit: record.audit && (await importAuditKeys(record.audit, record.auditNext, now)),
  };
}

async function openVersions(record: KeyRecord, now: number, aesKey: AesKeyOf) {
  const bytesOf = (versions: KeyRecord['kek']): Versions<Bytes> => ({
    current: currentVersion(versions, now),
    byVersion: new Map(versions.map(({ v, k }) => [v, fromBase64Url(k)])),
  });
  const { current, byVersion } = bytesOf(record.kek);
  const keks = await Promise.all(
    [...byVersion].map(async ([v, key]) => [v, await aesKey(key)] as const),
  );
  return {
    kek: { current, byVersion: new Map(keks) },
    pepper: bytesOf(record.pepper),
    code: bytesOf(record.code),
    otp: bytesOf(record.otp),
    challenge: bytesOf(record.challenge),
  };
}

function fingerprintsOf(record: KeyRecord): KeyRing['fingerprints'] {
  const label = utf8('btt1 key version');
  const entries = versionedKeys.map((name) => [
    name,
    new Map(record[name].map(({ v, k }) => [v, toBase64Url(hmacSha256(fromBase64Url(k), label))])),
  ]);
  return Object.fromEntries(entries) as KeyRing['fingerprints'];
}

/** Generates keys that are stored nowhere: for tests, and for a service within a page. */
export async function generateKeyRing(
  iss: string,
  now: number,
  aesKey?: AesKeyOf,
): Promise<KeyRing> {
  return openKeyRing(await generateKeyRecord(iss, now), now, aesKey);
}

/** Replaces the keys of a ring that others hold with those of `next`, after a rotation. */
export function replaceKeys(ring: KeyRing, next: KeyRing): void {
  // An older copy of the key file may have been restored under a running service.
  Object.assign(ring, next, { audit: next.audit ?? ring.audit });
}

/**
 * The keys of the audit trail.
 * @throws {RangeError} when they are not held.
 */
export function auditKeys({ audit }: KeyRing): AuditKeys {
  if (!audit) throw new RangeError('the keys of the audit trail are not held');
  return audit;
}

/** The key that signs now. */
export function signingKey(ring: KeyRing): ServiceKey {
  return ring.signing.at(-1)!;
}

/**
 * The keys of all right signatures, each from its own time on: also one that does not sign here yet, since another service
 * on the database may look at the keys before this one does.
 */
export function publishedKeys({ signing, upcoming }: KeyRing): ServiceKey[] {
  return [...signing, ...upcoming];
}

/** Signs a statement of the service as a compact JWS. */
export function signAsService(ring: KeyRing, typ: string, claims: object): Promise<string> {
  return signCompact(ring.signer, { alg: 'ES256', typ, kid: signingKey(ring).kid }, claims);
}

/** The HPKE key to announce. */
export function currentHpkeKey(ring: KeyRing): HpkeKey {
  return ring.hpke.at(-1)!;
}

/** Finds the HPKE key that a message names. */
export function findHpkeKey(ring: KeyRing, kid: string): HpkeKey | undefined {
  return ring.hpke.find((key) => key.kid === kid);
}

/**
 * The key of a version.
 * @throws {RangeError} when it is not held.
 */
export function keyOfVersion<K>({ byVersion }: Versions<K>, wanted: number): K {
  const key = byVersion.get(wanted);
  if (!key) throw new RangeError(`key version ${wanted} is not held`);
  return key;
}

/** The versions that are held, the current one first. */
export function versionsOf({ current, byVersion }: Versions<unknown>): number[] {
  return [current, ...[...byVersion.keys()].filter((version) => version !== current)];
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

async function importAuditKeys(
  record: NonNullable<KeyRecord['audit']>,
  next: KeyRecord['auditNext'],
  now: number,
): Promise<AuditKeys> {
  const isReplaced = next !== undefined && next.from <= now;
  const current = isReplaced ? next : record;
  const other = isReplaced ? record : next;
  const { seq, hash, earlier = [] } = record;
  return {
    ...named(current),
    signer: await importPrivate(current, 'ECDSA', 'sign'),
    tag: fromBase64Url(current.tag),
    untagged: { seq, hash },
    others: [
      ...(other ? [{ ...named(other), tag: fromBase64Url(other.tag), upTo: Infinity }] : []),
      ...earlier.map((key) => ({ ...named(key), tag: undefined, upTo: key.seq })),
    ],
  };
}

function named(key: EcPublicJwk): Pick<AuditKeys, 'kid' | 'jwk'> {
  const jwk = publicHalf(key);
  return { kid: keyId(jwk), jwk };
}

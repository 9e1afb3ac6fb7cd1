/**
 * The keys of the service as they are stored: one JSON value, to be guarded like a password.
 *
 * Functions here return a new record; they change none in place.
 * @module
 */
import { randomBytes, toBase64Url } from '../../../crypto/bytes.js';
import { keyId, type EcPublicJwk } from '../../../crypto/jwk.js';
import { signCompact } from '../../../crypto/jws.js';
import { origin, publicKey } from '../../../protocol/fields.js';
import { successionType } from '../../../protocol/hello.js';
import { keyOverlap } from '../../../protocol/signing-key.js';
import {
  array,
  exactly,
  id,
  integer,
  oneOf,
  optional,
  string,
  type ReadBy,
  type Reader,
} from '../../../protocol/readers.js';

/** How long an HPKE key is announced, in milliseconds; its private half is kept for as long again. */
export const hpkeKeyLife = 30 * 24 * 60 * 60_000;

/**
 * How long a signing key is published before it signs, in milliseconds: longer than back ends may keep the published
 * keys.
 */
export const publicationLead = 15 * 60_000;

/** Maximum number of signing keys over the life of a service: browsers follow no longer chain. */
export const maxSigningKeys = 64;

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const ecdh = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** Maximum number of versions of a symmetric key that are held. */
export const maxVersions = 64;

/** `from` is when it becomes current, missing for a key that was the first. */
const symmetricKeys = array(
  exactly({ v: integer(1), k: id(32), from: optional(integer()) }),
  maxVersions,
);

/** Reads the versions of a key; earlier versions of the program stored some keys as one value. */
const versions: Reader<ReturnType<typeof symmetricKeys>> = (value, path) =>
  typeof value === 'string'
    ? [{ v: 1, k: id(32)(value, path), from: undefined }]
    : symmetricKeys(value, path);

/** Reads a stored record. The error names a path, never a value. */
export const readKeyRecord = exactly({
  format: oneOf(1),
  /** The service that the keys belong to. */
  iss: origin,
  /** Mark that binds the database to these keys; missing while the keys that it follows from are the oldest. */
  binding: optional(id(32)),
  /** Key-encryption keys, oldest first. */
  kek: symmetricKeys,
  /** Peppers of PIN verifiers, oldest first. */
  pepper: symmetricKeys,
  code: versions,
  otp: versions,
  challenge: versions,
  /**
   * ES256 keys, oldest first. The current one has its private half `d`, and so has one that is published and does not
   * sign yet.
   */
  signing: array(
    exactly({ ...publicKey, d: optional(id(32)), from: integer(), until: optional(integer()) }),
    maxSigningKeys,
  ),
  /** Succession statements, oldest first. */
  succession: array(string(/^[\w-]+\.[\w-]+\.[\w-]+$/), maxSigningKeys - 1),
  /** HPKE keys: the previous one, if there is one, and the current. */
  hpke: array(exactly({ ...publicKey, d: id(32), from: integer() }), 2),
  /** Keys of the audit trail; missing in a record of an earlier version. */
  audit: optional(
    exactly({
      /** ES256 key that signs the heads of the chain. */
      ...publicKey,
      d: id(32),
      /** HMAC key of the tags of entries. */
      tag: id(32),
      /** The last entry without a tag, and its hash; 0 and no hash when all entries have one. */
      seq: integer(),
      hash: string(/^([\w-]{43})?$/, 43),
      /** Public halves of the keys before, with the last entry of which each may sign a head. */
      earlier: optional(array(exactly({ ...publicKey, seq: integer() }), maxSigningKeys)),
    }),
  ),
  /** Keys that are to replace those of the audit trail. */
  auditNext: optional(exactly({ ...publicKey, d: id(32), tag: id(32), from: integer() })),
});

/** All keys of a service, as stored. Bytes are base64url, times milliseconds. */
export type KeyRecord = ReadBy<typeof readKeyRecord>;

/** Generates the keys of a new service. */
export async function generateKeyRecord(iss: string, now: number): Promise<KeyRecord> {
  return {
    format: 1,
    iss,
    binding: undefined,
    kek: firstVersion(),
    pepper: firstVersion(),
    code: firstVersion(),
    otp: firstVersion(),
    challenge: firstVersion(),
    signing: [{ ...(await generateJwk(ecdsa, ['sign', 'verify'])), from: now, until: undefined }],
    succession: [],
    hpke: [{ ...(await generateJwk(ecdh, ['deriveBits'])), from: now }],
    audit: await generateAuditKeys({ seq: 0, hash: '' }),
    auditNext: undefined,
  };
}

function firstVersion(): KeyRecord['kek'] {
  return [{ v: 1, k: random256(), from: undefined }];
}

/** An entry of the audit trail by its number, and its hash in base64url. */
export interface ChainPoint {
  readonly seq: number;
  readonly hash: string;
}

/** Generates the keys of an audit trail, of which the entries up to `last` have no tags. */
export async function generateAuditKeys(
  last: ChainPoint,
): Promise<NonNullable<KeyRecord['audit']>> {
  const pair = await generateJwk(ecdsa, ['sign', 'verify']);
  return { ...pair, tag: random256(), ...last, earlier: undefined };
}

/**
 * Replaces the HPKE key when its time is over, and removes the one before it; otherwise returns the same record.
 */
export async function rotateHpkeKey(record: KeyRecord, now: number): Promise<KeyRecord> {
  const current = record.hpke.at(-1)!;
  return now - current.from < hpkeKeyLife ? record : replaceHpkeKey(record, now);
}

/** Replaces the HPKE key, and removes the one before it. */
export async function replaceHpkeKey(record: KeyRecord, now: number): Promise<KeyRecord> {
  const next = { ...(await generateJwk(ecdh, ['deriveBits'])), from: now };
  return { ...record, hpke: [record.hpke.at(-1)!, next] };
}

/**
 * Publishes another signing key, which replaces the current one after {@link publicationLead}. Until then both have their
 * private half.
 */
export function publishSigningKey(record: KeyRecord, now: number): Promise<KeyRecord> {
  const from = now + publicationLead;
  return addSigningKey(record, { now, from, until: from });
}

/**
 * Replaces the signing key at once, since it may be stolen: nothing that it signs from now on counts. A key that was
 * published and does not sign yet goes as well.
 */
export async function replaceSigningKey(record: KeyRecord, now: number): Promise<KeyRecord> {
  const current = currentIndex(record, now);
  const waiting = record.signing.length - 1 - current;
  const signing = record.signing.slice(0, current + 1);
  const succession = record.succession.slice(0, Math.max(0, record.succession.length - waiting));
  // Verifiers add the overlap, which this key does not get.
  const until = now - keyOverlap;
  return retireSigningKeys(
    await addSigningKey({ ...record, signing, succession }, { now, from: now, until }),
    now,
  );
}

/** Number of the key that signs at a time: the newest that does, or, when the clock is behind, the oldest that can. */
export function currentIndex({ signing }: Pick<KeyRecord, 'signing'>, now: number): number {
  const newest = signing.findLastIndex(({ d, from }) => d !== undefined && from <= now);
  return newest < 0 ? signing.findIndex(({ d }) => d !== undefined) : newest;
}

/** Removes the private halves of keys that have ceased to sign; otherwise returns the same record. */
export function retireSigningKeys(record: KeyRecord, now: number): KeyRecord {
  const current = currentIndex(record, now);
  const isRetired = (index: number) => index < current && record.signing[index]!.d !== undefined;
  if (!record.signing.some((_, index) => isRetired(index))) return record;
  const signing = record.signing.map((key, index) =>
    isRetired(index) ? { ...key, d: undefined } : key,
  );
  return { ...record, signing };
}

/**
 * Dates keys back that a clock has made which was ahead and is put right; otherwise returns the same record. Their
 * periods would lie in the future.
 */
export function dateKeysBack(record: KeyRecord, now: number): KeyRecord {
  const current = currentIndex(record, now);
  const latest = (index: number) => (index > current ? now + publicationLead : now);
  // The current key may have signed since the clock was put right.
  const earlier = (index: number) => (index > current ? latest(index) : now - keyOverlap);
  const dated = (time: number, index: number) => (time > latest(index) ? earlier(index) : time);
  const signing = record.signing.map((key, index) => ({
    ...key,
    from: dated(key.from, index),
    until: key.until === undefined ? undefined : dated(key.until, index + 1),
  }));
  const hpke = record.hpke.map((key) => ({ ...key, from: Math.min(key.from, now) }));
  const isSame =
    signing.every(({ from, until }, index) => {
      const kept = record.signing[index]!;
      return from === kept.from && until === kept.until;
    }) && hpke.every(({ from }, index) => from === record.hpke[index]!.from);
  return isSame ? record : { ...record, signing, hpke };
}

/** Adds a signing key, and a statement by the last one by which clients that trust that one come to trust this one. */
async function addSigningKey(
  record: KeyRecord,
  { now, from, until }: { readonly now: number; readonly from: number; readonly until: number },
): Promise<KeyRecord> {
  const { d, ...last } = record.signing.at(-1)!;
  const next = await generateJwk(ecdsa, ['sign', 'verify']);
  const prev = keyId(last);
  const { kty, crv, x, y } = next;
  const statement = await signCompact(
    await crypto.subtle.importKey('jwk', privateJwk({ ...last, d: d! }), ecdsa, false, ['sign']),
    { alg: 'ES256', typ: successionType, kid: prev },
    {
      iss: record.iss,
      prev,
      next: { kty, crv, x, y },
      seq: record.succession.length + 1,
      iat: Math.floor(now / 1000),
    },
  );
  return {
    ...record,
    signing: [
      ...record.signing.slice(0, -1),
      { ...last, d, until },
      { ...next, from, until: undefined },
    ],
    succession: [...record.succession, statement],
  };
}

/** A private P-256 key. */
export interface EcPrivateJwk extends EcPublicJwk {
  readonly d: string;
}

/** The members of a private key that WebCrypto accepts. */
export function privateJwk({ kty, crv, x, y, d }: EcPrivateJwk): EcPrivateJwk {
  return { kty, crv, x, y, d };
}

async function generateJwk(
  algorithm: EcKeyGenParams,
  usages: readonly KeyUsage[],
): Promise<EcPrivateJwk> {
  const pair = (await crypto.subtle.generateKey(algorithm, true, [...usages])) as CryptoKeyPair;
  const { x, y, d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { kty: 'EC', crv: 'P-256', x: x!, y: y!, d: d! };
}

/** Generates a symmetric key, base64url. */
export function random256(): string {
  return toBase64Url(randomBytes(32));
}

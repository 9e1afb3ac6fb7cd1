/**
 * The keys of the service as they are stored: one JSON value, to be guarded like a password.
 *
 * Functions here return a new record; they change none in place.
 * @module
 */
import { randomBytes, toBase64Url } from '../../../crypto/bytes.js';
import { keyId, type EcPublicJwk } from '../../../crypto/jwk.js';
import { signCompact } from '../../../crypto/jws.js';
import { origin } from '../../../protocol/fields.js';
import { successionType } from '../../../protocol/hello.js';
import {
  array,
  exactly,
  id,
  integer,
  oneOf,
  optional,
  string,
  type ReadBy,
} from '../../../protocol/readers.js';

/** How long an HPKE key is announced, in milliseconds; its private half is kept for as long again. */
export const hpkeKeyLife = 30 * 24 * 60 * 60_000;

/** Maximum number of signing keys over the life of a service: browsers follow no longer chain. */
export const maxSigningKeys = 64;

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const ecdh = { name: 'ECDH', namedCurve: 'P-256' } as const;

const publicJwk = { kty: oneOf('EC'), crv: oneOf('P-256'), x: id(32), y: id(32) };
const symmetricKeys = array(exactly({ v: integer(1), k: id(32) }), 64);

/** Reads a stored record. The error names a path, never a value. */
export const readKeyRecord = exactly({
  format: oneOf(1),
  /** The service that the keys belong to. */
  iss: origin,
  /** Key-encryption keys, oldest first; the last one encrypts. */
  kek: symmetricKeys,
  /** Peppers of PIN verifiers, oldest first; the last one is for new verifiers. */
  pepper: symmetricKeys,
  code: id(32),
  otp: id(32),
  challenge: id(32),
  /** ES256 keys, oldest first. Only the last one, the current, still has its private half `d`. */
  signing: array(
    exactly({ ...publicJwk, d: optional(id(32)), from: integer(), until: optional(integer()) }),
    maxSigningKeys,
  ),
  /** Succession statements, oldest first. */
  succession: array(string(/^[\w-]+\.[\w-]+\.[\w-]+$/), maxSigningKeys - 1),
  /** HPKE keys: the previous one, if there is one, and the current. */
  hpke: array(exactly({ ...publicJwk, d: id(32), from: integer() }), 2),
  /** Keys of the audit trail; missing in a record of an earlier version. */
  audit: optional(
    exactly({
      /** ES256 key that signs the heads of the chain. */
      ...publicJwk,
      d: id(32),
      /** HMAC key of the tags of entries. */
      tag: id(32),
      /** The last entry without a tag, and its hash; 0 and no hash when all entries have one. */
      seq: integer(),
      hash: string(/^([\w-]{43})?$/, 43),
    }),
  ),
});

/** All keys of a service, as stored. Bytes are base64url, times milliseconds. */
export type KeyRecord = ReadBy<typeof readKeyRecord>;

/** Generates the keys of a new service. */
export async function generateKeyRecord(iss: string, now: number): Promise<KeyRecord> {
  return {
    format: 1,
    iss,
    kek: [{ v: 1, k: random256() }],
    pepper: [{ v: 1, k: random256() }],
    code: random256(),
    otp: random256(),
    challenge: random256(),
    signing: [{ ...(await generateJwk(ecdsa, ['sign', 'verify'])), from: now, until: undefined }],
    succession: [],
    hpke: [{ ...(await generateJwk(ecdh, ['deriveBits'])), from: now }],
    audit: await generateAuditKeys({ seq: 0, hash: '' }),
  };
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
  return { ...(await generateJwk(ecdsa, ['sign', 'verify'])), tag: random256(), ...last };
}

/**
 * Replaces the HPKE key when its time is over, and removes the one before it; otherwise returns the same record.
 */
export async function rotateHpkeKey(record: KeyRecord, now: number): Promise<KeyRecord> {
  const current = record.hpke.at(-1)!;
  if (now - current.from < hpkeKeyLife) return record;
  const next = { ...(await generateJwk(ecdh, ['deriveBits'])), from: now };
  return { ...record, hpke: [current, next] };
}

/**
 * Replaces the signing key. The old one signs a statement that names the new one, by which clients that
 * trust the old one come to trust the new one; then its private half is removed.
 */
export async function rotateSigningKey(record: KeyRecord, now: number): Promise<KeyRecord> {
  const { d, ...retired } = record.signing.at(-1)!;
  const next = await generateJwk(ecdsa, ['sign', 'verify']);
  const prev = keyId(retired);
  const { kty, crv, x, y } = next;
  const statement = await signCompact(
    await crypto.subtle.importKey('jwk', privateJwk({ ...retired, d: d! }), ecdsa, false, ['sign']),
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
      { ...retired, d: undefined, until: now },
      { ...next, from: now, until: undefined },
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

function random256(): string {
  return toBase64Url(randomBytes(32));
}

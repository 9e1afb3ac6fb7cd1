/**
 * Verification of seals, by the keys of the service and by the browser's key inside the seal. Used by the service and by
 * relying parties, never in a page.
 * @module
 */
import { keyId, type EcPublicJwk } from '../crypto/jwk.js';
import { splitCompact } from '../crypto/jws.js';
import { alias, loginName, origin, publicKey, tokenId, userId } from './fields.js';
import { decodePart, isMalformed, openCompact } from './compact-jws.js';
import {
  array,
  exactly,
  id,
  integer,
  object,
  oneOf,
  optional,
  string,
  type ReadBy,
  type Reader,
} from './readers.js';
import {
  deviceSealType,
  isOnOccasion,
  namedSealType,
  readDeviceSeal,
  readNamedSeal,
  sealType,
  type DeviceSeal,
  type NamedSeal,
} from './seal.js';
import { jwkAt, type SigningKey } from './signing-key.js';

const publicJwk = exactly(publicKey);

const headerOf = <const T extends string>(typ: T) =>
  exactly({ alg: oneOf('ES256'), typ: oneOf(typ), jwk: publicJwk });

const readDeviceHeader = headerOf(deviceSealType);
const readNamedHeader = headerOf(namedSealType);

const readSealHeader = exactly({ alg: oneOf('ES256'), typ: oneOf(sealType), kid: id(32) });

const readSealClaims = object({
  iss: origin,
  aud: alias,
  sub: userId,
  login: loginName,
  jti: id(16),
  /** Seconds. */
  iat: integer(),
  dig: id(32),
  len: integer(),
  amr: array(string(/^/, 16), 16),
  tid: tokenId,
  jwk: publicJwk,
  dev: string(/^/, 4096),
  /** Missing in seals of clients of the first release. */
  dev2: optional(string(/^/, 4096)),
});

/** The claims of a seal. */
export type SealClaims = ReadBy<typeof readSealClaims>;

/**
 * Verifies the statement of a token; undefined unless it is signed by the key with the thumbprint `tid`, and names it.
 */
export function openDeviceSeal(compact: string, tid: string): Promise<DeviceSeal | undefined> {
  return openStatement(compact, tid, readDeviceHeader, readDeviceSeal);
}

/** Verifies the second statement of a token, as {@link openDeviceSeal}. */
export function openNamedSeal(compact: string, tid: string): Promise<NamedSeal | undefined> {
  return openStatement(compact, tid, readNamedHeader, readNamedSeal);
}

async function openStatement<C extends DeviceSeal>(
  compact: string,
  tid: string,
  readHeader: Reader<{ readonly jwk: EcPublicJwk }>,
  readClaims: Reader<C>,
): Promise<C | undefined> {
  const opened = await openCompact(compact, readHeader, readClaims, ({ jwk }) =>
    keyId(jwk) === tid ? jwk : undefined,
  );
  return opened?.tid === tid ? opened : undefined;
}

/** The members that both statements and the seal have in common. */
export type SealSubject = Pick<DeviceSeal, 'iss' | 'als' | 'dig' | 'len'>;

/** Tells whether a statement is about these data on this site. */
export function isAbout(statement: DeviceSeal, { iss, als, dig, len }: SealSubject): boolean {
  return (
    statement.iss === iss && statement.als === als && statement.dig === dig && statement.len === len
  );
}

/**
 * Verifies a seal of the service `iss`; undefined unless it is signed by a key that was in use at its time, and the
 * statement inside is signed by the token and about the same data.
 */
export async function openSeal(
  compact: string,
  iss: string,
  keys: readonly SigningKey[],
): Promise<SealClaims | undefined> {
  const claims = await openCompact(compact, readSealHeader, readSealClaims, ({ kid }, { iat }) =>
    jwkAt(
      keys.find((one) => one.kid === kid),
      iat,
    ),
  );
  if (claims?.iss !== iss || keyId(claims.jwk) !== claims.tid) return undefined;
  return (await isStatedByToken(claims)) ? claims : undefined;
}

async function isStatedByToken(claims: SealClaims): Promise<boolean> {
  const { iss, aud: als, sub: uid, iat, dig, len, jti, amr, tid, dev, dev2 } = claims;
  const subject = { iss, als, dig, len };
  const device = await openDeviceSeal(dev, tid);
  if (device?.jti !== jti || !isAbout(device, subject)) return false;
  if (dev2 === undefined) return true;
  const named = await openNamedSeal(dev2, tid);
  return (
    named?.jti === jti &&
    isAbout(named, subject) &&
    isOnOccasion(named, { uid, amr, at: iat * 1000 })
  );
}

/** Tells whether the thumbprint (RFC 7638) of the browser's key is, or is among, the expected; any one without them. */
export function isByExpectedKey(
  { jwk }: SealClaims,
  expected: string | readonly string[] | undefined,
): boolean {
  return expected === undefined || [expected].flat().includes(keyId(jwk));
}

/** The `kid` of a seal; undefined for text that is not a seal. Nothing is verified. */
export function sealKeyId(compact: string): string | undefined {
  try {
    return readSealHeader(decodePart(splitCompact(compact).protected), '$').kid;
  } catch (error) {
    if (isMalformed(error)) return undefined;
    throw error;
  }
}

/**
 * The claims of a seal; undefined for text that is not a seal. Nothing is verified: for a seal that the service verifies.
 */
export function unverifiedClaims(compact: string): SealClaims | undefined {
  try {
    return readSealClaims(decodePart(splitCompact(compact).payload), '$');
  } catch (error) {
    if (isMalformed(error)) return undefined;
    throw error;
  }
}

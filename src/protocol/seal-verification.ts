/**
 * Verification of seals, by the keys of the service and by the browser's key inside the seal. Used by the service and by
 * relying parties, never in a page.
 * @module
 */
import { keyId } from '../crypto/jwk.js';
import { splitCompact } from '../crypto/jws.js';
import { alias, loginName, origin, tokenId, userId } from './fields.js';
import { decodePart, isMalformed, openCompact } from './compact-jws.js';
import { array, exactly, id, integer, object, oneOf, string, type ReadBy } from './readers.js';
import { deviceSealType, readDeviceSeal, sealType } from './seal.js';
import { jwkAt, type SigningKey } from './signing-key.js';

const publicJwk = exactly({ kty: oneOf('EC'), crv: oneOf('P-256'), x: id(32), y: id(32) });

const readDeviceHeader = exactly({
  alg: oneOf('ES256'),
  typ: oneOf(deviceSealType),
  jwk: publicJwk,
});

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
});

/** The claims of a seal. */
export type SealClaims = ReadBy<typeof readSealClaims>;

/**
 * Verifies the statement of a token; undefined unless it is signed by the key with the thumbprint `tid`, and names it.
 */
export async function openDeviceSeal(
  compact: string,
  tid: string,
): Promise<ReadBy<typeof readDeviceSeal> | undefined> {
  const opened = await openCompact(compact, readDeviceHeader, readDeviceSeal, ({ jwk }) =>
    keyId(jwk) === tid ? jwk : undefined,
  );
  return opened?.tid === tid ? opened : undefined;
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
  const device = await openDeviceSeal(claims.dev, claims.tid);
  const isSame =
    device?.iss === iss &&
    device.als === claims.aud &&
    device.dig === claims.dig &&
    device.len === claims.len &&
    device.jti === claims.jti;
  return isSame ? claims : undefined;
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
 * The browser that a seal names. Nothing is verified: for a seal that somebody else has verified.
 * @throws {MalformedError} and what decoding throws, for text that is not a seal.
 */
export function browserOf(compact: string): { readonly tid: string; readonly jkt: string } {
  const { tid, jwk } = readSealClaims(decodePart(splitCompact(compact).payload), '$');
  return { tid, jkt: keyId(jwk) };
}

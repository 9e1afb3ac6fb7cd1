/**
 * Public P-256 keys as JSON Web Keys (RFC 7517) and their thumbprints (RFC 7638).
 * @module
 */
import { toBase64Url, utf8, type Bytes } from './bytes.js';
import { sha256 } from './hashes.js';
import type { PlatformKey } from './platform-key.js';
import { webCrypto } from './web-crypto.js';

/** A public key on P-256. */
export interface EcPublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  /** base64url of the 32-byte coordinates. */
  readonly x: string;
  readonly y: string;
}

/**
 * SHA-256 thumbprint, 32 bytes (RFC 7638 section 3).
 * @param required the members that the RFC requires for the type of the key, and no others.
 */
export function thumbprint(required: Readonly<Record<string, string>>): Bytes {
  return sha256(utf8(JSON.stringify(required, Object.keys(required).sort())));
}

/** The thumbprint of a P-256 key in base64url: a token's `tid`, a service key's `kid`. */
export function keyId({ crv, kty, x, y }: EcPublicJwk): string {
  return toBase64Url(thumbprint({ crv, kty, x, y }));
}

/** Exports the public half of a P-256 key. */
export async function exportPublicJwk(key: PlatformKey): Promise<EcPublicJwk> {
  const { x, y } = await webCrypto((subtle) => subtle.exportKey('jwk', key));
  return { kty: 'EC', crv: 'P-256', x: x!, y: y! };
}

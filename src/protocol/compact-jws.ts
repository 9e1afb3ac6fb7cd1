/**
 * Verification of a compact JWS (RFC 7515) from outside, for the service and relying parties.
 * @module
 */
import { fromBase64Url, fromUtf8 } from '../crypto/bytes.js';
import type { EcPublicJwk } from '../crypto/jwk.js';
import { importVerifyingKey, splitCompact, verifyEs256 } from '../crypto/jws.js';
import { MalformedError, type Reader } from './readers.js';

/**
 * Verifies a compact JWS with ES256 and reads its claims; undefined when it is malformed or not signed by the key.
 * @param keyOf finds the key by the header and claims, which are not verified yet; undefined when there is none.
 */
export async function openCompact<H, C>(
  compact: string,
  readHeader: Reader<H>,
  readClaims: Reader<C>,
  keyOf: (header: H, claims: C) => EcPublicJwk | undefined | Promise<EcPublicJwk | undefined>,
): Promise<C | undefined> {
  try {
    const jws = splitCompact(compact);
    const claims = readClaims(decodePart(jws.payload), '$');
    const jwk = await keyOf(readHeader(decodePart(jws.protected), '$'), claims);
    if (!jwk) return undefined;
    const isRight = await verifyEs256(await importVerifyingKey(jwk), jws, jws.payload);
    return isRight ? claims : undefined;
  } catch (error) {
    if (isMalformed(error)) return undefined;
    throw error;
  }
}

/** Decodes the header or the payload of a JWS. */
export function decodePart(encoded: string): unknown {
  return JSON.parse(fromUtf8(fromBase64Url(encoded)));
}

/** Tells whether an error was caused by malformed text: JSON, base64url, UTF-8, members, or a point off the curve. */
export function isMalformed(error: unknown): boolean {
  return (
    error instanceof SyntaxError ||
    error instanceof TypeError ||
    error instanceof MalformedError ||
    error instanceof DOMException
  );
}

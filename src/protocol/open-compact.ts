/**
 * Compact JWS (RFC 7515) from outside, as the service and relying parties read them.
 * @module
 */
import { fromBase64Url, fromUtf8 } from '../crypto/bytes.js';
import type { EcPublicJwk } from '../crypto/jwk.js';
import { importVerifyingKey, splitCompact, verifyEs256 } from '../crypto/jws.js';
import { MalformedError, type Reader } from './read.js';

/**
 * Opens a compact JWS with ES256, whatever it says of itself; undefined when anything about it is not right.
 * @param keyOf the key that it has to be signed by, undefined when there is none; nothing is verified yet.
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

/** What text from outside can lead to: no JSON, no base64url, no UTF-8, no such form, no point on the curve. */
export function isMalformed(error: unknown): boolean {
  return (
    error instanceof SyntaxError ||
    error instanceof TypeError ||
    error instanceof MalformedError ||
    error instanceof DOMException
  );
}

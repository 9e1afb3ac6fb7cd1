/**
 * Records of what the service has signed. Whoever has a signing key of the service can sign claims of their own, but not
 * write into these records.
 * @module
 */
import { equalBytes, fromBase64Url, toBase64Url, utf8 } from '../../crypto/bytes.js';
import type { Hashes } from '../../crypto/hashes.js';
import { splitCompact } from '../../crypto/jws.js';

/** SHA-256 of the claims of a compact JWS, and not of its signature: one by ES256 can be changed into another valid one. */
export function hashOfClaims(compact: string, hashes: Hashes): string {
  return toBase64Url(hashes.sha256(utf8(splitCompact(compact).payload)));
}

/** Tells whether a compact JWS has the claims that were recorded. */
export function hasClaims(compact: string, recorded: string, hashes: Hashes): boolean {
  return equalBytes(fromBase64Url(hashOfClaims(compact, hashes)), fromBase64Url(recorded));
}

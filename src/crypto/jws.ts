/**
 * JSON Web Signatures (RFC 7515) with ES256 and HS256 (RFC 7518).
 *
 * Each function has one algorithm; a message cannot choose it.
 * @module
 */
import { equalBytes, fromBase64Url, toBase64Url, utf8, type Bytes } from './bytes.js';
import { hmacSha256, nobleHashes, type Hashes } from './hashes.js';
import type { EcPublicJwk } from './jwk.js';
import { webCrypto, webCryptoOnInput } from './web-crypto.js';

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** One signature of a JWS in JSON serialization (RFC 7515 section 7.2). */
export interface JwsSignature {
  /** base64url of the protected header. */
  readonly protected: string;
  /** base64url of the signature. */
  readonly signature: string;
}

/** Generates a P-256 key pair whose private half cannot be exported. */
export function generateSigningKey(): Promise<CryptoKeyPair> {
  return webCrypto((subtle) => subtle.generateKey(ecdsa, false, ['sign', 'verify']));
}

/** Imports a public P-256 key for verification. */
export function importVerifyingKey({ kty, crv, x, y }: EcPublicJwk): Promise<CryptoKey> {
  return webCryptoOnInput((subtle) =>
    subtle.importKey('jwk', { kty, crv, x, y }, ecdsa, false, ['verify']),
  );
}

/** Signs the base64url `payload` under `header` with ES256, in the 64-byte form of RFC 7518 section 3.4. */
export async function signEs256(
  key: CryptoKey,
  header: object,
  payload: string,
): Promise<JwsSignature> {
  const encoded = encodeHeader(header);
  const signature = await webCrypto((subtle) =>
    subtle.sign(ecdsa, key, signingInput(encoded, payload)),
  );
  return { protected: encoded, signature: toBase64Url(new Uint8Array(signature)) };
}

/** Signs the base64url `payload` under `header` with HS256. */
export function signHs256(key: Bytes, header: object, payload: string): JwsSignature {
  const encoded = encodeHeader(header);
  return {
    protected: encoded,
    signature: toBase64Url(hmacSha256(key, signingInput(encoded, payload))),
  };
}

/**
 * Verifies an HS256 signature, in constant time.
 * @throws {SyntaxError} when it is not base64url.
 */
export function verifyHs256(
  key: Bytes,
  { protected: header, signature }: JwsSignature,
  payload: string,
  hashes: Hashes = nobleHashes,
): boolean {
  const expected = hashes.hmacSha256(key, signingInput(header, payload));
  return equalBytes(expected, fromBase64Url(signature));
}

/** Makes a compact JWS with ES256 over a JSON value. */
export async function signCompact(key: CryptoKey, header: object, claims: object): Promise<string> {
  const payload = toBase64Url(utf8(JSON.stringify(claims)));
  const jws = await signEs256(key, header, payload);
  return `${jws.protected}.${payload}.${jws.signature}`;
}

/**
 * Verifies an ES256 signature.
 * @throws {SyntaxError} when it is not base64url.
 */
export function verifyEs256(
  key: CryptoKey,
  { protected: header, signature }: JwsSignature,
  payload: string,
): Promise<boolean> {
  const bytes = fromBase64Url(signature);
  return webCrypto((subtle) => subtle.verify(ecdsa, key, bytes, signingInput(header, payload)));
}

/** The parts of a compact JWS, not yet verified. */
export interface CompactJws extends JwsSignature {
  readonly payload: string;
}

/**
 * Splits a compact JWS into its three parts without verifying it.
 * @throws {SyntaxError} when there are not exactly three.
 */
export function splitCompact(compact: string): CompactJws {
  const [header, payload, signature, ...more] = compact.split('.');
  if (signature === undefined || more.length) throw new SyntaxError('not a compact JWS');
  return { protected: header!, payload: payload!, signature };
}

function encodeHeader(header: object): string {
  return toBase64Url(utf8(JSON.stringify(header)));
}

function signingInput(header: string, payload: string): Bytes {
  return utf8(`${header}.${payload}`);
}

/**
 * ES256 signatures whose nonce follows from key and message (RFC 6979), so that test vectors come out the same each
 * time. Not in constant time: for keys that are published with the vectors, and no others.
 * @module
 */
import { createECDH } from 'node:crypto';
import { concat, fromBase64Url, toBase64Url, utf8, type Bytes } from '../../src/crypto/bytes.js';
import { hmacSha256, sha256 } from '../../src/crypto/hashes.js';
import type { EcPublicJwk } from '../../src/crypto/jwk.js';

/** A private key on P-256. */
export interface EcPrivateJwk extends EcPublicJwk {
  readonly d: string;
}

/** Order of the group. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The key pair of a private scalar. */
export function keyPairOf(scalar: Bytes): EcPrivateJwk {
  const point = pointOf(scalar);
  const [x, y] = [point.subarray(1, 33), point.subarray(33)];
  const jwk = { kty: 'EC', crv: 'P-256', x: toBase64Url(x), y: toBase64Url(y) } as const;
  return { ...jwk, d: toBase64Url(scalar) };
}

/** Signs bytes; 64 bytes, as in RFC 7518 section 3.4. */
export function signDeterministically(scalar: Bytes, message: Bytes): Bytes {
  const hash = toInteger(sha256(message)) % order;
  for (const nonce of nonces(scalar, toBytes(hash))) {
    const r = toInteger(pointOf(nonce).subarray(1, 33)) % order;
    const s = (inverse(toInteger(nonce)) * (hash + r * toInteger(scalar))) % order;
    if (r && s) return concat(toBytes(r), toBytes(s));
  }
  throw new RangeError('no signature');
}

/** Makes a compact JWS with ES256 over a JSON value. */
export function signCompactly({ d }: EcPrivateJwk, header: object, claims: object): string {
  const input = [header, claims].map((part) => toBase64Url(utf8(JSON.stringify(part)))).join('.');
  return `${input}.${toBase64Url(signDeterministically(fromBase64Url(d), utf8(input)))}`;
}

/** Candidates for the nonce (RFC 6979 section 3.2). */
function* nonces(scalar: Bytes, hash: Bytes): Generator<Bytes> {
  let [key, value] = [new Uint8Array(32), new Uint8Array(32).fill(1)];
  const update = (...parts: readonly Bytes[]) => {
    key = hmacSha256(key, concat(value, ...parts));
    value = hmacSha256(key, value);
  };
  update(Uint8Array.of(0), scalar, hash);
  update(Uint8Array.of(1), scalar, hash);
  for (;;) {
    value = hmacSha256(key, value);
    const nonce = toInteger(value);
    if (nonce > 0n && nonce < order) yield value;
    update(Uint8Array.of(0));
  }
}

function pointOf(scalar: Bytes): Bytes {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(scalar);
  return new Uint8Array(ecdh.getPublicKey());
}

/** By Fermat's little theorem: the order is prime. */
function inverse(value: bigint): bigint {
  let [result, base] = [1n, value % order];
  for (let exponent = order - 2n; exponent; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % order;
    base = (base * base) % order;
  }
  return result;
}

function toInteger(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function toBytes(value: bigint): Bytes {
  return new Uint8Array(Buffer.from(value.toString(16).padStart(64, '0'), 'hex'));
}

/**
 * Verifies the two signatures of a token's message, each alone: a verifier of multiple signatures
 * would accept the message with one right signature.
 * @module
 */
import { errors, flattenedVerify, importJWK } from 'jose';
import type { Bytes } from '../../../crypto/bytes.js';
import type { Hashes } from '../../../crypto/hashes.js';
import type { EcPublicJwk } from '../../../crypto/jwk.js';
import { verifyHs256, type JwsSignature } from '../../../crypto/jws.js';
import { dynamicHeader } from '../../../protocol/envelope.js';
import { exactly, oneOf } from '../../../protocol/readers.js';
import { decodeStrictJson } from './strict-json.js';

/** A payload with the signatures over it, of which nothing has been verified. */
export interface Signed {
  readonly payload: string;
  /** ES256 by the static key, HS256 by a key derived from the dynamic key; identified by position. */
  readonly signatures: readonly [JwsSignature, JwsSignature];
}

const { alg, typ, kid } = dynamicHeader;
const readDynamicHeader = exactly({ alg: oneOf(alg), typ: oneOf(typ), kid: oneOf(kid) });

/**
 * Checks that the protected headers are the fixed ones of a message by token `tid`.
 * @throws {MalformedError}
 */
export function checkHeaders({ signatures }: Signed, tid: string): void {
  const [first, second] = signatures;
  const readStaticHeader = exactly({ alg: oneOf('ES256'), typ: oneOf(typ), kid: oneOf(tid) });
  readStaticHeader(decodeStrictJson(first.protected), '$.signatures[0].protected');
  readDynamicHeader(decodeStrictJson(second.protected), '$.signatures[1].protected');
}

/** What a token signed with its static key alone, of which nothing has been verified. */
export interface StaticallySigned {
  readonly tid: string;
  readonly payload: string;
  readonly signature: JwsSignature;
  /** Its static key; undefined when it has none that is accepted. */
  readonly key: EcPublicJwk | undefined;
}

/** Tells whether the signature is by the static key. False also for an invalid key. */
export async function isSignedStatically(signed: StaticallySigned): Promise<boolean> {
  const { payload, signature, key } = signed;
  if (!key) return false;
  try {
    const { protected: header, signature: bytes } = signature;
    const jws = { payload, protected: header, signature: bytes };
    await flattenedVerify(jws, await importJWK({ ...key }, 'ES256'), { algorithms: ['ES256'] });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof DOMException) return false;
    throw error;
  }
}

/** Tells whether the second signature is by the given key. */
export function isSignedDynamically(
  { payload, signatures }: Signed,
  key: Bytes,
  hashes: Hashes,
): boolean {
  return verifyHs256(key, signatures[1], payload, hashes);
}

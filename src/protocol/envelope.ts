/**
 * The envelope of the messages of a token: one payload under two signatures, by the static and by the dynamic key (JWS
 * general JSON serialization, RFC 7515 section 7.2.1).
 * @module
 */
import type { Bytes } from '../crypto/bytes.js';
import { signEs256, signHs256, type JwsSignature } from '../crypto/jws.js';
import { maxStringLength } from './limits.js';
import { exactly, id, MalformedError, optional, string, type Reader } from './readers.js';

/** A payload and the signatures over it, in fixed order: ES256 first, HS256 second. */
export interface Envelope {
  /** base64url of the core's JSON. */
  readonly payload: string;
  readonly signatures: readonly [JwsSignature, JwsSignature];
  /** The secret part of an operation, encrypted (compact JWE). */
  readonly sec?: string | undefined;
}

const base64Url = string(/^[A-Za-z0-9_-]+$/, maxStringLength);
const readEs256 = /* @__PURE__ */ exactly({ protected: base64Url, signature: id(64) });
const readHs256 = /* @__PURE__ */ exactly({ protected: base64Url, signature: id(32) });

const readSignatures: Reader<readonly [JwsSignature, JwsSignature]> = (value, path) => {
  if (!Array.isArray(value) || value.length !== 2) throw new MalformedError(path);
  return [readEs256(value[0], `${path}[0]`), readHs256(value[1], `${path}[1]`)];
};

/** Reads an {@link Envelope} without a secret part; nothing in it has been verified. */
export const readBareEnvelope: Reader<Envelope> = /* @__PURE__ */ exactly({
  payload: base64Url,
  signatures: readSignatures,
});

/** Reads an {@link Envelope}; nothing in it has been verified. */
export const readEnvelope: Reader<Envelope> = /* @__PURE__ */ exactly({
  payload: base64Url,
  signatures: readSignatures,
  sec: optional(string(/^[A-Za-z0-9_.-]+$/, maxStringLength)),
});

/** Protected header of the first signature, by the static key. */
export function staticHeader(tid: string): object {
  return { alg: 'ES256', typ: 'btt-req', kid: tid };
}

/** Protected header of the second signature, by a key derived from the dynamic key. */
export const dynamicHeader = { alg: 'HS256', typ: 'btt-req', kid: 'd' } as const;

/** Signs a payload with both keys of a token. */
export async function signEnvelope(
  payload: string,
  tid: string,
  staticKey: CryptoKey,
  macKey: Bytes,
  sec?: string,
): Promise<Envelope> {
  const signatures: Envelope['signatures'] = [
    await signEs256(staticKey, staticHeader(tid), payload),
    signHs256(macKey, dynamicHeader, payload),
  ];
  return sec === undefined ? { payload, signatures } : { payload, signatures, sec };
}

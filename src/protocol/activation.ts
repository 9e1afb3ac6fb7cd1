/**
 * `POST /btt/v1/activation`: a new static key and a typed code, encrypted to the service with HPKE.
 *
 * Failures before the inner signature verifies are problem documents; after it the answer is encrypted.
 * @module
 */
import { utf8, type Bytes } from '../crypto/bytes.js';
import { dirHeader } from '../crypto/jwe.js';
import {
  alias,
  challenge,
  errorCode,
  literalFalse,
  literalTrue,
  loginName,
  origin,
  time,
  tokenId,
  tokenName,
  userId,
  version,
} from './fields.js';
import { readTokenJwk } from './hello.js';
import { maxStringLength } from './limits.js';
import { readNeed, readPinPolicy } from './factor-need.js';
import { exactly, id, object, oneOf, optional, string, variant, type ReadBy } from './readers.js';

export const activationPath = '/btt/v1/activation';

/** `typ` of the encrypted compact JWS that proves possession of the new key. */
export const activationType = 'btt-act';

/** Protected header of the answer, a JWE under `kact`. */
export const activationAnswerHeader = dirHeader('btt-acr');

/** Exporter contexts of the activation's HPKE message (RFC 9180 section 5.3). */
export const activationExports = {
  /** Gives `K_0`. */
  firstKey: utf8('btt1 K0'),
  /** Gives `kact`, which encrypts the answer to the activation. */
  answerKey: utf8('btt1 act-res'),
} as const;

/** HPKE info of an activation: binds the message to service and alias. */
export function activationInfo(iss: string, als: string): Bytes {
  return utf8(`btt1 act\0${iss}\0${als}`);
}

/** Reads the request, on the service. */
export const readActivationRequest = /* @__PURE__ */ exactly({
  v: version,
  als: alias,
  /** Which HPKE key of the service was used. */
  kid: string(/^./su, 64),
  /** Ephemeral public key, 65 bytes. */
  enc: id(65),
  ct: string(/^[A-Za-z0-9_-]+$/, maxStringLength),
});

/** The request. */
export type ActivationRequest = ReadBy<typeof readActivationRequest>;

/** Reads the protected header of the encrypted JWS. */
export const readActivationHeader = /* @__PURE__ */ exactly({
  alg: oneOf('ES256'),
  typ: oneOf(activationType),
  jwk: readTokenJwk,
});

/** Reads the claims of the encrypted JWS. */
export const readActivationClaims = /* @__PURE__ */ exactly({
  v: version,
  iss: origin,
  als: alias,
  org: origin,
  /** Long code, normalised. */
  code: string(/^[0-9A-Z]{1,64}$/, 64),
  name: tokenName,
  /** SHA-256 over the 65 bytes of `enc`: ties the signature to this HPKE message. */
  nonce: id(32),
  chal: challenge,
  lib: string(/^[ -~]*$/, 64),
  /** Browser and system, for the list of devices. */
  plat: string(/^[ -~]*$/, 128),
});

/** The claims that the new key signs. */
export type ActivationClaims = ReadBy<typeof readActivationClaims>;

const readGranted = object({
  ok: literalTrue,
  uid: userId,
  login: loginName,
  tid: tokenId,
  /** Whether the person has to define a PIN, enter the one they have, or neither. */
  pin: oneOf('define', 'ask', 'none'),
  need: readNeed,
  policy: readPinPolicy,
  chal: challenge,
  /** The service's time, in milliseconds. */
  now: optional(time),
});

const readRefused = object({
  ok: literalFalse,
  err: errorCode,
  chal: challenge,
  /** The service's time, in milliseconds. */
  now: optional(time),
});

/** Reads the members of the decrypted answer that a client uses. */
export const readActivationAnswer = variant('ok', { true: readGranted, false: readRefused });

/** The decrypted answer. */
export type ActivationAnswer = ReadBy<typeof readActivationAnswer>;

/**
 * `POST /btt/v1/hello`: the service introduces itself, and issues a challenge.
 * @module
 */
import type { EcPublicJwk } from '../crypto/jwk.js';
import { alias, challenge, origin, publicKey, time, version } from './fields.js';
import { protocolVersion } from './limits.js';
import { readPinPolicy } from './factor-need.js';
import {
  array,
  exactly,
  id,
  integer,
  object,
  oneOf,
  optional,
  string,
  type ReadBy,
  type Reader,
} from './readers.js';

/** Path of the endpoint below the service's origin. */
export const helloPath = '/btt/v1/hello';

/** `typ` of the answer, a compact JWS by the service. */
export const helloType = 'btt-hello';

/** Builds the request. `cn`: 16 random bytes in base64url, which the answer has to echo. */
export function helloRequest(als: string, lib: string, cn: string): object {
  return { v: [protocolVersion], als, lib, cn };
}

/** Reads the request, on the service. */
export const readHelloRequest = /* @__PURE__ */ exactly({
  v: array(integer(0, 255), 16),
  als: alias,
  lib: string(/^[ -~]*$/, 64),
  cn: id(16),
});

/** Reads a public P-256 key of the service. */
const readPublicJwk: Reader<EcPublicJwk> = object(publicKey);

/** Reads the public key of a token, on the service: a private half, or any other member, is refused. */
export const readTokenJwk: Reader<EcPublicJwk> = /* @__PURE__ */ exactly(publicKey);

/** Reads the claims of the answer that a client uses; `svc`, for people, is not read. */
export const readHello = object({
  v: version,
  iss: origin,
  als: alias,
  /** macId of the service. */
  mac: string(/^[A-Za-z0-9_-]{1,32}$/, 32),
  /** Echo of the request's `cn`. */
  cn: id(16),
  /** What the service does beyond the first release of the protocol; absent from that release. */
  features: optional(array(string(undefined, 64), 256)),
  policy: readPinPolicy,
  /** Keys that the service signs or has signed with. */
  jwks: array(readPublicJwk, 64),
  /** Succession statements, oldest first; see {@link readSuccession}. */
  keys: array(string(/^[A-Za-z0-9_.-]+$/, 4096), 256),
  hpke: object({
    kid: string(/^./su, 64),
    kem: oneOf(0x0010),
    kdf: oneOf(0x0001),
    aead: oneOf(0x0001),
    /** Uncompressed point. */
    pk: id(65),
  }),
  chal: challenge,
  /** The service's time, in milliseconds. */
  now: optional(time),
});

/** The claims of the answer. */
export type Hello = ReadBy<typeof readHello>;

/** `typ` of a succession statement: a compact JWS by the key that is replaced. */
export const successionType = 'btt-keys';

/** Reads the claims of a succession statement: key `prev` names `next` as its successor. */
export const readSuccession = object({
  iss: origin,
  prev: id(32),
  next: readPublicJwk,
  seq: integer(1),
});

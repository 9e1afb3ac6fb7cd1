/**
 * Readers of the fields that many messages share.
 * @module
 */
import type { Bytes } from '../crypto/bytes.js';
import { lastPosition } from './key-schedule.js';
import { protocolVersion } from './limits.js';
import {
  bytes,
  id,
  integer,
  MalformedError,
  object,
  oneOf,
  string,
  type Reader,
} from './readers.js';
import { isTokenName } from './typed-values.js';

/** Protocol version. */
export const version = oneOf(protocolVersion);

/** Alias: 32 lower-case hexadecimal digits. */
export const alias = string(/^[0-9a-f]{32}$/, 32);

/** `iss`, `org`: an origin as the URL standard serialises it. */
export const origin = string(/^https?:\/\/[^/?#\s]+$/, 512);

/** Token id: base64url of the 32-byte thumbprint of the static key. */
export const tokenId = id(32);

/** User id: base64url of 16 bytes. */
export const userId = id(16);

const shortText = string(/^./su, 256);

/** Name that a person gave a token: 1 to 64 code points, without controls, line breaks and what reorders text. */
export const tokenName: Reader<string> = (value, path) => {
  const name = shortText(value, path);
  if (!isTokenName(name)) throw new MalformedError(path);
  return name;
};

export const loginName = string(/^./su, 512);

export const ratchetPosition = integer(0, lastPosition);

/** Members of a public P-256 key (RFC 7518 section 6.2): both coordinates in the canonical spelling of 32 bytes. */
export const publicKey = { kty: oneOf('EC'), crv: oneOf('P-256'), x: id(32), y: id(32) };

/** Milliseconds since the epoch. */
export const time = integer();

/** Challenge of the service, 41 bytes, as text: clients only echo it. */
export const challenge = id(41);

export const operationId = id(16);
export const contribution = id(32);
export const commitment = id(32);

/** Error code, as a plain string: a client has to read codes that a later version adds. */
export const errorCode = string(/^[A-Z_]{3,64}$/, 64);

/** `true`: tells the two forms of an answer apart. */
export const literalTrue = oneOf(true);

/** `false`: tells the two forms of an answer apart. */
export const literalFalse = oneOf(false);

/** Parameters for stretching a PIN, password or BioKey. */
export interface StretchParameters {
  readonly kdf: 'pbkdf2-sha256';
  /** Iterations. */
  readonly t: number;
  /** Salt, 16 bytes. */
  readonly s: Bytes;
}

export const stretchParameters = object({
  kdf: oneOf('pbkdf2-sha256'),
  t: integer(1),
  s: bytes(16),
});

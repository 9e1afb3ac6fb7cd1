/**
 * `POST /btt/v1/op`: one operation of a token, which takes one step of its ratchet.
 * @module
 */
import { dirHeader } from '../crypto/jwe.js';
import {
  alias,
  challenge,
  contribution,
  errorCode,
  literalFalse,
  literalTrue,
  operationId,
  origin,
  ratchetPosition,
  time,
  tokenId,
  version,
} from './fields.js';
import { readNeed } from './factor-need.js';
import { operationNames } from './operations.js';
import { readWrongPins } from './wrong-pins.js';
import {
  anything,
  bytes,
  exactly,
  id,
  integer,
  object,
  oneOf,
  optional,
  string,
  variant,
  type ReadBy,
} from './readers.js';

export const operationPath = '/btt/v1/op';

/** Protected header of the secret part of a request, a JWE under `kreq`. */
export const secretHeader = dirHeader('btt-sec');

/** Protected header of the answer, a JWE under `kres`. */
export const answerHeader = dirHeader('btt-res');

/** Reads the signed core of a request, on the service. */
export const readOperationCore = /* @__PURE__ */ exactly({
  v: version,
  typ: oneOf('op'),
  iss: origin,
  als: alias,
  /** Origin of the page that asks. */
  org: origin,
  tid: tokenId,
  n: ratchetPosition,
  rid: operationId,
  r: contribution,
  chal: challenge,
  op: oneOf(...operationNames),
  /** What the operation needs besides secrets; each operation reads its own. */
  arg: anything,
  /** SHA-256 of the ASCII of `sec`, when there is one. */
  sech: optional(id(32)),
});

/** The signed core of a request. */
export type OperationCore = ReadBy<typeof readOperationCore>;

/** Reads the decrypted secret part, on the service. */
export const readSecrets = /* @__PURE__ */ exactly({
  /** The factor: stretched PIN or password (`pwd`), or BioKey (`bio`). */
  pin: optional(exactly({ k: oneOf('pwd', 'bio'), p: bytes(32) })),
  /** A new PIN, stretched. */
  npin: optional(bytes(32)),
  /** A new BioKey, stretched. */
  nbio: optional(bytes(32)),
  /** Unlock or reset code; clients send its digits alone. */
  code: optional(string(/^./su, 64)),
  pad: string(/^ *$/),
});

/** The decrypted secret part. */
export type Secrets = ReadBy<typeof readSecrets>;

/** The secret part as a client makes it: stretched values in base64url, members as in {@link readSecrets}. */
export interface SentSecrets {
  readonly pin?: { readonly k: 'pwd' | 'bio'; readonly p: string };
  readonly npin?: string;
  readonly nbio?: string;
  readonly code?: string;
}

const common = {
  rid: operationId,
  /** The position after the operation. */
  n: ratchetPosition,
  chal: challenge,
  /** The service's time, in milliseconds. */
  now: optional(time),
  need: readNeed,
  /** With a right factor: wrong PINs since the last right one in this browser, if there were any. */
  wrong: optional(readWrongPins),
};

/** Reads the decrypted answer, as far as a client needs it; both forms have taken a step of the ratchet. */
export const readOperationAnswer = variant('ok', {
  true: object({ ...common, ok: literalTrue, out: anything }),
  false: object({
    ...common,
    ok: literalFalse,
    err: errorCode,
    left: optional(integer(0, 1000)),
    /** State of the token, where a wrong factor has just blocked it. */
    st: optional(oneOf('blocked')),
    /** With `FACTOR_STATE_CHANGED` at an activation: what to do instead. */
    pin: optional(oneOf('define', 'ask', 'none')),
  }),
});

/** The decrypted answer. */
export type OperationAnswer = ReadBy<typeof readOperationAnswer>;

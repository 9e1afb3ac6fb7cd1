/**
 * `POST /btt/v1/sync`: what became of an operation whose answer was not received.
 * @module
 */
import { dirHeader } from '../crypto/jwe.js';
import {
  alias,
  challenge,
  commitment,
  contribution,
  errorCode,
  operationId,
  origin,
  ratchetPosition,
  time,
  tokenId,
  version,
} from './fields.js';
import { lastPosition } from './key-schedule.js';
import { maxResponseBytes } from './limits.js';
import {
  boolean,
  exactly,
  integer,
  object,
  oneOf,
  optional,
  string,
  type ReadBy,
} from './readers.js';

export const syncPath = '/btt/v1/sync';

/** Protected header of the answer, a JWE under `ksya`. */
export const syncAnswerHeader = dirHeader('btt-syr');

/** Reads the signed core of a request, on the service. */
export const readSyncCore = /* @__PURE__ */ exactly({
  v: version,
  typ: oneOf('sync'),
  iss: origin,
  als: alias,
  org: origin,
  tid: tokenId,
  /** Position of the pending operation. */
  n: integer(0, lastPosition - 1),
  rid: operationId,
  r: contribution,
  ch: commitment,
  /** Id of this attempt, 16 random bytes. */
  sid: operationId,
  chal: challenge,
});

/** The signed core of a sync request. */
export type SyncCore = ReadBy<typeof readSyncCore>;

/** Reads the members of the decrypted answer that a client uses. */
export const readSyncAnswer = object({
  sid: operationId,
  rid: operationId,
  /** `not_applied` is final: the service will never execute this operation id. */
  outcome: oneOf('applied', 'not_applied'),
  /** The token's position now. */
  n: ratchetPosition,
  chal: challenge,
  /** The service's time, in milliseconds. */
  now: optional(time),
  /** With `applied`: whether the operation succeeded, and if not, why. */
  ok: optional(boolean),
  err: optional(errorCode),
  left: optional(integer(0, 1000)),
  /** State of the token, where a wrong factor has just blocked it. */
  st: optional(oneOf('blocked')),
  /** With `applied`: effects that the client's record has to follow. */
  fx: optional(object({ restored: optional(boolean) })),
  /** With `applied`: the operation's own encrypted answer, while the service still has it. */
  res: optional(string(/^[A-Za-z0-9_.-]+$/, maxResponseBytes)),
});

/** The decrypted answer. */
export type SyncAnswer = ReadBy<typeof readSyncAnswer>;

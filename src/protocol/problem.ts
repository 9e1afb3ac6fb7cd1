/**
 * Refusals before both signatures are verified: problem documents (RFC 9457), and the signed statements
 * that some of them carry.
 * @module
 */
import type { NeonErrorCode } from '../errors.js';
import { alias, challenge, origin, tokenId } from './fields.js';
import { object, oneOf, optional, string, type ReadBy } from './readers.js';

export const problemContentType = 'application/problem+json';

/**
 * The codes of refusals. A refusal with any other code is taken for a damaged answer: a client neither acts on what nobody
 * has authenticated, nor hands it on.
 */
export const refusalCodes = [
  'REQUEST_MALFORMED',
  'VERSION_UNSUPPORTED',
  'STATIC_TOKEN_KEY_IS_INVALID',
  'ORIGIN_NOT_ALLOWED',
  'MACID_IS_UNKNOWN',
  'NO_ACTIVE_SERVICE_FOR_USER',
  'NO_DEVICE_FOUND',
  'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST',
  'CHALLENGE_STALE',
  'DUPLICATE_STALE',
  'DYNAMIC_TOKEN_KEY_IS_INVALID',
  'SERVICE_KEY_UNKNOWN',
  'SUPERSEDED',
  'PUSH_DENIED',
  'PUSH_EXPIRED',
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
] as const satisfies readonly NeonErrorCode[];

/** Reads a problem document. Its members `type`, `title` and `status` are for people and logs. */
export const readProblem = object({
  code: oneOf(...refusalCodes),
  /** A signed statement on the token, a compact JWS. */
  stmt: optional(string(/^[A-Za-z0-9_.-]+$/, 4096)),
});

/** `typ` of a statement. */
export const statementType = 'btt-stmt';

/**
 * Reads the claims of a statement that a client uses.
 *
 * `fork`: evidence of a copy, the token is dead. `gone`: the service does not know the token.
 * `ahead`: the service has lost a part of its past; the token is not dead.
 */
export const readStatement = object({
  iss: origin,
  als: alias,
  tid: tokenId,
  class: oneOf('fork', 'ahead', 'gone'),
  /** Echo of the request's challenge. */
  re: challenge,
});

/** The claims of a statement. */
export type Statement = ReadBy<typeof readStatement>;

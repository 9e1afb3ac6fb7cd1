/**
 * Refusals before both signatures are verified: problem documents (RFC 9457), and the signed statements
 * that some of them carry.
 * @module
 */
import { alias, challenge, errorCode, origin, tokenId } from './fields.js';
import { object, oneOf, optional, string, type ReadBy } from './readers.js';

export const problemContentType = 'application/problem+json';

/** Reads a problem document. Its members `type`, `title` and `status` are for people and logs. */
export const readProblem = object({
  code: errorCode,
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

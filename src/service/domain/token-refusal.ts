/**
 * Refusals of the token API, outside the encrypted answers: one class, told apart by code.
 * @module
 */
import type { refusalCodes } from '../../protocol/problem.js';

/** HTTP status of each code that can be a refusal. */
const statusByCode = {
  REQUEST_MALFORMED: 400,
  VERSION_UNSUPPORTED: 400,
  STATIC_TOKEN_KEY_IS_INVALID: 401,
  ORIGIN_NOT_ALLOWED: 403,
  MACID_IS_UNKNOWN: 404,
  NO_ACTIVE_SERVICE_FOR_USER: 404,
  NO_DEVICE_FOUND: 404,
  PUSH_ALIAS_ENTRY_DOES_NOT_EXIST: 404,
  CHALLENGE_STALE: 409,
  DUPLICATE_STALE: 409,
  DYNAMIC_TOKEN_KEY_IS_INVALID: 409,
  SERVICE_KEY_UNKNOWN: 409,
  SUPERSEDED: 409,
  PUSH_DENIED: 410,
  PUSH_EXPIRED: 410,
  RATE_LIMITED: 429,
  SERVICE_UNAVAILABLE: 503,
} as const satisfies Record<(typeof refusalCodes)[number], number>;

/** A code that a refusal can have. */
export type TokenRefusalCode = keyof typeof statusByCode;

/** What a refusal may carry besides its code. */
export interface TokenRefusalOptions {
  /** A signed statement on the token, compact JWS. */
  readonly statement?: string | undefined;
  /** Seconds to wait, with `RATE_LIMITED`. */
  readonly retryAfter?: number | undefined;
  /** For developers: the path of what is malformed, never a value. */
  readonly title?: string | undefined;
}

/** Why a message was refused; becomes a problem document (RFC 9457). */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
  readonly code: TokenRefusalCode;
  readonly status: (typeof statusByCode)[TokenRefusalCode];
  readonly statement: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    code: TokenRefusalCode,
    { statement, retryAfter, title = code }: TokenRefusalOptions = {},
  ) {
    super(title);
    this.code = code;
    this.status = statusByCode[code];
    this.statement = statement;
    this.retryAfter = retryAfter;
  }
}

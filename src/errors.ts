/**
 * The one error class of the kit and the codes it can carry.
 * @module
 */

/** A code of the documented product, spelled as documented. */
export type DocumentedCode =
  | 'BIO_KEY_ALREADY_EXIST'
  | 'BIO_KEY_IS_WRONG'
  | 'CODE_ENTRY_DOES_NOT_EXIST'
  | 'CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN'
  | 'CODE_TYPE_NOT_SUPPORTED'
  | 'DEVICE_LOCKED'
  | 'DYNAMIC_TOKEN_KEY_IS_INVALID'
  | 'MACID_IS_UNKNOWN'
  | 'MAX_NB_TOOLS'
  | 'NO_ACTIVE_SERVICE_FOR_USER'
  | 'NO_DEVICE_FOUND'
  | 'NO_PASSWORD'
  | 'PASSWORD_IS_WRONG'
  | 'PIN_REFUSED'
  | 'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST'
  | 'SEALDATA_IS_NOT_VALID'
  | 'SEALING_IS_NOT_ALLOWED'
  | 'SERVICE_ACCOUNT_STATUS_DISABLED'
  | 'STATIC_TOKEN_KEY_IS_INVALID'
  | 'TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY'
  | 'TOKEN_IS_BLOCKED'
  | 'TOKEN_IS_NOT_BLOCKED'
  | 'USER_ENTRY_DOES_NOT_EXIST'
  | 'USER_IS_BLOCKED'
  | 'USER_IS_NOT_BLOCKED';

/** A code of this kit, for what the documented product has no name for. */
export type OwnCode =
  | 'BIO_KEY_NOT_ALLOWED'
  | 'CHALLENGE_STALE'
  | 'DUPLICATE_STALE'
  | 'FACTOR_STATE_CHANGED'
  | 'INSECURE_CONTEXT'
  | 'MODULE_UNAVAILABLE'
  | 'NETWORK_UNAVAILABLE'
  | 'ORIGIN_NOT_ALLOWED'
  | 'OUTCOME_UNKNOWN'
  | 'PUSH_DENIED'
  | 'PUSH_EXPIRED'
  | 'RATE_LIMITED'
  | 'REQUEST_MALFORMED'
  | 'RESULT_EXPIRED'
  | 'SERVICE_KEY_UNKNOWN'
  | 'SERVICE_UNAVAILABLE'
  | 'STORAGE_NOT_PERSISTENT'
  | 'STORAGE_UNAVAILABLE'
  | 'SUPERSEDED'
  | 'TOKEN_IS_BUSY'
  | 'UNEXPECTED_ERROR'
  | 'USER_CANCELLED'
  | 'VERSION_UNSUPPORTED';

/**
 * What `NeonError.code` can be. A service that is newer than the page may send a code that is not in this
 * list yet; it is handed on as it is.
 */
export type NeonErrorCode = DocumentedCode | OwnCode;

/** Why a new PIN was refused, with `PIN_REFUSED`, or a PIN was not sent, with `PASSWORD_IS_WRONG`. */
export type PinRefusal = 'too-short' | 'too-long' | 'form' | 'common' | 'same';

/** What a {@link NeonError} may carry besides its code. */
export interface NeonErrorOptions {
  /** For developers, in English. Never contains a PIN, key, code, OTP or token. */
  message?: string | undefined;
  /** Tries left before the user or the factor is blocked. */
  left?: number | undefined;
  /** The place that the last wrong PIN has blocked, with `PASSWORD_IS_WRONG`: this browser, or the account in all. */
  blocked?: 'browser' | 'account' | undefined;
  /** Whether the same call may succeed if it is simply made again; by default the code decides. */
  retryable?: boolean | undefined;
  /** Seconds to wait before trying again, with `RATE_LIMITED`, and with `SERVICE_UNAVAILABLE` if the service says it. */
  retryAfter?: number | undefined;
  /** What is wrong with a new PIN, with `PIN_REFUSED`; why a PIN was not sent, with `PASSWORD_IS_WRONG`. */
  reason?: PinRefusal | undefined;
  cause?: unknown;
}

/** Codes of passing trouble. */
const passing: ReadonlySet<NeonErrorCode> = new Set<NeonErrorCode>([
  'NETWORK_UNAVAILABLE',
  'SERVICE_UNAVAILABLE',
  'MODULE_UNAVAILABLE',
  'OUTCOME_UNKNOWN',
  'RESULT_EXPIRED',
  'RATE_LIMITED',
  'TOKEN_IS_BUSY',
]);

/**
 * Why an operation was refused or could not be done.
 *
 * Test `code`, not the class: codes survive two copies of the library on one page.
 */
export class NeonError extends Error {
  override readonly name = 'NeonError';
  readonly code: NeonErrorCode;
  readonly left: number | undefined;
  readonly blocked: 'browser' | 'account' | undefined;
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;
  readonly reason: PinRefusal | undefined;

  constructor(code: NeonErrorCode, options: NeonErrorOptions = {}) {
    super(options.message ?? code, options);
    this.code = code;
    this.left = options.left;
    this.blocked = options.blocked;
    this.retryable = options.retryable ?? passing.has(code);
    this.retryAfter = options.retryAfter;
    this.reason = options.reason;
  }

  /** The code, under the name that the documented product gives it. */
  get errCode(): NeonErrorCode {
    return this.code;
  }
}

/**
 * The error codes inside encrypted answers, which only the service can have made. A service may add codes: a client hands
 * on what it does not know.
 * @module
 */
import type { NeonErrorCode } from '../errors.js';

/** The codes that this service sends, sorted. docs/protocol-errors.md explains each. */
export const answerCodes = [
  'BIO_KEY_ALREADY_EXIST',
  'BIO_KEY_IS_WRONG',
  'BIO_KEY_NOT_ALLOWED',
  'CODE_ENTRY_DOES_NOT_EXIST',
  'CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN',
  'CODE_TYPE_NOT_SUPPORTED',
  'DEVICE_LOCKED',
  'FACTOR_STATE_CHANGED',
  'MAX_NB_TOOLS',
  'NO_ACTIVE_SERVICE_FOR_USER',
  'NO_DEVICE_FOUND',
  'NO_PASSWORD',
  'PASSWORD_IS_WRONG',
  'PIN_REFUSED',
  'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST',
  'REQUEST_MALFORMED',
  'SEALING_IS_NOT_ALLOWED',
  'SERVICE_ACCOUNT_STATUS_DISABLED',
  'TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY',
  'TOKEN_IS_BLOCKED',
  'TOKEN_IS_NOT_BLOCKED',
  'USER_IS_BLOCKED',
  'USER_IS_NOT_BLOCKED',
] as const satisfies readonly NeonErrorCode[];

/** A code of an encrypted answer. */
export type AnswerCode = (typeof answerCodes)[number];

/**
 * Refusals of the administration: one class, told apart by code.
 * @module
 */

/** Why an administrative call was refused. */
export type RefusalCode =
  | 'ALIAS_UNKNOWN'
  | 'AUDIT_BROKEN'
  | 'KEY_UNKNOWN'
  | 'LOGIN_EXISTS'
  | 'MACID_EXISTS'
  | 'MACID_IS_UNKNOWN'
  | 'NO_ACTIVE_SERVICE_FOR_USER'
  | 'NO_DEVICE_FOUND'
  | 'SERVICE_ACCOUNT_STATUS_DISABLED'
  | 'SETTING_REFUSED'
  | 'SITE_IN_USE'
  | 'TOKEN_IS_BLOCKED'
  | 'TOKEN_IS_NOT_BLOCKED'
  | 'USER_ENTRY_DOES_NOT_EXIST'
  | 'USER_IS_BLOCKED'
  | 'USER_IS_NOT_BLOCKED';

/** A refused call of an administrator. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  /** @param message a sentence for the administrator, without any secret. */
  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Types that the texts of several elements share.
 * @module
 */

/** `digits`: a PIN. `text`: a password. */
export type PinKind = 'digits' | 'text';

/** Codes that the core handles itself. If one leaks, the generic sentence of `UNEXPECTED_ERROR` is shown. */
export type InnerCode = 'CHALLENGE_STALE' | 'DUPLICATE_STALE' | 'SUPERSEDED';

/** Codes of operations that only some elements start. Those elements have the sentences. */
export type ElementCode =
  | 'BIO_KEY_ALREADY_EXIST'
  | 'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST'
  | 'PUSH_DENIED'
  | 'PUSH_EXPIRED'
  | 'SEALDATA_IS_NOT_VALID'
  | 'SEALING_IS_NOT_ALLOWED'
  | 'TOKEN_IS_NOT_BLOCKED'
  | 'USER_IS_NOT_BLOCKED';

/** Sentences of one element for codes that `Messages.errors` leaves out. */
export type ElementErrors<Code extends ElementCode> = Readonly<Record<Code, string>>;

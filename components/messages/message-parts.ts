/**
 * What the texts of several elements are made of.
 * @module
 */

/** `digits`: a PIN. `text`: a password. */
export type PinKind = 'digits' | 'text';

/** Codes that the core settles by itself; should one come out, the sentence for the unexpected is enough. */
export type InnerCode = 'CHALLENGE_STALE' | 'DUPLICATE_STALE' | 'SUPERSEDED';

/** Codes that only the operations of some elements end with; these elements bring the sentences. */
export type ElementCode =
  | 'BIO_KEY_ALREADY_EXIST'
  | 'CODE_TYPE_NOT_SUPPORTED'
  | 'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST'
  | 'PUSH_DENIED'
  | 'PUSH_EXPIRED'
  | 'SEALDATA_IS_NOT_VALID'
  | 'SEALING_IS_NOT_ALLOWED'
  | 'TOKEN_IS_NOT_BLOCKED'
  | 'USER_IS_NOT_BLOCKED';

/** Sentences for codes that the texts of all elements leave out. */
export type ElementErrors<Code extends ElementCode> = Readonly<Record<Code, string>>;

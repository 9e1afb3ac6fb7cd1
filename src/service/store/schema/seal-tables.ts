/**
 * The tables of seals and of the keys that make them, which outlive tokens and users. Conventions as in `schema.ts`.
 * @module
 */

/**
 * A seal that the service has issued. Kept for ever, and bound to no other table: it outlives its token and its user, of
 * whom it has the opaque id.
 */
export interface SealTable {
  tid: string;
  jti: string;
  uid: string;
  als: string;
  /** SHA-256 of the claims as they were signed; null for a seal that was issued before this table existed. */
  h: string | null;
  issued_at: number;
}

/** A seal that may be accepted once, and was. Its token and the number that this token gave it identify a seal. */
export interface SealUseTable {
  tid: string;
  jti: string;
  used_at: number;
  /** API key that used it. */
  used_by: string;
  /** Keyed hash of the idempotency key of the request that used it. */
  idem: string | null;
}

/**
 * An entry of the log of enrolments of a service. Kept for ever, and bound to no other table, as {@link SealTable}.
 */
export interface EnrolmentTable {
  mac: string;
  /** Counts the enrolments of the service from 1. */
  seq: number;
  at: number;
  uid: string;
  tid: string;
  als: string;
  /** Hash of the entry and of all before it; null until entries of earlier versions have been linked. */
  h: string | null;
}

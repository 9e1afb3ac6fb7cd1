/**
 * The tables of one-time passwords. Conventions as in `schema.ts`.
 * @module
 */

/** A one-time password. */
export interface OtpTable {
  id: string;
  uid: string;
  als: string;
  /** Browser that got it: its token, if it has one, and its address. Null before these columns existed. */
  tid: string | null;
  address: string | null;
  /** Keyed hash. */
  h: string;
  /** JSON array: how the person authenticated (RFC 8176). */
  amr: string;
  created: number;
  expires: number;
  used_at: number | null;
  /** API key that used it. */
  used_by: string | null;
  /** Keyed hash of the idempotency key of the request that used it. */
  idem: string | null;
  tries: number;
  voided_at: number | null;
}

/** A value that was refused as an OTP, in a request that has a name and may be repeated. */
export interface OtpRefusalTable {
  /** API key that presented it. */
  party: string;
  /** Keyed hash of the idempotency key of the request. */
  idem: string;
  /** Keyed hash of the user and the value, as in {@link OtpTable}. */
  h: string;
  at: number;
}

/**
 * The log of enrolments, from which relying parties learn which browsers are a user's. The service keeps it, and relying
 * parties check that what they read continues what they have kept.
 * @module
 */
import { toBase64Url, utf8 } from '../crypto/bytes.js';
import { sha256 } from '../crypto/hashes.js';

/** One enrolment of a browser. */
export interface Enrolment {
  /** Counts the enrolments of the service from 1. */
  readonly seq: number;
  /** When it was completed, in milliseconds. */
  readonly at: number;
  /** Opaque id of the user. */
  readonly uid: string;
  /** The browser: the thumbprint (RFC 7638) of its key. */
  readonly tid: string;
  /** The site that it was enrolled at. */
  readonly alias: string;
}

/**
 * Hash of an enrolment and of all before it: SHA-256 of a JSON array, base64url.
 * @param before hash of the enrolment before; empty for the first.
 */
export function enrolmentHash({ seq, at, uid, tid, alias }: Enrolment, before: string): string {
  return toBase64Url(sha256(utf8(JSON.stringify([seq, at, uid, tid, alias, before]))));
}

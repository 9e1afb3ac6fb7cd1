/**
 * The stored record of one enrolment of this browser, and predicates on it.
 * @module
 */
import type { Bytes } from '../crypto/bytes.js';
import type { EcPublicJwk } from '../crypto/jwk.js';
import type { PlatformKey } from '../crypto/platform-key.js';
import type { Step } from '../protocol/key-schedule.js';
import type { Need } from '../protocol/factor-need.js';
import { foldLogin } from '../protocol/login.js';
import type { OperationName } from '../protocol/operations.js';
import type { WrongPins } from '../protocol/wrong-pins.js';

/** An operation that may have reached the service, stored before it is sent. */
export interface Intent extends Step {
  readonly op: OperationName;
  /** Wall time at which it was stored, in milliseconds; for display only. */
  readonly at: number;
}

/** One enrolment of this browser. Nothing derived from a PIN or a code is ever in it. */
export interface TokenRecord {
  /** Token id: base64url thumbprint of the static key. */
  readonly tid: string;
  readonly als: string;
  readonly mac: string;
  /** Empty until the service has answered the activation. */
  readonly uid: string;
  readonly login: string;
  /** What the person calls this browser. */
  readonly name: string;
  readonly state: 'activating' | 'active';
  /** Ratchet position of {@link TokenRecord.K}. */
  readonly n: number;
  /** Static key: ECDSA P-256, not extractable. */
  readonly sk: PlatformKey;
  readonly pub: EcPublicJwk;
  /** AES-GCM key, not extractable, that wraps the dynamic key. */
  readonly wk: PlatformKey;
  /** Dynamic key `K_n` under `wk`: 12 bytes IV, ciphertext, tag. Additional data: `tid || u64(n)`. */
  readonly K: Bytes;
  /** The operation whose outcome is not known yet. */
  readonly pend: Intent | null;
  /** The last steps, oldest first: not secret, useless without K. */
  readonly hist: readonly PastStep[];
  /** Counts the writes that concern the ratchet. */
  readonly rev: number;
  /** Factor of the next operation, as the service said last. */
  readonly need: Need | null;
  /** State of token and user, as the service said last. */
  readonly st: 'active' | 'blocked' | 'locked';
  readonly usr: 'active' | 'blocked' | 'disabled' | 'deleted';
  /** Tries of the PIN left, as the service said last; null also when only a new PIN helps. */
  readonly left: number | null;
  /** Wrong PINs that the service has told of last; absent when there were none, or from earlier versions. */
  readonly wrong?: WrongPins | undefined;
  /** Mark of the list of the user's tokens, as the service said last; absent where it does not say so. */
  readonly list?: string | undefined;
  /** Set on a signed statement: `fork`, the token is dead; `gone`, the service does not know it. */
  readonly mark: 'fork' | 'gone' | null;
  /** Whether a newer record of the same user has taken its place; it is revoked and deleted. */
  readonly obsolete: boolean;
  /** Wall time at which the record was made, in milliseconds. */
  readonly created: number;
}

/** A step that was applied, and how it ended. */
export interface PastStep extends Step {
  /** Code of the refusal; absent when the operation succeeded. */
  readonly err?: string;
}

/** Finds a record by its token id. */
export function recordOf(records: readonly TokenRecord[], tid: string): TokenRecord | undefined {
  return records.find((record) => record.tid === tid);
}

/** Tells whether a record is an enrolment: activated, and not replaced by a newer one of the same user. */
export function isEnrolled({ state, obsolete }: TokenRecord): boolean {
  return state === 'active' && !obsolete;
}

/** Tells whether a person can sign in with an enrolment, as far as is known. */
export function isUsable({ mark, st, usr }: TokenRecord): boolean {
  return !mark && st === 'active' && usr !== 'deleted';
}

/** Tells whether a record belongs to a login, in any spelling that the service takes for the same. */
export function isSameLogin(record: Pick<TokenRecord, 'login'>, login: string): boolean {
  return foldLogin(record.login) === foldLogin(login);
}

/**
 * Everything that an operation looks at. All of it was read under the locks of user and token.
 * @module
 */
import type { NeonErrorCode } from '../../../errors.js';
import type { Secrets } from '../../../protocol/operation-message.js';
import type { OperationArg, OperationName, OperationOut } from '../../../protocol/operations.js';
import type { ServiceTable, TokenTable, UserTable } from '../../store/schema.js';
import type { Tx } from '../../store/store.js';
import type { Audit } from '../audit/audit-trail.js';
import type { TokenContext } from '../token-context.js';

/** One operation at work. */
export interface Scene {
  readonly context: TokenContext;
  readonly tx: Tx;
  readonly audit: Audit;
  /** Read after the locks. */
  readonly now: number;
  readonly service: ServiceTable;
  readonly user: UserTable;
  readonly token: TokenTable;
  readonly secrets: Secrets;
}

/** Effects that the client's record has to follow. */
export interface Effects {
  readonly restored?: true;
  readonly revoked?: true;
}

/** An operation that did what it is for. */
export interface Done<Op extends OperationName = OperationName> {
  readonly ok: true;
  readonly out: OperationOut<Op>;
  readonly fx?: Effects;
}

/** An operation that was refused; it has taken its step of the ratchet all the same. */
export interface Denied {
  readonly ok: false;
  readonly err: NeonErrorCode;
  /** Tries left, with a wrong factor. */
  readonly left?: number;
  /** What to do about the PIN instead, with `FACTOR_STATE_CHANGED`. */
  readonly pin?: PinState;
}

/** Whether a person has to define a PIN, enter the one they have, or neither. */
export type PinState = 'define' | 'ask' | 'none';

/** How the service executes one operation of the protocol's table. */
export interface Operation<Op extends OperationName = OperationName> {
  /** Whether it is for a token whose activation has begun, or for one whose activation is complete. */
  readonly isForProvisionalToken: boolean;
  /** Whether it works while the token is blocked or locked. */
  readonly worksWhenTokenIsBlocked: boolean;
  /** Whether it works while the user is blocked, or decides about that itself. */
  readonly worksWhenUserIsBlocked: boolean;
  /** Executes it, after the standing of service, user and token has been checked. */
  run(scene: Scene, arg: OperationArg<Op>): Promise<Done<Op> | Denied>;
}

/** Shortens a refusal to its code. */
export function deny(err: NeonErrorCode): Denied {
  return { ok: false, err };
}

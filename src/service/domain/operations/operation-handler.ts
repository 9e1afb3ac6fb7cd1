/**
 * How the service carries out one operation of the protocol's table.
 * @module
 */
import type { Secrets } from '../../../protocol/operation-message.js';
import type { OperationArg, OperationName } from '../../../protocol/operations.js';
import type { LockedContext } from '../../context.js';
import type { TokenLimits } from '../limits/stored-limits.js';
import type { Proven } from '../people/factor.js';
import type { Denied, Done } from './operation-result.js';

/** The states of a token and its user in which an operation works. */
export interface OperationConditions {
  /** Whether it is for a token whose activation has begun, or for one whose activation is complete. */
  readonly isForProvisionalToken: boolean;
  /** Whether it works while the token is blocked or locked. */
  readonly worksWhenTokenIsBlocked: boolean;
  /** Whether it works while wrong PINs block the token: a new PIN lifts that block. */
  readonly worksWhenBlockedByPins?: true;
  /** Whether it works while the user is blocked, or decides about that itself. */
  readonly worksWhenUserIsBlocked: boolean;
  /** Milliseconds until a limit of this operation allows it; 0: at once. Absent: it has no limit of its own. */
  readonly timeToWait?: (context: LockedContext) => Promise<number>;
}

/** What a browser sends with an operation. */
export interface OperationInput<Op extends OperationName> {
  readonly arg: OperationArg<Op>;
  /** What is encrypted: PIN, new PIN, new BioKey, code. */
  readonly secrets: Secrets;
  /**
   * Checks the factor that the protocol's table names for the operation, and counts a wrong one. Called after all
   * checks that need no factor.
   */
  checkFactor(): Promise<Proven | Denied>;
}

/** One operation. */
export interface OperationHandler<Op extends OperationName> extends OperationConditions {
  /**
   * The limits of the token that apply; all without it. A script in the page can reach them, and must not keep the person
   * from what protects the account.
   */
  readonly limitsFor?: (arg: OperationArg<Op>) => TokenLimits;
  /** Carries it out, after the account's standing has been checked. */
  run(context: LockedContext, input: OperationInput<Op>): Promise<Done<Op> | Denied>;
}

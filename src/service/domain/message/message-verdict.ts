/**
 * What the operation log and the position say about a message: rules S5 to S12. A pure function, since the
 * detection of copied tokens depends on it.
 * @module
 */
import type { OperationLogTable, TokenTable } from '../../store/schema/schema.js';
import { clockMargin } from '../clock.js';

/** Kinds of proof that two copies of one token exist. */
export type Evidence = 'reuse' | 'late' | 'behind' | 'mac';

/** What a message turns out to be. */
export type MessageVerdict =
  /** Unknown, and of the current position: S13 to S15. */
  | { readonly is: 'fresh' }
  /** Of the operation that was executed last: S7, S9. */
  | { readonly is: 'last' }
  /** Of an operation that will never be executed, at the current position: S8, S10. */
  | { readonly is: 'abandoned' }
  /** Old, and built before the token moved on: evidence of nothing. S6. */
  | { readonly is: 'stale' }
  /** Of a later position than the service knows: the service has lost its latest steps. S12. */
  | { readonly is: 'ahead' }
  | { readonly is: 'evidence'; readonly of: Evidence };

/** The parts of a message that are judged. */
export interface StepClaim {
  readonly n: number;
  /** SHA-256 of the operation's payload, base64url. */
  readonly ch: string;
  /** The earliest time at which the message can have been built: that of its challenge. */
  readonly builtAt: number;
}

type Entry = Pick<OperationLogTable, 'n' | 'ch' | 'outcome' | 'superseded_at' | 'at'>;

/** Judges a message by the log entry of its operation id, if there is one. */
export function judgeMessage(
  { n }: Pick<TokenTable, 'n'>,
  entry: Entry | undefined,
  claim: StepClaim,
): MessageVerdict {
  if (!entry) return judgePosition(n, claim.n);
  if (entry.ch !== claim.ch) return { is: 'evidence', of: 'reuse' };
  if (entry.outcome === 'applied' && entry.n === n - 1) return { is: 'last' };
  if (entry.outcome === 'abandoned' && entry.n === n) return { is: 'abandoned' };
  const isLate = claim.builtAt > (entry.superseded_at ?? entry.at) + clockMargin;
  return isLate ? { is: 'evidence', of: 'late' } : { is: 'stale' };
}

function judgePosition(actual: number, claimed: number): MessageVerdict {
  if (claimed < actual) return { is: 'evidence', of: 'behind' };
  return claimed > actual ? { is: 'ahead' } : { is: 'fresh' };
}

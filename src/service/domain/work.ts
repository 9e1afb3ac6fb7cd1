/**
 * A transaction at work.
 * @module
 */
import type { Tx } from '../store/store.js';
import type { Audit } from './audit/audit-trail.js';
import type { TokenContext } from './token-context.js';

/** What a rule needs while a transaction runs. */
export interface Work {
  readonly context: TokenContext;
  readonly tx: Tx;
  /** Adds an entry to the audit trail. */
  readonly audit: Audit;
}

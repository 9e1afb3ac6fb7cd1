/**
 * What the rules of the service are given. Each context holds what the one before it holds, and lives shorter:
 *
 * | Context              | Lives as long as       | Adds                                            |
 * |----------------------|------------------------|-------------------------------------------------|
 * | `ServiceContext`     | the process            | the ports: database, keys, clock, log           |
 * | `DoorContext`        | the same, per door     | rate limits of this door and of events, notices |
 * | `TransactionContext` | one transaction        | the transaction, which stands for the database  |
 * | `LockedContext`      | the same, after locks  | a token, its user and service, and the time     |
 *
 * Nothing here knows HTTP or a database product.
 * @module
 */
import type { Audit } from './domain/audit/audit-trail.js';
import type { RateLimits } from './domain/limits/rate-limits.js';
import type { Notices } from './domain/push/notices.js';
import type { ServiceTable, TokenTable, UserTable } from './store/schema/schema.js';
import type { ServiceContext } from './service-context.js';
import type { Tx } from './store/store.js';

/**
 * The memory of one door. The token API and the relying parties' door each have their own limits; all else is one for
 * the whole process.
 */
export interface DoorContext extends ServiceContext {
  readonly limits: RateLimits;
  /** Bounds on the events that are kept one by one; one for the whole process. */
  readonly eventLimits: RateLimits;
  /** Tells requests that wait that something has happened to a user. */
  readonly notices: Notices;
}

/** A transaction on behalf of a token. The store is left out: a read outside the transaction would wait for it. */
export interface TransactionContext extends Omit<DoorContext, 'store'> {
  readonly tx: Tx;
  /** Address of the browser, as limits count it. */
  readonly address: string;
  /** Adds an entry to the audit trail. */
  readonly audit: Audit;
}

/** A token and its user, read under their locks. Nothing that was read before the locks decides anything. */
export interface LockedContext extends TransactionContext {
  /** Read after the locks. */
  readonly now: number;
  readonly service: ServiceTable;
  readonly user: UserTable;
  readonly token: TokenTable;
}

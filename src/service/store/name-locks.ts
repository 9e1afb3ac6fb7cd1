/**
 * Locks of names, where no row stands for what has to happen one after the other.
 * @module
 */
import { sql } from 'kysely';
import type { Db, Tx } from './store.js';

/**
 * What is locked: the requests for a login, the numbering of the enrolments of a service, that of the audit trail. They
 * are locked after all rows, in this order. The linking of the audit trail and the migration of the tables are each alone
 * in their transaction.
 */
export type LockedKind = 'push' | 'enrolment' | 'audit' | 'linking' | 'migration';

/** Lets no other transaction lock the same name before this one ends. */
export async function lockName(tx: Tx, kind: LockedKind, name = ''): Promise<void> {
  if (!isShared(tx)) return;
  const key = `${kind} ${name}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
}

/** Tells whether other transactions run at the same time; on SQLite there is one at a time. */
export function isShared(db: Db): boolean {
  return db.getExecutor().adapter.supportsMultipleConnections === true;
}

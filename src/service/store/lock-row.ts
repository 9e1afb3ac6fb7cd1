/**
 * Row locks where the database has them.
 * @module
 */
import type { SelectQueryBuilder } from 'kysely';
import type { Store } from '../context.js';

/**
 * Makes a query lock the rows it finds until its transaction ends. Lock in the order user, token (by
 * `tid`), code: then two messages can never wait for each other.
 */
export function lockRow<DB, TB extends keyof DB, O>(
  { locksRows }: Pick<Store, 'locksRows'>,
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> {
  return locksRows ? query.forUpdate() : query;
}

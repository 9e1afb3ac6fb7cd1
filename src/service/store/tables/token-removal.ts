/**
 * Removal of tokens, with what belongs to them.
 * @module
 */
import { deleteAccessTokensOf } from './access-tokens.js';
import { deleteLogOf } from './operation-log.js';
import type { TokenTable } from '../schema/schema.js';
import type { Tx } from '../store.js';

/** Removes tokens, the log of their operations and their access tokens. */
export async function deleteTokens(tx: Tx, tids: readonly string[]): Promise<void> {
  if (!tids.length) return;
  await deleteLogOf(tx, tids);
  await deleteAccessTokensOf(tx, tids);
  await tx.deleteFrom('token').where('tid', 'in', tids).execute();
}

/**
 * Removes at most `limit` provisional tokens whose time is over, but for those that a transaction holds, which may be
 * activating them; resolves with how many.
 */
export async function deleteExpiredTokens(tx: Tx, now: number, limit: number): Promise<number> {
  const expired = selectTids(tx, limit)
    .where('status', '=', 'PROVISIONAL')
    .where('expires', '<=', now);
  return deleteRows(tx, await expired.forUpdate().skipLocked().execute());
}

/** Removes at most `limit` provisional tokens, after the transactions that hold them; resolves with how many. */
export async function deleteProvisionalTokens(tx: Tx, limit: number): Promise<number> {
  const all = selectTids(tx, limit).where('status', '=', 'PROVISIONAL').where('expires', '>=', 0);
  return deleteRows(tx, await all.forUpdate().execute());
}

/** Removes at most `limit` tokens of a service that ended before a time; resolves with how many. */
export async function deleteEndedTokens(
  tx: Tx,
  mac: string,
  before: number,
  limit: number,
): Promise<number> {
  const rows = await selectTids(tx, limit)
    .where('mac', '=', mac)
    .where('ended_at', '<', before)
    .execute();
  return deleteRows(tx, rows);
}

async function deleteRows(tx: Tx, rows: readonly Pick<TokenTable, 'tid'>[]): Promise<number> {
  await deleteTokens(
    tx,
    rows.map(({ tid }) => tid),
  );
  return rows.length;
}

function selectTids(tx: Tx, limit: number) {
  return tx.selectFrom('token').select('tid').limit(limit);
}

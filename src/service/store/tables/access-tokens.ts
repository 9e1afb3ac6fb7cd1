/**
 * Table `access_token`: access tokens that still live, and the browsers that they came from.
 * @module
 */
import type { AccessTokenTable, ServiceTable, TokenTable, UserTable } from '../schema/schema.js';
import type { Db, Tx } from '../store.js';

/** The record of an access token, and the states of the token, user and service that it rests on. */
export interface AccessTokenOrigin {
  readonly token: TokenTable['status'];
  readonly user: UserTable['status'];
  readonly service: ServiceTable['status'];
  readonly mac: string;
  readonly h: AccessTokenTable['h'];
}

/** Reads what an access token rests on; undefined when it is unknown or was removed after its end. */
export function findAccessTokenOrigin(db: Db, jti: string): Promise<AccessTokenOrigin | undefined> {
  return db
    .selectFrom('access_token')
    .innerJoin('token', 'token.tid', 'access_token.tid')
    .innerJoin('app_user', 'app_user.uid', 'token.uid')
    .innerJoin('service', 'service.mac', 'token.mac')
    .select([
      'token.status as token',
      'app_user.status as user',
      'service.status as service',
      'token.mac as mac',
      'access_token.h as h',
    ])
    .where('jti', '=', jti)
    .executeTakeFirst();
}

/** Adds an access token. */
export async function insertAccessToken(tx: Tx, token: AccessTokenTable): Promise<void> {
  await tx.insertInto('access_token').values(token).execute();
}

/** Removes those that have expired, at most `limit`; resolves with how many they were. */
export function deleteExpiredAccessTokens(tx: Tx, now: number, limit: number): Promise<number> {
  return deleteSelected(tx, selectIds(tx, limit).where('expires', '<=', now));
}

/** Removes those that expire after a time, at most `limit`; resolves with how many they were. */
export function deleteAccessTokensAfter(tx: Tx, time: number, limit: number): Promise<number> {
  return deleteSelected(tx, selectIds(tx, limit).where('expires', '>', time));
}

/** Removes those that came from some tokens. */
export async function deleteAccessTokensOf(tx: Tx, tids: readonly string[]): Promise<void> {
  await tx.deleteFrom('access_token').where('tid', 'in', tids).execute();
}

function selectIds(tx: Tx, limit: number) {
  return tx.selectFrom('access_token').select('jti').limit(limit);
}

async function deleteSelected(tx: Tx, ids: ReturnType<typeof selectIds>): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('access_token')
    .where('jti', 'in', ids)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

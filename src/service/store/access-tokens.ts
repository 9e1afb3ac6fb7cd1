/**
 * Access tokens that still live, and the browsers that they came from.
 * @module
 */
import type { Kysely } from 'kysely';
import type { Tx } from '../context.js';
import type { AccessTokenTable, Database, TokenTable, UserTable } from './schema.js';

/** Remembers an access token. */
export async function insertAccessToken(tx: Tx, token: AccessTokenTable): Promise<void> {
  await tx.insertInto('access_token').values(token).execute();
}

/** States of those on whom an access token rests. */
export interface AccessTokenOrigin {
  readonly token: TokenTable['status'];
  readonly user: UserTable['status'];
  readonly service: 'open' | 'closed';
  readonly mac: string;
}

/** Finds what an access token rests on; undefined when it is unknown or has been forgotten after its end. */
export function findAccessTokenOrigin(
  db: Kysely<Database>,
  jti: string,
): Promise<AccessTokenOrigin | undefined> {
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
    ])
    .where('jti', '=', jti)
    .executeTakeFirst();
}

/** Forgets those that have expired. */
export async function deleteExpiredAccessTokens(tx: Tx, now: number): Promise<void> {
  await tx.deleteFrom('access_token').where('expires', '<=', now).execute();
}

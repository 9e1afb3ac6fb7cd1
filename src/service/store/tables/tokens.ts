/**
 * Table `token`: enrolled browsers, and those that are being enrolled.
 * @module
 */
import type { Insertable, Updateable } from 'kysely';
import type { ListPart } from '../list-part.js';
import type { ServiceTable, TokenTable, UserTable } from '../schema/schema.js';
import type { Db, Tx } from '../store.js';

/** A status of a token. */
export type TokenStatus = TokenTable['status'];

/** Statuses of tokens that are never used again. */
export type EndedStatus = Extract<TokenStatus, 'DESYNC' | 'REVOKED' | 'REPLACED'>;

/** A change of a token that goes on; {@link endToken} ends one. */
export type TokenChange = Omit<Updateable<TokenTable>, 'status' | 'ended_at'> & {
  readonly status?: Exclude<TokenStatus, EndedStatus>;
};

/** A token that is not provisional, with what is shown of its user and service. */
export type TokenOfUser = Pick<
  TokenTable,
  'tid' | 'uid' | 'als' | 'name' | 'platform' | 'created' | 'last_used'
> & { readonly status: Exclude<TokenStatus, 'PROVISIONAL'> } & Pick<UserTable, 'login'> &
  Pick<ServiceTable, 'idle_days'>;

/** Reads a token. */
export function findToken(db: Db, tid: string): Promise<TokenTable | undefined> {
  return db.selectFrom('token').selectAll().where('tid', '=', tid).executeTakeFirst();
}

/** Reads a token that is known to exist. */
export function getToken(db: Db, tid: string): Promise<TokenTable> {
  return db.selectFrom('token').selectAll().where('tid', '=', tid).executeTakeFirstOrThrow();
}

/** Reads a token that is known to exist and not to be provisional, with what is shown of its user and service. */
export function getTokenOfUser(db: Db, tid: string): Promise<TokenOfUser> {
  return selectTokensOfUsers(db).where('tid', '=', tid).executeTakeFirstOrThrow();
}

/** Reads any token in use. */
export function findAnyActiveToken(db: Db): Promise<TokenTable | undefined> {
  return db
    .selectFrom('token')
    .selectAll()
    .where('status', '=', 'ACTIVE')
    .limit(1)
    .executeTakeFirst();
}

/** Locks a token; its user is locked already. */
export function lockToken(tx: Tx, tid: string): Promise<TokenTable | undefined> {
  return tx.selectFrom('token').selectAll().where('tid', '=', tid).forUpdate().executeTakeFirst();
}

/**
 * Locks the rows of a user's tokens in the order of their ids, except those with one of the given statuses. The caller
 * holds the user's row lock.
 */
export function lockTokensOfUser(
  tx: Tx,
  uid: string,
  except: readonly TokenStatus[],
): Promise<TokenTable[]> {
  return tx
    .selectFrom('token')
    .selectAll()
    .where('uid', '=', uid)
    .where('status', 'not in', except)
    .orderBy('tid')
    .forUpdate()
    .execute();
}

/** Tells whether a site has tokens with one of the given statuses. */
export async function hasTokens(
  db: Db,
  als: string,
  statuses: readonly TokenStatus[],
): Promise<boolean> {
  const token = await db
    .selectFrom('token')
    .select('tid')
    .where('als', '=', als)
    .where('status', 'in', statuses)
    .limit(1)
    .executeTakeFirst();
  return token !== undefined;
}

/** Active tokens of a user. */
export function listActiveTokens(
  db: Db,
  uid: string,
): Promise<Pick<TokenTable, 'tid' | 'status' | 'last_used'>[]> {
  return db
    .selectFrom('token')
    .select(['tid', 'status', 'last_used'])
    .where('uid', '=', uid)
    .where('status', '=', 'ACTIVE')
    .execute();
}

/** Tokens of a user with one of the given statuses, as a list of them shows them. */
export function listTokensWithStatus(db: Db, uid: string, statuses: readonly TokenStatus[]) {
  return db
    .selectFrom('token')
    .select(['tid', 'name', 'platform', 'status', 'created', 'last_used'])
    .where('uid', '=', uid)
    .where('status', 'in', statuses)
    .execute();
}

/** Users of tokens. */
export function listOwners(
  db: Db,
  tids: readonly string[],
): Promise<Pick<TokenTable, 'tid' | 'uid'>[]> {
  return db.selectFrom('token').select(['tid', 'uid']).where('tid', 'in', tids).execute();
}

/** Ids of all tokens of a site, in order. */
export async function listTokensOfSite(db: Db, als: string): Promise<string[]> {
  const rows = await db
    .selectFrom('token')
    .select('tid')
    .where('als', '=', als)
    .orderBy('tid')
    .execute();
  return rows.map(({ tid }) => tid);
}

/** Tokens of a service, or of one of its users, oldest first, without provisional ones. */
export function listTokens(
  db: Db,
  mac: string,
  uid: string | undefined,
  { after, limit }: ListPart,
): Promise<TokenOfUser[]> {
  return selectTokensOfUsers(db)
    .where('token.mac', '=', mac)
    .$if(uid !== undefined, (query) => query.where('token.uid', '=', uid!))
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('token.created', 'token.tid'), '>', eb.tuple(after!.created, after!.id)),
      ),
    )
    .orderBy('token.created')
    .orderBy('tid')
    .limit(limit)
    .execute();
}

/** Adds a token. */
export async function insertToken(tx: Tx, token: Insertable<TokenTable>): Promise<void> {
  await tx.insertInto('token').values(token).execute();
}

/** Changes a locked token. */
export async function updateToken(tx: Tx, tid: string, change: TokenChange): Promise<void> {
  await tx.updateTable('token').set(change).where('tid', '=', tid).execute();
}

/** Ends a locked token, which is removed some time later, and lets go of its code, which may be removed before. */
export async function endToken(
  tx: Tx,
  tid: string,
  status: EndedStatus,
  now: number,
): Promise<void> {
  const change = { status, ended_at: now, code_id: null };
  await tx.updateTable('token').set(change).where('tid', '=', tid).execute();
}

/** Changes all tokens of a locked user. */
export async function updateTokensOfUser(tx: Tx, uid: string, change: TokenChange): Promise<void> {
  await tx.updateTable('token').set(change).where('uid', '=', uid).execute();
}

/** Counts a wrong BioKey; resolves with how many count now. */
export async function countWrongBioKey(tx: Tx, tid: string): Promise<number> {
  const { bio_fails } = await tx
    .updateTable('token')
    .set(({ eb }) => ({ bio_fails: eb('bio_fails', '+', 1) }))
    .where('tid', '=', tid)
    .returning('bio_fails')
    .executeTakeFirstOrThrow();
  return bio_fails;
}

/** Ids of all tokens of a user, ended ones included. */
export async function listTokensOfUser(db: Db, uid: string): Promise<string[]> {
  const rows = await db.selectFrom('token').select('tid').where('uid', '=', uid).execute();
  return rows.map(({ tid }) => tid);
}

/** Dates back at most `limit` tokens of a service that ended after `now`; resolves with how many. */
export async function clampEnds(tx: Tx, mac: string, now: number, limit: number): Promise<number> {
  const tids = tx
    .selectFrom('token')
    .select('tid')
    .limit(limit)
    .where('mac', '=', mac)
    .where('ended_at', '>', now);
  const { numUpdatedRows } = await tx
    .updateTable('token')
    .set({ ended_at: now })
    .where('tid', 'in', tids)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Number of tokens that {@link clampLastUse} looks at. */
const looked = 1000;

/**
 * Dates back the last use of those of the next tokens that were used later than `now`.
 * @param after id of the last token that was looked at, or empty.
 * @returns the id to go on with; undefined when all have been looked at.
 */
export async function clampLastUse(
  tx: Tx,
  after: string,
  now: number,
): Promise<string | undefined> {
  const rows = await tx
    .selectFrom('token')
    .select(['tid', 'last_used'])
    .where('tid', '>', after)
    .orderBy('tid')
    .limit(looked)
    .execute();
  for (const { tid, last_used } of rows) {
    if (last_used > now) await updateToken(tx, tid, { last_used: now });
  }
  return rows.at(looked - 1)?.tid;
}

function selectTokensOfUsers(db: Db) {
  return db
    .selectFrom('token')
    .innerJoin('app_user', 'app_user.uid', 'token.uid')
    .innerJoin('service', 'service.mac', 'token.mac')
    .select([
      'tid',
      'token.uid',
      'als',
      'token.name',
      'platform',
      'token.status',
      'token.created',
      'last_used',
      'app_user.login',
      'service.idle_days',
    ])
    .where('token.status', '<>', 'PROVISIONAL')
    .$narrowType<Pick<TokenOfUser, 'status'>>();
}

/**
 * Table `otp`: one-time passwords.
 * @module
 */
import type { Insertable } from 'kysely';
import { atLeastOne } from '../value-list.js';
import type { OtpTable } from '../schema/otp-tables.js';
import type { Db, Tx } from '../store.js';

/** What is read of an OTP that is accepted. */
export type UsedOtp = Pick<OtpTable, 'h' | 'amr' | 'created' | 'als' | 'tid' | 'address'>;

const usedColumns = ['h', 'amr', 'created', 'als', 'tid', 'address'] as const;

/** The OTPs that a presented value can be: those of a user for one of some sites. */
export interface OtpCandidates {
  readonly uid: string;
  readonly aliases: readonly string[];
  readonly now: number;
}

/** A presented value, and the request that presents it. */
export interface OtpUse extends OtpCandidates {
  /** Keyed hashes of the value under the keys that are held, the current one first. */
  readonly hashes: readonly string[];
  /** Id of the API key of the relying party. */
  readonly party: string;
  /** Keyed hashes of the idempotency key of the request, likewise; none when it has no such key. */
  readonly idems: readonly string[];
}

/** Ids of the live OTPs of a user, oldest first. */
export async function listLiveOtps(db: Db, uid: string, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('otp')
    .select('id')
    .where('uid', '=', uid)
    .where('expires', '>', now)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .orderBy('created')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Reads the OTP that a request of the same name has used at a time or later. */
export function findOtpUsedBy(
  db: Db,
  { party, idems }: Pick<OtpUse, 'party' | 'idems'>,
  since: number,
): Promise<UsedOtp | undefined> {
  return db
    .selectFrom('otp')
    .select(usedColumns)
    .where('used_by', '=', party)
    .where('idem', 'in', atLeastOne(idems))
    .where('used_at', '>=', since)
    .executeTakeFirst();
}

/** Adds an OTP. */
export async function insertOtp(tx: Tx, otp: Insertable<OtpTable>): Promise<void> {
  await tx.insertInto('otp').values(otp).execute();
}

/*
 * No alias is null. The `coalesce` below keeps SQLite from finding OTPs by their site, which has as many as people sign
 * in there; a user has few.
 */

/** Which of the live OTPs are accepted. */
export interface OtpBounds {
  /** Number of wrong tries after which none is. */
  readonly tries: number;
  /** Latest time at which it can have been made: another service may have a clock that is ahead. */
  readonly latest: number;
}

/** Marks a live OTP within bounds as used; undefined when there is none. */
export function consumeOtp(
  tx: Tx,
  { uid, hashes, aliases, party, idems, now }: OtpUse,
  { tries, latest }: OtpBounds,
): Promise<UsedOtp | undefined> {
  return tx
    .updateTable('otp')
    .set({ used_at: now, used_by: party, idem: idems[0] ?? null })
    .where('uid', '=', uid)
    .where('h', 'in', hashes)
    .where(({ eb, fn }) => eb(fn.coalesce('als', eb.val('')), 'in', atLeastOne(aliases)))
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .where('tries', '<', tries)
    .where('created', '<=', latest)
    .where('expires', '>', now)
    .returning(usedColumns)
    .executeTakeFirst();
}

/** Counts a wrong try on every OTP that is neither used nor expired. */
export async function countWrongOtp(tx: Tx, { uid, aliases, now }: OtpCandidates): Promise<void> {
  await tx
    .updateTable('otp')
    .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
    .where('uid', '=', uid)
    .where(({ eb, fn }) => eb(fn.coalesce('als', eb.val('')), 'in', atLeastOne(aliases)))
    .where('used_at', 'is', null)
    .where('expires', '>', now)
    .execute();
}

/** Voids an OTP that has not been used. */
export async function voidOtp(tx: Tx, id: string, now: number): Promise<void> {
  await tx
    .updateTable('otp')
    .set({ voided_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .execute();
}

/** Voids the OTPs of a locked user that are neither used nor void. */
export async function voidOtps(tx: Tx, uid: string, now: number): Promise<void> {
  await tx
    .updateTable('otp')
    .set({ voided_at: now })
    .where('uid', '=', uid)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .execute();
}

/** Removes the OTPs of a user. */
export async function deleteOtpsOfUser(tx: Tx, uid: string): Promise<void> {
  await tx.deleteFrom('otp').where('uid', '=', uid).execute();
}

/** Removes the OTPs of a site. */
export async function deleteOtpsOfSite(tx: Tx, als: string): Promise<void> {
  await tx.deleteFrom('otp').where('als', '=', als).execute();
}

/** Removes at most `limit` OTPs that expired before a time; resolves with how many. */
export async function deleteExpiredOtps(tx: Tx, before: number, limit: number): Promise<number> {
  const ids = tx.selectFrom('otp').select('id').where('expires', '<', before).limit(limit);
  const { numDeletedRows } = await tx.deleteFrom('otp').where('id', 'in', ids).executeTakeFirst();
  return Number(numDeletedRows);
}

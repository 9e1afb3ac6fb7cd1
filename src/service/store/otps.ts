/**
 * One-time passwords, as they are issued.
 * @module
 */
import type { Insertable } from 'kysely';
import type { Tx } from '../context.js';
import type { OtpTable } from './schema.js';

/** The one-time passwords of a user that could still be accepted, oldest first. */
export function liveOtps(tx: Tx, uid: string, now: number): Promise<{ id: string }[]> {
  return tx
    .selectFrom('otp')
    .select('id')
    .where('uid', '=', uid)
    .where('expires', '>', now)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .orderBy('created')
    .orderBy('id')
    .execute();
}

/** Voids one that is still live. */
export async function voidOtp(tx: Tx, id: string, now: number): Promise<void> {
  await tx
    .updateTable('otp')
    .set({ voided_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .execute();
}

/** Adds one. */
export async function insertOtp(tx: Tx, otp: Insertable<OtpTable>): Promise<void> {
  await tx.insertInto('otp').values(otp).execute();
}

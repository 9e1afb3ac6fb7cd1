/**
 * Withdrawal of one-time passwords.
 * @module
 */
import type { Tx } from '../../context.js';

/** Voids the live OTPs of a user, in the transaction that holds the user's lock. */
export async function voidOtps(tx: Tx, uid: string, now: number): Promise<void> {
  await tx
    .updateTable('otp')
    .set({ voided_at: now })
    .where('uid', '=', uid)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .execute();
}

/**
 * Table `otp_refusal`: requests of relying parties whose OTP was refused, so that a repetition is not another try.
 * @module
 */
import type { OtpUse } from './otps.js';
import type { Tx } from '../store.js';

/**
 * Notes that the OTP of a request was refused; false when it was refused to the same request at a time or later.
 * A request without idempotency key is always another one.
 */
export async function insertOtpRefusal(
  tx: Tx,
  { party, idems, hashes, now }: Pick<OtpUse, 'party' | 'idems' | 'hashes' | 'now'>,
  since: number,
): Promise<boolean> {
  const [idem, ...earlierIdems] = idems;
  const [h] = hashes;
  if (idem === undefined || h === undefined) return true;
  if (earlierIdems.length) {
    // While an OTP key is replaced, the refusal may have been noted under the earlier one.
    const earlier = await tx
      .selectFrom('otp_refusal')
      .select('at')
      .where('party', '=', party)
      .where('idem', 'in', earlierIdems)
      .where('h', 'in', hashes)
      .where('at', '>=', since)
      .executeTakeFirst();
    if (earlier) return false;
  }
  const noted = await tx
    .insertInto('otp_refusal')
    .values({ party, idem, h, at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['party', 'idem', 'h'])
        .doUpdateSet({ at: now })
        .where('otp_refusal.at', '<', since),
    )
    .returning('at')
    .executeTakeFirst();
  return noted !== undefined;
}

/** Removes a limited number of refusals from before a time; resolves with how many. */
export async function deleteOtpRefusals(tx: Tx, before: number, limit: number): Promise<number> {
  const old = tx
    .selectFrom('otp_refusal')
    .select(['party', 'idem', 'h'])
    .where('at', '<', before)
    .limit(limit);
  const { numDeletedRows } = await tx
    .deleteFrom('otp_refusal')
    .where(({ eb, refTuple }) =>
      eb(refTuple('party', 'idem', 'h'), 'in', old.$asTuple('party', 'idem', 'h')),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

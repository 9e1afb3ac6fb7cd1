/**
 * Removes expired and superseded rows. Every rule checks expiry itself, so none depends on when this runs.
 * @module
 */
import type { ServiceContext } from '../service-context.js';
import { deleteExpiredAccessTokens } from '../store/access-tokens.js';
import { deleteSuperseded, eraseResponses } from '../store/operation-log.js';
import { deleteExpiredOtps } from '../store/otps.js';
import { deletePushes, eraseExpiredOtps } from '../store/pushes.js';
import { deleteTokens, listExpiredTokens } from '../store/tokens.js';
import { responseLife } from './message/sync.js';
import { pushRetention } from './push/push-request.js';

/** How long a used or expired one-time password is kept, in milliseconds. */
const otpRetention = 60_000;

/**
 * How long superseded entries of the operation log are kept, in milliseconds. Longer than any message can be delayed.
 */
const logRetention = 24 * 60 * 60_000;

/**
 * Removes expired OTPs, access tokens and provisional tokens, old requests for approval, and from the operation log old
 * answers and superseded entries. The entry that led a token to its position stays. To be called about once a minute.
 */
export async function keepHouse({
  store,
  clock,
}: Pick<ServiceContext, 'store' | 'clock'>): Promise<void> {
  await store.transaction(async (tx) => {
    const now = clock.now();
    await deleteExpiredOtps(tx, now - otpRetention);
    await eraseExpiredOtps(tx, now);
    await deletePushes(tx, now - pushRetention);
    await eraseResponses(tx, now - responseLife);
    await deleteSuperseded(tx, now - logRetention);
    await deleteExpiredAccessTokens(tx, now);
    await deleteTokens(tx, await listExpiredTokens(tx, now));
  });
}

/**
 * Removes what has served its time. Nothing depends on when it runs: every rule tests times by itself.
 * @module
 */
import type { ServiceContext } from '../context.js';
import { deleteExpiredAccessTokens } from '../store/access-tokens.js';
import { deleteSuperseded, eraseResponses } from '../store/operation-log.js';
import { deleteExpiredOtps } from '../store/otps.js';
import { deletePushes, eraseExpiredOtps } from '../store/pushes.js';
import { deleteTokens, listExpiredTokens } from '../store/tokens.js';
import { responseLife } from './message/sync.js';
import { pushRetention } from './push/push-request.js';

/** How long a used or expired one-time password is kept, in milliseconds. */
const otpRetention = 60_000;

/** How long superseded entries of the operation log are kept, in milliseconds: ample for any late message. */
const logRetention = 24 * 60 * 60_000;

/**
 * Purges expired one-time passwords, access tokens and provisional tokens, old requests for approval, old answers and old
 * entries of the operation log. The entry that led a token to its position is never old. To be called every minute or so.
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

/**
 * Removes what has served its time. Nothing depends on when it runs: every rule tests times by itself.
 * @module
 */
import type { ServiceContext } from '../context.js';
import { deleteExpiredAccessTokens } from '../store/access-tokens.js';
import { deleteTokens } from '../store/tokens.js';
import { pushRetention } from './push/push-request.js';
import { responseLife } from './message/sync.js';

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
    await tx
      .deleteFrom('otp')
      .where('expires', '<', now - otpRetention)
      .execute();
    await tx
      .updateTable('push')
      .set({ otp_sealed: null })
      .where('otp_expires', '<=', now)
      .execute();
    await tx
      .deleteFrom('push')
      .where('created', '<', now - pushRetention)
      .execute();
    await tx
      .updateTable('op_log')
      .set({ response: null })
      .where('response', 'is not', null)
      .where('at', '<', now - responseLife)
      .execute();
    await tx
      .deleteFrom('op_log')
      .where('superseded_at', '<', now - logRetention)
      .execute();
    await deleteExpiredAccessTokens(tx, now);
    const expired = await tx
      .selectFrom('token')
      .select('tid')
      .where('status', '=', 'PROVISIONAL')
      .where('expires', '<=', now)
      .execute();
    await deleteTokens(
      tx,
      expired.map(({ tid }) => tid),
    );
  });
}

/**
 * Operation `token.lock`: locks another token of the same user, such as that of a browser that may be found again.
 * @module
 */
import { voidOtps } from '../../store/tables/otps.js';
import { updateToken } from '../../store/tables/tokens.js';
import type { OperationHandler } from './operation-handler.js';
import { deny } from './operation-result.js';
import { lockOtherToken } from './other-token.js';

export const lockToken: OperationHandler<'token.lock'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(context, { arg: { tid }, checkFactor }) {
    const { tx, audit, now, user, token } = context;
    const factor = await checkFactor();
    if (!factor.ok) return factor;
    const other = await lockOtherToken(context, tid);
    // A block stays, so that unlocking does not lift what an administrator or wrong PINs have done. It has no code of its
    // own: `TOKEN_IS_BLOCKED` speaks of the token that asks.
    if (!other || other.status === 'BLOCKED') return deny('NO_DEVICE_FOUND');
    await updateToken(tx, tid, { status: 'LOCKED' });
    // That browser may have made one of them.
    await voidOtps(tx, user.uid, now);
    await audit('token.locked', tid, { uid: user.uid, by: token.tid });
    return { ok: true, out: {} };
  },
};

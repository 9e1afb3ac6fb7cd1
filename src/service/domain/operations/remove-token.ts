/**
 * Operation `token.remove`: ends another token of the same user, such as that of a lost browser.
 * @module
 */
import { voidOtps } from '../../store/tables/otps.js';
import { endToken } from '../../store/tables/tokens.js';
import type { OperationHandler } from './operation-handler.js';
import { deny } from './operation-result.js';
import { lockOtherToken } from './other-token.js';

export const removeToken: OperationHandler<'token.remove'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(context, { arg: { tid }, checkFactor }) {
    const { tx, audit, now, user, token } = context;
    const factor = await checkFactor();
    if (!factor.ok) return factor;
    if (!(await lockOtherToken(context, tid))) return deny('NO_DEVICE_FOUND');
    await endToken(tx, tid, 'REVOKED', now);
    // The lost browser may have made one of them.
    await voidOtps(tx, user.uid, now);
    await audit('token.revoked', tid, { uid: user.uid, by: token.tid });
    return { ok: true, out: {} };
  },
};

/**
 * Operation `token.unlock`: unlocks another token of the same user, which the user had locked, or which was not used for
 * too long. It counts as a use of that token.
 * @module
 */
import { updateToken } from '../../store/tables/tokens.js';
import { isLocked } from '../tokens/token-state.js';
import type { OperationHandler } from './operation-handler.js';
import { deny } from './operation-result.js';
import { lockOtherToken } from './other-token.js';

export const unlockToken: OperationHandler<'token.unlock'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(context, { arg: { tid }, checkFactor }) {
    const { tx, audit, now, service, user, token } = context;
    const factor = await checkFactor();
    if (!factor.ok) return factor;
    const other = await lockOtherToken(context, tid);
    if (!other || other.status === 'BLOCKED') return deny('NO_DEVICE_FOUND');
    if (!isLocked(service, other, now)) return deny('TOKEN_IS_NOT_BLOCKED');
    await updateToken(tx, tid, { status: 'ACTIVE', last_used: now });
    await audit('token.unlocked', tid, { uid: user.uid, by: token.tid });
    return { ok: true, out: {} };
  },
};

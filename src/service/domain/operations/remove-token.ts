/**
 * Operation `token.remove`: ends another token of the same user, for a browser that was lost.
 * @module
 */
import { updateToken } from '../../store/tokens.js';
import { holdsSlot, lockRemainingTokens } from '../tokens/token-state.js';
import { checkStrictFactor } from '../people/factor.js';
import { deny, type Operation } from './operation-scope.js';
import { voidOtps } from '../../store/otps.js';

export const removeToken: Operation<'token.remove'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(scene, { tid }) {
    const { tx, audit, now, user, token } = scene;
    const refused = await checkStrictFactor(scene);
    if (refused) return refused;
    const others = await lockRemainingTokens(tx, user.uid);
    const other = others.find((one) => one.tid === tid && tid !== token.tid && holdsSlot(one));
    if (!other) return deny('NO_DEVICE_FOUND');
    await updateToken(tx, tid, { status: 'REVOKED' });
    // One of them may have been made by the browser that was lost.
    await voidOtps(tx, user.uid, now);
    await audit('token.revoked', tid, { uid: user.uid, by: token.tid });
    return { ok: true, out: {} };
  },
};

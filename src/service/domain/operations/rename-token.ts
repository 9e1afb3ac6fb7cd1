/**
 * Operation `token.rename`: gives this token, or another one of the same user, another name. It needs the strict factor:
 * by names a person tells a thief's browser from their own.
 * @module
 */
import { updateToken } from '../../store/tables/tokens.js';
import type { OperationHandler } from './operation-handler.js';
import { deny } from './operation-result.js';
import { lockOtherToken } from './other-token.js';

export const renameToken: OperationHandler<'token.rename'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(context, { arg: { tid, name }, checkFactor }) {
    const { tx, audit, user, token } = context;
    const factor = await checkFactor();
    if (!factor.ok) return factor;
    const isKnown = tid === token.tid || (await lockOtherToken(context, tid));
    if (!isKnown) return deny('NO_DEVICE_FOUND');
    await updateToken(tx, tid, { name });
    await audit('token.renamed', tid, { uid: user.uid, by: token.tid });
    return { ok: true, out: {} };
  },
};

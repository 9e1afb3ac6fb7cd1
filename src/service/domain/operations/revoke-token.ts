/**
 * Operation `token.revoke`: ends the token itself or another one of the same user, and frees its slot.
 *
 * Ending itself needs no factor, since it only takes something away from whoever holds the browser. Ending another
 * needs the strict factor, and that the token and the user could do anything else: PINs are checked.
 * @module
 */
import { readRevokeArg } from '../../../protocol/devices.js';
import type { ReadBy } from '../../../protocol/read.js';
import { holdsSlot, lockTokens, updateToken } from '../../store/tokens.js';
import { checkStrictFactor } from '../factor.js';
import { deny, type Denied, type Done, type Operation, type Scene } from '../scene.js';
import { checkStanding } from '../standing.js';
import { voidOtps } from '../void-otps.js';

export const revokeToken: Operation<ReadBy<typeof readRevokeArg>> = {
  readArg: readRevokeArg,
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: true,
  worksWhenUserIsBlocked: true,
  async run(scene, { tid }) {
    const { tx, audit, token } = scene;
    if (tid !== undefined && tid !== token.tid) return revokeOther(scene, tid);
    await updateToken(tx, token.tid, { status: 'REVOKED' });
    await audit('token.revoked', token.tid, { uid: token.uid });
    return { ok: true, out: {}, fx: { revoked: true } };
  },
};

/** What holds for ending another token: nothing of the leniency for ending oneself. */
const usual = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
};

async function revokeOther(scene: Scene, tid: string): Promise<Done | Denied> {
  const { context, tx, audit, now, user, token } = scene;
  const refused = checkStanding(scene, usual) ?? (await checkStrictFactor(scene));
  if (refused) return refused;
  const others = await lockTokens(context.store, tx, user.uid);
  const other = others.find((one) => one.tid === tid && holdsSlot(one));
  if (!other) return deny('NO_DEVICE_FOUND');
  await updateToken(tx, tid, { status: 'REVOKED' });
  // One of them may have been made by the browser that was lost.
  await voidOtps(tx, user.uid, now);
  await audit('token.revoked', tid, { uid: user.uid, by: token.tid });
  return { ok: true, out: {} };
}

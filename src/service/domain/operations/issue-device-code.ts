/**
 * Operation `code.new`: an activation code for another browser of the same user.
 * @module
 */
import { listLiveCodes, voidCode } from '../../store/tables/codes.js';
import { makeLongCode } from '../codes/new-code.js';
import { timeToCode } from '../limits/stored-limits.js';
import { holdsSlot, lockRemainingTokens } from '../tokens/token-state.js';
import type { OperationHandler } from './operation-handler.js';
import { deny } from './operation-result.js';

/** Lifetime of the code in milliseconds. Short, since the other browser is at hand. */
export const deviceCodeLife = 10 * 60_000;

/** Maximum number of live activation codes per user; a further one voids the oldest. */
export const maxLiveCodes = 3;

export const issueDeviceCode: OperationHandler<'code.new'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  timeToWait: timeToCode,
  async run(context, { checkFactor }) {
    const { tx, audit, now, service, user } = context;
    const factor = await checkFactor();
    if (!factor.ok) return factor;
    const slots = (await lockRemainingTokens(tx, user.uid)).filter(holdsSlot);
    if (slots.length >= service.max_tools) return deny('MAX_NB_TOOLS');
    const live = await listLiveCodes(tx, user.uid, 'activation', now);
    for (const { id } of live.slice(0, Math.max(0, live.length + 1 - maxLiveCodes))) {
      await voidCode(tx, id, now);
    }
    const order = { mac: service.mac, uid: user.uid, kind: 'activation', tid: null } as const;
    const expires = now + deviceCodeLife;
    const { code, id } = await makeLongCode(context, tx, { ...order, now, expires });
    await audit('code.issued', user.uid, { codeId: id, purpose: 'activation', expires });
    return { ok: true, out: { code, ttl: deviceCodeLife } };
  },
};

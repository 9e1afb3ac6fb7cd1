/**
 * Operation `pin.reset`: a new PIN, with a reset code in an enrolled browser. Ends all that depends on the
 * old PIN: counters, the block of the user, BioKeys, live OTPs.
 * @module
 */
import { consumeCode } from '../../store/tables/codes.js';
import { voidOtps } from '../../store/tables/otps.js';
import { findShortCode } from '../codes/short-code.js';
import { revokeBioKeys } from '../people/bio-key.js';
import { definePin } from '../people/pin.js';
import type { OperationHandler } from './operation-handler.js';
import { deny } from './operation-result.js';

export const resetPin: OperationHandler<'pin.reset'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: true,
  worksWhenBlockedByPins: true,
  async run(context, { secrets }) {
    const { tx, audit, now, service, user, token } = context;
    if (service.pin_mode === 'none') return deny('NO_PASSWORD');
    if (!secrets.npin) return deny('REQUEST_MALFORMED');
    const found = await findShortCode(context, secrets.code, ['reset']);
    if (!found.ok) return found;
    await consumeCode(tx, found.code.id, now);
    await definePin(context, secrets.npin);
    await revokeBioKeys(tx, user.uid);
    await voidOtps(tx, user.uid, now);
    await audit('pin.reset', user.uid, { tid: token.tid, codeId: found.code.id });
    return { ok: true, out: {} };
  },
};

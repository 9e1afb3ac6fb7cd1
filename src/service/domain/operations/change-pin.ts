/**
 * Operation `pin.change`: a new PIN for whoever knows the old one. BioKeys stay, since the person is the same.
 * @module
 */
import { equalBytes } from '../../../crypto/bytes.js';
import { definePin } from '../people/pin.js';
import type { OperationHandler } from './operation-handler.js';
import { deny } from './operation-result.js';

export const changePin: OperationHandler<'pin.change'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(context, { secrets, checkFactor }) {
    const { audit, service, user, token } = context;
    if (service.pin_mode === 'none') return deny('NO_PASSWORD');
    if (!secrets.npin) return deny('REQUEST_MALFORMED');
    const factor = await checkFactor();
    if (!factor.ok) return factor;
    // A right factor means there was a PIN. Both are stretched with the same salt: equal values are equal PINs.
    if (equalBytes(secrets.pin!.p, secrets.npin)) return deny('PIN_REFUSED');
    await definePin(context, secrets.npin);
    await audit('pin.changed', user.uid, { tid: token.tid });
    return { ok: true, out: {} };
  },
};

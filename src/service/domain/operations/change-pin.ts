/**
 * Operation `pin.change`: a new PIN for whoever knows the old one. BioKeys stay, since the person is the same.
 * @module
 */
import { equalBytes } from '../../../crypto/bytes.js';
import { checkStrictFactor } from '../people/factor.js';
import { definePin } from '../people/pin.js';
import { deny, type Operation } from './operation-scope.js';

export const changePin: Operation<'pin.change'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(scene) {
    const { context, tx, audit, service, user, secrets } = scene;
    if (service.pin_mode === 'none') return deny('NO_PASSWORD');
    if (!secrets.npin) return deny('REQUEST_MALFORMED');
    const refused = await checkStrictFactor(scene);
    if (refused) return refused;
    // The factor was right, so there was one. Both are stretched with the same salt: equal means the same PIN.
    if (equalBytes(secrets.pin!.p, secrets.npin)) return deny('PIN_REFUSED');
    await definePin(tx, context.keys, user.uid, secrets.npin);
    await audit('pin.changed', user.uid, { tid: scene.token.tid });
    return { ok: true, out: {} };
  },
};

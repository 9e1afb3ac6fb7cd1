/**
 * Operation `bio.revoke`: ends the BioKey of the token. Where BioKeys are forced, the token is useless after
 * that until an administrator lets it register another.
 * @module
 */
import { updateToken } from '../../store/tables/tokens.js';
import { noBioKey } from '../people/bio-key.js';
import type { OperationHandler } from './operation-handler.js';

export const revokeBioKey: OperationHandler<'bio.revoke'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(context, { checkFactor }) {
    const { tx, audit, token } = context;
    const factor = await checkFactor();
    if (!factor.ok) return factor;
    if (token.bio_v) {
      await updateToken(tx, token.tid, noBioKey);
      await audit('bio.revoked', token.tid, { uid: token.uid });
    }
    return { ok: true, out: {} };
  },
};

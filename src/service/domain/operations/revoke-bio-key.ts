/**
 * Operation `bio.revoke`: ends the BioKey of the token. Where BioKeys are forced the token is of no more use then,
 * until the administration lets it register another.
 * @module
 */
import { updateToken } from '../../store/tokens.js';
import { noBioKey } from '../people/bio-key.js';
import { checkStrictFactor } from '../people/factor.js';
import type { Operation } from './operation-scope.js';

export const revokeBioKey: Operation<'bio.revoke'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(scene) {
    const { tx, audit, token } = scene;
    const refused = await checkStrictFactor(scene);
    if (refused) return refused;
    if (token.bio_v) {
      await updateToken(tx, token.tid, noBioKey);
      await audit('bio.revoked', token.tid, { uid: token.uid });
    }
    return { ok: true, out: {} };
  },
};

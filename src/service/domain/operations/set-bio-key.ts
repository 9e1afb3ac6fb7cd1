/**
 * Operation `bio.set`: registers the BioKey of a token.
 * @module
 */
import type { LockedContext } from '../../context.js';
import { updateToken } from '../../store/tables/tokens.js';
import { newBioKey } from '../people/bio-key.js';
import type { OperationHandler } from './operation-handler.js';
import { deny } from './operation-result.js';

export const setBioKey: OperationHandler<'bio.set'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(context, { secrets, checkFactor }) {
    const { keys, tx, audit, service, token } = context;
    if (service.bio === 'off') return deny('BIO_KEY_NOT_ALLOWED');
    if (!secrets.nbio) return deny('REQUEST_MALFORMED');
    if (token.bio_v) return deny('BIO_KEY_ALREADY_EXIST');
    if (!isFirstWhereForced(context)) {
      const factor = await checkFactor();
      if (!factor.ok) return factor;
    }
    await updateToken(tx, token.tid, newBioKey(keys, token.tid, secrets.nbio));
    await audit('bio.set', token.tid, { uid: token.uid });
    return { ok: true, out: {} };
  },
};

/**
 * If the BioKey is the only factor, only the first one is registered without a factor. After a revocation a thief could
 * register another, so only an administrator can allow it.
 */
function isFirstWhereForced({ service, token }: LockedContext): boolean {
  return service.bio === 'forced' && !token.bio_had;
}

/**
 * Operation `bio.set`: registers the BioKey of a token.
 * @module
 */
import { updateToken } from '../../store/tokens.js';
import { newBioKey } from '../people/bio-key.js';
import { checkStrictFactor } from '../people/factor.js';
import { deny, type Operation, type Scene } from './operation-scope.js';

export const setBioKey: Operation<'bio.set'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(scene) {
    const { context, tx, audit, service, token, secrets } = scene;
    if (service.bio === 'off') return deny('BIO_KEY_NOT_ALLOWED');
    if (!secrets.nbio) return deny('REQUEST_MALFORMED');
    if (token.bio_v) return deny('BIO_KEY_ALREADY_EXIST');
    const refused = isFirstWhereForced(scene) ? undefined : await checkStrictFactor(scene);
    if (refused) return refused;
    await updateToken(tx, token.tid, newBioKey(context.keys, token.tid, secrets.nbio));
    await audit('bio.set', token.tid, { uid: token.uid });
    return { ok: true, out: {} };
  },
};

/** Where the BioKey is the only factor, the first one cannot ask for it; every later one would let a thief in. */
function isFirstWhereForced({ service, token }: Scene): boolean {
  return service.bio === 'forced' && !token.bio_had;
}

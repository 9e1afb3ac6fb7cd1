/**
 * Operation `seal`: the service countersigns a statement of the token over data, and adds who the person is. The
 * data stay in the browser.
 * @module
 */
import type { EcPublicJwk } from '../../../crypto/jwk.js';
import type { OperationArg } from '../../../protocol/operations.js';
import { sealType } from '../../../protocol/seal.js';
import { openDeviceSeal } from '../../../protocol/seal-verification.js';
import type { LockedContext } from '../../context.js';
import { findSeal } from '../../store/seals.js';
import { signAsService } from '../keys/key-ring.js';
import { recordSeal } from '../seals/issued-seal.js';
import type { OperationHandler } from './operation-handler.js';
import { deny } from './operation-result.js';

type Arg = OperationArg<'seal'>;

export const sealData: OperationHandler<'seal'> = {
  isForProvisionalToken: false,
  worksWhenTokenIsBlocked: false,
  worksWhenUserIsBlocked: false,
  async run(context, { arg, checkFactor }) {
    const { keys, publicUrl, audit, now, service, user, token } = context;
    if (service.seal !== 1) return deny('SEALING_IS_NOT_ALLOWED');
    const jti = await sealNumber(context, arg);
    // A number names one seal of a token.
    const isNew = jti !== undefined && !(await findSeal(context.tx, { tid: token.tid, jti }));
    if (!isNew) return deny('REQUEST_MALFORMED');
    const factor = await checkFactor();
    if (!factor.ok) return factor;
    const { dig, len, dev } = arg;
    const seal = await signAsService(keys, sealType, {
      iss: publicUrl,
      aud: token.als,
      sub: user.uid,
      login: user.login,
      jti,
      iat: Math.floor(now / 1000),
      dig,
      len,
      amr: factor.amr,
      tid: token.tid,
      jwk: JSON.parse(token.pub) as EcPublicJwk,
      dev,
    });
    await recordSeal(context, jti, seal);
    await audit('seal.made', token.tid, { uid: user.uid, jti, len });
    return { ok: true, out: { seal } };
  },
};

/** The number of the seal; undefined when the statement is not by the token's key or not over these data. */
async function sealNumber(
  { publicUrl, token }: LockedContext,
  { dig, len, dev }: Arg,
): Promise<string | undefined> {
  const claims = await openDeviceSeal(dev, token.tid);
  const isSame =
    claims?.iss === publicUrl &&
    claims.als === token.als &&
    claims.dig === dig &&
    claims.len === len;
  return isSame ? claims.jti : undefined;
}

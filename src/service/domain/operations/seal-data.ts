/**
 * Operation `seal`: the service countersigns a statement of the token over data, and adds who the person is. The
 * data stay in the browser.
 * @module
 */
import type { EcPublicJwk } from '../../../crypto/jwk.js';
import { splitCompact } from '../../../crypto/jws.js';
import type { OperationArg } from '../../../protocol/operations.js';
import { isOnOccasion, sealType, type NamedSeal } from '../../../protocol/seal.js';
import { MalformedError } from '../../../protocol/readers.js';
import { isAbout, openDeviceSeal, openNamedSeal } from '../../../protocol/seal-verification.js';
import type { LockedContext } from '../../context.js';
import { decodeStrictJson } from '../message/strict-json.js';
import { findSeal } from '../../store/tables/seals.js';
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
    const stated = await openStatements(context, arg);
    if (!stated) return deny('REQUEST_MALFORMED');
    const factor = await checkFactor();
    if (!factor.ok) return factor;
    const { jti, named } = stated;
    const occasion = { uid: user.uid, amr: factor.amr, at: now };
    if (named && !isOnOccasion(named, occasion)) return deny('REQUEST_MALFORMED');
    const { dig, len, dev, dev2 } = arg;
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
      dev2,
    });
    await recordSeal(context, jti, seal);
    await audit('seal.made', token.tid, { uid: user.uid, jti, len });
    return { ok: true, out: { seal } };
  },
};

/**
 * Reads the statements of the token; undefined when one is not by its key, not over these data, or has the number of an
 * earlier seal.
 */
async function openStatements(
  { publicUrl: iss, token, tx }: LockedContext,
  { dig, len, dev, dev2 }: Arg,
): Promise<{ readonly jti: string; readonly named?: NamedSeal | undefined } | undefined> {
  if (!isStrict(dev) || (dev2 !== undefined && !isStrict(dev2))) return undefined;
  const { tid, als } = token;
  const subject = { iss, als, dig, len };
  const device = await openDeviceSeal(dev, tid);
  if (!device || !isAbout(device, subject)) return undefined;
  const { jti } = device;
  // A number names one seal of a token.
  if (await findSeal(tx, { tid, jti })) return undefined;
  if (dev2 === undefined) return { jti };
  const named = await openNamedSeal(dev2, tid);
  return named?.jti === jti && isAbout(named, subject) ? { jti, named } : undefined;
}

/** Tells whether all verifiers of a statement read the same in it: it is shown to others, whose parsers may differ. */
function isStrict(compact: string): boolean {
  const jws = splitCompact(compact);
  try {
    decodeStrictJson(jws.protected);
    decodeStrictJson(jws.payload);
    return true;
  } catch (error) {
    if (error instanceof MalformedError) return false;
    throw error;
  }
}

/**
 * Seals data: obtains a statement by this token and the service that others can verify.
 * @module
 */
import { randomBytes, toBase64Url } from '../../crypto/bytes.js';
import { signCompact } from '../../crypto/jws.js';
import { protocolVersion } from '../../protocol/limits.js';
import { MalformedError } from '../../protocol/readers.js';
import {
  deviceSealType,
  methodsOf,
  namedSealFeature,
  namedSealType,
  readSeal,
  sealType,
  type SealDigest,
} from '../../protocol/seal.js';
import { readable } from '../service/exchange.js';
import type { MakeArg } from '../ratchet/operation-message.js';
import { outOf } from '../ratchet/ratchet.js';
import { executeFor } from '../person/asked-operation.js';
import { enrolmentOf } from '../enrolment/enrolments.js';
import type { WithLogin } from '../call-arguments.js';
import type { Run } from '../run.js';
import { digestData, type DataToSeal, type SealOptions } from '../sealed-data.js';
import { service, verified } from '../service/session.js';

// Loaded with this operation; a page with a frame digests the data itself.
export { digestData };

/** Seals data by their digest; the data are not sent. */
export async function sealData(
  run: Run,
  input: WithLogin<SealOptions> & DataToSeal,
): Promise<string> {
  return sealDigest(run, { ...input, ...(await digestData(run, input)) });
}

/** Seals data of which only the digest is known. */
export async function sealDigest(
  run: Run,
  { login, dig, len, pin }: WithLogin & SealDigest,
): Promise<string> {
  const { tid, uid, sk, pub: jwk } = await enrolmentOf(run, login);
  const claim = { tid, dig, len, jti: toBase64Url(randomBytes(16)) };
  const { iss, als } = run;
  const state = (typ: string, more?: object) =>
    signCompact(
      sk,
      { alg: 'ES256', typ, jwk },
      { v: protocolVersion, iss, als, ...claim, ...more },
    );
  const dev = await state(deviceSealType);
  const arg: MakeArg<'seal'> = async (secrets, now) => {
    const { features, policy } = await service(run);
    const isNamed = now !== undefined && features?.includes(namedSealFeature);
    const amr = methodsOf(secrets?.pin?.k, policy.kind);
    const dev2 = isNamed ? await state(namedSealType, { uid, amr, now }) : undefined;
    return { dig, len, dev, dev2 };
  };
  const executed = await executeFor(run, login, { op: 'seal', arg }, pin);
  const { seal } = await outOf(executed);
  return readable(async () => {
    const claims = readSeal(await verified(run, seal, sealType), '$');
    const isOurs = Object.entries(claim).every(
      ([name, value]) => claims[name as keyof typeof claim] === value,
    );
    if (!isOurs || claims.iss !== iss) throw new MalformedError('$.seal');
    return seal;
  });
}

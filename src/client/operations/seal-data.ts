/**
 * Has data sealed: a statement by this token and the service that others can verify.
 * @module
 */
import { randomBytes, toBase64Url, utf8 } from '../../crypto/bytes.js';
import { sha256 } from '../../crypto/hkdf.js';
import { signCompact } from '../../crypto/jws.js';
import { NeonError } from '../../errors.js';
import { protocolVersion } from '../../protocol/limits.js';
import { MalformedError } from '../../protocol/read.js';
import { deviceSealType, readSeal, readSealOut, sealType } from '../../protocol/seal.js';
import type { PinOptions } from '../client.js';
import { readable } from '../exchange.js';
import { outOf } from '../out.js';
import { perform } from '../perform.js';
import { enrolmentOf } from '../records.js';
import type { Run } from '../run.js';
import { verified } from '../session.js';

/** Digests the data here; they are not sent. */
export async function sealData(
  run: Run,
  login: string,
  data: string,
  { pin }: PinOptions,
): Promise<string> {
  // Each lone surrogate would become U+FFFD, and two different texts would have one seal.
  if (/\p{Surrogate}/u.test(data)) throw new NeonError('SEALDATA_IS_NOT_VALID');
  const bytes = utf8(data);
  const { tid, sk, pub: jwk } = await enrolmentOf(run.store, login);
  const claim = {
    tid,
    dig: toBase64Url(await sha256(bytes)),
    len: bytes.length,
    jti: toBase64Url(randomBytes(16)),
  };
  const { iss, als } = run;
  const header = { alg: 'ES256', typ: deviceSealType, jwk };
  const dev = await signCompact(sk, header, { v: protocolVersion, iss, als, ...claim });
  const arg = { dig: claim.dig, len: claim.len, dev };
  const executed = await perform(run, login, { op: 'seal', arg }, pin);
  return readable(async () => {
    const { seal } = readSealOut(outOf(executed), '$');
    const claims = readSeal(await verified(run, seal, sealType), '$');
    const isOurs = Object.entries(claim).every(
      ([name, value]) => claims[name as keyof typeof claim] === value,
    );
    if (!isOurs || claims.iss !== iss) throw new MalformedError('$.seal');
    return seal;
  });
}

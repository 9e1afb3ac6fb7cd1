/**
 * Operations of raw tokens and their outcomes.
 */
import { toBase64Url, utf8 } from '../../../../src/crypto/bytes.js';
import { signCompact } from '../../../../src/crypto/jws.js';
import type { Json } from './token-answers.js';
import { stretched } from './enrolled-token.js';
import type { RawToken } from './raw-token.js';
import { hash, random } from './token-keys.js';

export const otherPin = stretched(7);

/** Secret part with a BioKey of the given filler. */
export const bioKey = (filler: number) => ({ pin: { k: 'bio', p: stretched(filler) } });

/** Runs an operation; resolves with `OK`, or its error with the remaining tries. */
export async function outcomeOf(
  token: RawToken,
  op: string,
  secrets?: Json,
  arg: Json = {},
): Promise<string> {
  const { ok, err, left } = await token.run(op, secrets, { core: { arg } });
  if (ok) return 'OK';
  return left === undefined ? String(err) : `${String(err)} ${String(left)}`;
}

/** Runs an operation that has to succeed; resolves with its `out`. */
export async function outOf(
  token: RawToken,
  op: string,
  secrets?: Json,
  arg: Json = {},
): Promise<Json> {
  const answer = await token.run(op, secrets, { core: { arg } });
  if (!answer['ok']) throw new Error(JSON.stringify(answer));
  return answer['out'] as Json;
}

/** `arg` of operation `seal` over text, with members of the token's statement altered. */
export async function sealArg(
  { door, tid, jwk, pair }: RawToken,
  text: string,
  { claims = {}, header = {}, key = pair.privateKey }: SealDraft = {},
): Promise<{ dig: string; len: number; dev: string }> {
  const { iss, als } = door;
  const bytes = utf8(text);
  const [dig, len] = [hash(bytes), bytes.length];
  const dev = await signCompact(
    key,
    { alg: 'ES256', typ: 'btt-dev-seal', jwk, ...header },
    { v: 1, iss, als, tid, dig, len, jti: random(16), ...claims },
  );
  return { dig, len, dev };
}

/** `arg` of operation `seal` with a second statement, which also has the given claims. */
export async function namedSealArg(
  token: RawToken,
  text: string,
  claims: Json,
): Promise<{ dig: string; len: number; dev: string; dev2: string }> {
  const jti = random(16);
  const { dev, ...digest } = await sealArg(token, text, { claims: { jti } });
  const header = { typ: 'btt-dev-seal2' };
  const { dev: dev2 } = await sealArg(token, text, { header, claims: { jti, ...claims } });
  return { ...digest, dev, dev2 };
}

/** Alterations of the token's statement. */
export interface SealDraft {
  readonly claims?: Json;
  readonly header?: Json;
  readonly key?: CryptoKey;
}

/** A digest that matches no data. */
export const noDigest = toBase64Url(new Uint8Array(32));

/**
 * The first message of an activation, with any of its layers altered.
 */
import type { Bytes } from '../../../../src/crypto/bytes.js';
import { normaliseLongCode } from '../../../../src/protocol/typed-values.js';
import { openDir } from '../../../../src/crypto/jwe.js';
import type { EcPublicJwk } from '../../../../src/crypto/jwk.js';
import { signCompact } from '../../../../src/crypto/jws.js';
import {
  activationAnswerHeader,
  readActivationAnswer,
} from '../../../../src/protocol/activation.js';
import { granted, parsed, type Json } from './token-answers.js';
import type { Door, Reply } from './token-door.js';
import { sealActivation } from './token-keys.js';

/** A1, ready to be sent, and the keys that come of it. */
export interface ActivationMessage {
  readonly body: Json;
  readonly answerKey: Bytes;
  /** `K_0`. */
  readonly firstKey: Bytes;
}

/** Who activates. */
interface Keys {
  readonly door: Door;
  readonly jwk: EcPublicJwk;
  readonly pair: CryptoKeyPair;
}

/** Members to set, or with `undefined` to leave out, in each of the three layers. */
export interface ActivationDraft {
  readonly claims?: Json;
  readonly header?: Json;
  readonly outer?: Json;
  readonly staticKey?: CryptoKey;
}

/** Builds A1 for a code. */
export async function activationOf(
  { door, jwk, pair }: Keys,
  code: string,
  { claims, header, outer, staticKey = pair.privateKey }: ActivationDraft = {},
): Promise<ActivationMessage> {
  const { iss, als, origin } = door;
  const { hpke, chal } = await door.hello();
  const { enc, ct, ...keys } = await sealActivation(hpke.pk, iss, als, (nonce) => {
    const plain = { v: 1, iss, als, org: origin, code: normaliseLongCode(code), name: 'Raw' };
    const all = { ...plain, nonce, chal, lib: 'raw', plat: 'Node', ...claims };
    return signCompact(staticKey, { alg: 'ES256', typ: 'btt-act', jwk, ...header }, all);
  });
  return { body: { v: 1, als, kid: hpke.kid, enc, ct, ...outer }, ...keys };
}

/** Opens the answer to A1. */
export async function openActivation(
  { answerKey }: ActivationMessage,
  reply: Reply,
): Promise<Json> {
  return parsed(
    await openDir(answerKey, activationAnswerHeader, granted(reply)),
    readActivationAnswer,
  );
}

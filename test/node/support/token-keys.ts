/**
 * Every key and hash that a token computes, by the functions of the protocol. All in one place, and all asynchronous,
 * whether the function behind is or not.
 */
import { randomBytes, utf8, type Bytes } from '../../../src/crypto/bytes.js';
import { sha256 } from '../../../src/crypto/hkdf.js';
import { sealHpke } from '../../../src/crypto/hpke.js';
import { openDir, sealDir } from '../../../src/crypto/jwe.js';
import { keyId, type EcPublicJwk } from '../../../src/crypto/jwk.js';
import { signHs256, type JwsSignature } from '../../../src/crypto/jws.js';
import {
  activationExports,
  activationInfo,
  nextDynamicKey,
  operationMacKey,
  requestKey,
  responseKey,
  statusMacKey,
  syncAnswerKey,
  syncMacKey,
  type Position,
  type Step,
} from '../../../src/protocol/key-schedule.js';
import { answerHeader, secretHeader } from '../../../src/protocol/operation.js';
import { syncAnswerHeader } from '../../../src/protocol/sync.js';

/** A dynamic key and where it stands. */
export interface DynamicKey extends Position {
  readonly key: Bytes;
}

export async function hash(data: Bytes): Promise<Bytes> {
  return sha256(data);
}

export async function hashOf(text: string): Promise<Bytes> {
  return hash(utf8(text));
}

export async function tokenIdOf(jwk: EcPublicJwk): Promise<string> {
  return keyId(jwk);
}

export async function macOf(key: Bytes, header: object, payload: string): Promise<JwsSignature> {
  return signHs256(key, header, payload);
}

export async function operationMac({ key, ...at }: DynamicKey): Promise<Bytes> {
  return operationMacKey(key, at);
}

export async function statusMac({ key, ...at }: DynamicKey): Promise<Bytes> {
  return statusMacKey(key, at);
}

/** The key one step later. */
export async function next({ key, ...at }: DynamicKey, step: Step): Promise<DynamicKey> {
  return { tid: at.tid, n: at.n + 1, key: await nextDynamicKey(key, at, step) };
}

/** `ksyn`, of the key *after* the operation that is asked about. */
export async function syncMac({ key, ...at }: DynamicKey, rid: Bytes, sid: Bytes): Promise<Bytes> {
  return syncMacKey(key, at, rid, sid);
}

export async function openSyncAnswer(
  { key, ...at }: DynamicKey,
  rid: Bytes,
  sid: Bytes,
  compact: string,
): Promise<Bytes> {
  return openDir(await syncAnswerKey(key, at, rid, sid), syncAnswerHeader, compact);
}

export async function sealSecrets(
  { key, ...at }: DynamicKey,
  rid: Bytes,
  plaintext: Bytes,
): Promise<string> {
  return sealDir(await requestKey(key, at, rid), secretHeader, plaintext);
}

export async function openAnswer(
  { key, ...at }: DynamicKey,
  rid: Bytes,
  compact: string,
): Promise<Bytes> {
  return openDir(await responseKey(key, at, rid), answerHeader, compact);
}

/** An activation message: what is sent, and the keys that both sides take from it. */
export interface SealedActivation {
  readonly enc: Bytes;
  readonly ciphertext: Bytes;
  readonly firstKey: Bytes;
  readonly answerKey: Bytes;
}

export async function sealActivation(
  recipient: Bytes,
  iss: string,
  als: string,
  plaintextFor: (enc: Bytes) => Promise<Bytes>,
): Promise<SealedActivation> {
  const message = await sealHpke(recipient, activationInfo(iss, als), plaintextFor);
  return {
    enc: message.enc,
    ciphertext: message.ciphertext,
    firstKey: await message.export(activationExports.firstKey, 32),
    answerKey: await message.export(activationExports.answerKey, 32),
  };
}

/** A fresh step, of which only `ch` is still to come. */
export function freshStep(): Pick<Step, 'rid' | 'r'> {
  return { rid: randomBytes(16), r: randomBytes(32) };
}

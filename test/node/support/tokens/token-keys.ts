/**
 * Every key and hash that a token computes, by the functions of the protocol.
 */
import {
  fromBase64Url,
  randomBytes,
  toBase64Url,
  utf8,
  type Bytes,
} from '../../../../src/crypto/bytes.js';
import { sha256 } from '../../../../src/crypto/hashes.js';
import { sealHpke } from '../../../../src/crypto/hpke.js';
import { openDir, sealDir } from '../../../../src/crypto/jwe.js';
import { keyId, type EcPublicJwk } from '../../../../src/crypto/jwk.js';
import { signHs256, type JwsSignature } from '../../../../src/crypto/jws.js';
import { activationExports, activationInfo } from '../../../../src/protocol/activation.js';
import {
  nextDynamicKey,
  operationMacKey,
  requestKey,
  responseKey,
  statusMacKey,
  syncAnswerKey,
  syncMacKey,
} from '../../../../src/protocol/key-schedule.js';
import { answerHeader, secretHeader } from '../../../../src/protocol/operation-message.js';
import { syncAnswerHeader } from '../../../../src/protocol/sync.js';

/** A dynamic key and where it stands. */
export interface DynamicKey {
  readonly tid: string;
  readonly n: number;
  readonly key: Bytes;
}

/** What one step is made of besides the key. */
export interface Step {
  readonly rid: string;
  readonly r: string;
  readonly ch: string;
}

const bytes = fromBase64Url;

/** The position before the one of a key. */
const before = ({ tid, n }: DynamicKey) => ({ tid, n: n - 1 });

/** SHA-256 in base64url. */
export function hash(data: Bytes): string {
  return toBase64Url(sha256(data));
}

export function tokenIdOf(jwk: EcPublicJwk): string {
  return keyId(jwk);
}

export function macOf(key: Bytes, header: object, payload: string): JwsSignature {
  return signHs256(key, header, payload);
}

export function operationMac(at: DynamicKey): Bytes {
  return operationMacKey(at.key, at);
}

export function statusMac(at: DynamicKey): Bytes {
  return statusMacKey(at.key, at);
}

/** The key one step later. */
export function next(at: DynamicKey, step: Step): DynamicKey {
  return { tid: at.tid, n: at.n + 1, key: nextDynamicKey(at.key, at, step) };
}

/** `ksyn`, of the key *after* the operation that is asked about. */
export function syncMac(after: DynamicKey, rid: string, sid: string): Bytes {
  return syncMacKey(after.key, before(after), rid, sid);
}

/** Opens the answer to a sync; parameters as {@link syncMac}. */
export async function openSyncAnswer(
  after: DynamicKey,
  rid: string,
  sid: string,
  compact: string,
): Promise<Bytes> {
  const key = syncAnswerKey(after.key, before(after), rid, sid);
  return openDir(key, syncAnswerHeader, compact);
}

export async function sealSecrets(at: DynamicKey, rid: string, plaintext: Bytes): Promise<string> {
  return sealDir(requestKey(at.key, at, rid), secretHeader, plaintext);
}

export async function openAnswer(at: DynamicKey, rid: string, compact: string): Promise<Bytes> {
  return openDir(responseKey(at.key, at, rid), answerHeader, compact);
}

/** An activation message: what is sent, and the keys that both sides take from it. */
export interface SealedActivation {
  readonly enc: string;
  readonly ct: string;
  readonly firstKey: Bytes;
  readonly answerKey: Bytes;
}

export async function sealActivation(
  recipient: string,
  iss: string,
  als: string,
  plaintextFor: (nonce: string) => Promise<string>,
): Promise<SealedActivation> {
  const message = await sealHpke(bytes(recipient), activationInfo(iss, als), async (enc) =>
    utf8(await plaintextFor(hash(enc))),
  );
  return {
    enc: toBase64Url(message.enc),
    ct: toBase64Url(message.ciphertext),
    firstKey: message.export(activationExports.firstKey, 32),
    answerKey: message.export(activationExports.answerKey, 32),
  };
}

/** Random bytes in base64url, for ids and contributions. */
export function random(length: number): string {
  return toBase64Url(randomBytes(length));
}

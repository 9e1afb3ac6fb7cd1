/**
 * The keys of a new token and its first record, which is read back before anything is sent.
 * @module
 */
import { equalBytes, type Bytes } from '../../crypto/bytes.js';
import { exportPublicJwk, keyId, type EcPublicJwk } from '../../crypto/jwk.js';
import {
  generateSigningKey,
  importVerifyingKey,
  signEs256,
  verifyEs256,
} from '../../crypto/jws.js';
import { webCrypto } from '../../crypto/web-crypto.js';
import { NeonError } from '../../errors.js';
import { recordOf, type TokenRecord } from '../token-record.js';
import type { ClientContext } from '../ports.js';
import { codeOf } from '../service/exchange.js';
import { unwrapDynamicKey, wrapDynamicKey } from '../ratchet/wrapped-key.js';

/** The keys of a token that the service does not know yet. */
export interface NewKeys {
  readonly tid: string;
  readonly sk: CryptoKey;
  readonly pub: EcPublicJwk;
  readonly wk: CryptoKey;
}

/** Generates the keys of a token; their private halves cannot be exported. */
export async function newKeys(): Promise<NewKeys> {
  const { privateKey: sk, publicKey } = await generateSigningKey();
  const pub = await exportPublicJwk(publicKey);
  return { tid: keyId(pub), sk, pub, wk: await generateWrapKey() };
}

/**
 * Stores the record of a new token, reads it back, and uses the keys that were read.
 *
 * @throws {NeonError} `STORAGE_NOT_PERSISTENT` when they do not come back whole; `STORAGE_UNAVAILABLE`.
 */
export async function storeNewToken(
  { store, als, clock }: ClientContext,
  keys: NewKeys,
  firstKey: Bytes,
  service: { readonly mac: string; readonly name: string },
): Promise<void> {
  const put: TokenRecord = {
    ...keys,
    ...service,
    als,
    uid: '',
    login: '',
    state: 'activating',
    n: 0,
    K: await wrapDynamicKey(keys, 0, firstKey),
    pend: null,
    hist: [],
    rev: 0,
    need: null,
    st: 'active',
    usr: 'active',
    left: null,
    mark: null,
    obsolete: false,
    created: clock.wall(),
  };
  await store.change(() => ({ put }));
  const remove = () => store.change(() => ({ remove: [keys.tid] }));
  const kept = recordOf(await store.records(), keys.tid);
  const keeps = await isSound(kept, firstKey).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  if (keeps) return;
  await remove();
  throw new NeonError('STORAGE_NOT_PERSISTENT', { message: 'stored keys do not come back whole' });
}

/** @throws {NeonError} `UNEXPECTED_ERROR` when the platform fails, which says nothing about the storage. */
async function isSound(record: TokenRecord | undefined, firstKey: Bytes): Promise<boolean> {
  try {
    // First, since it tells keys that are lost from a platform that fails.
    const dynamicKey = await unwrapDynamicKey(record!);
    const { sk, pub } = record!;
    const payload = 'cHJvYmU';
    const signature = await signEs256(sk, {}, payload);
    const verifies = await verifyEs256(await importVerifyingKey(pub), signature, payload);
    return verifies && equalBytes(dynamicKey, firstKey);
  } catch (error) {
    if (codeOf(error) === 'UNEXPECTED_ERROR') throw error;
    return false;
  }
}

/** Generates the key that wraps dynamic keys; it cannot be exported. */
function generateWrapKey(): Promise<CryptoKey> {
  return webCrypto((subtle) =>
    subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
  );
}

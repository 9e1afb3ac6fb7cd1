/**
 * WebCrypto whose random numbers follow from a seed, and which remembers private keys, so that conversations of test
 * vectors come out the same each time and every secret of them can be published.
 * @module
 */
import { concat, fromBase64Url, u64, utf8, type Bytes } from '../../src/crypto/bytes.js';
import { sha256 } from '../../src/crypto/hashes.js';
import { keyPairOf, signDeterministically, type EcPrivateJwk } from './deterministic-signature.js';

/** The private keys on P-256 that were generated, oldest first. */
export type GeneratedKeys = (EcPrivateJwk & { readonly use: 'ECDSA' | 'ECDH' })[];

/** Replaces the `crypto` of this process for good. */
export function makeCryptoRepeatable(seed: string): GeneratedKeys {
  const { subtle } = crypto;
  const generated: GeneratedKeys = [];
  const scalars = new WeakMap<CryptoKey, Bytes>();
  let blocks = 0;

  function random(length: number): Bytes {
    let bytes = new Uint8Array();
    while (bytes.length < length) bytes = concat(bytes, sha256(concat(utf8(seed), u64(blocks++))));
    return bytes.slice(0, length);
  }

  async function importKey(
    format: 'jwk' | 'raw',
    data: JsonWebKey | Bytes,
    ...rest: [algorithm: AlgorithmIdentifier, extractable: boolean, usages: KeyUsage[]]
  ): Promise<CryptoKey> {
    // Its overloads tell formats apart; what belongs together is passed on together.
    const key = await subtle.importKey(format as 'raw', data as Bytes, ...rest);
    if ('d' in data && data.d) scalars.set(key, fromBase64Url(data.d));
    return key;
  }

  async function generateKey(
    algorithm: AlgorithmIdentifier | EcKeyGenParams,
    extractable: boolean,
    usages: KeyUsage[],
  ): Promise<CryptoKey | CryptoKeyPair> {
    const { name } = algorithm as Algorithm;
    if (name === 'AES-GCM') return importKey('raw', random(32), name, extractable, usages);
    const use = name as 'ECDSA' | 'ECDH';
    const jwk = keyPairOf(random(32));
    generated.push({ ...jwk, use });
    const { d: _, ...publicJwk } = jwk;
    const only = (...those: KeyUsage[]) => usages.filter((usage) => those.includes(usage));
    const privately = only('sign', 'deriveBits');
    return {
      publicKey: await importKey('jwk', publicJwk, algorithm, true, only('verify')),
      privateKey: await importKey('jwk', jwk, algorithm, extractable, privately),
    };
  }

  const sign: SubtleCrypto['sign'] = async (algorithm, key, data) => {
    const scalar = scalars.get(key);
    // Keys of HMAC are no scalars.
    if (!scalar) return subtle.sign(algorithm, key, data);
    return signDeterministically(scalar, new Uint8Array(data as Bytes)).buffer;
  };

  const replaced: Record<string, unknown> = { importKey, generateKey, sign };
  const repeatable = new Proxy(subtle, {
    get(_, name: keyof SubtleCrypto) {
      const own: unknown = subtle[name];
      return replaced[name] ?? (typeof own === 'function' ? own.bind(subtle) : own);
    },
  });
  const getRandomValues = (bytes: Bytes) => {
    bytes.set(random(bytes.length));
    return bytes;
  };
  Object.defineProperty(globalThis, 'crypto', { value: { subtle: repeatable, getRandomValues } });
  return generated;
}

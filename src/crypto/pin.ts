/**
 * PINs and passwords: stretching with PBKDF2-HMAC-SHA-256 (RFC 8018).
 * @module
 */
import { utf8, type Bytes } from './bytes.js';
import { webCrypto } from './web-crypto.js';

/** Iteration counts that a client accepts from a service: fewer are weak, more freeze a phone. */
export const pinIterations = { min: 100_000, max: 5_000_000 } as const;

/**
 * Stretches a normalised PIN, password or BioKey to 32 bytes, off the main thread.
 *
 * @param normalised not empty: WebKit refuses an empty secret.
 * @param iterations within {@link pinIterations}; the caller has checked it.
 */
export async function stretchPin(
  normalised: string,
  salt: Bytes,
  iterations: number,
): Promise<Bytes> {
  const secret = utf8(normalised);
  const key = await webCrypto((subtle) =>
    subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']),
  );
  secret.fill(0);
  return new Uint8Array(
    await webCrypto((subtle) =>
      subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256),
    ),
  );
}

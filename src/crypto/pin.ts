/**
 * PIN and password: one spelling, then stretching with PBKDF2-HMAC-SHA-256 (RFC 8018).
 * @module
 */
import { utf8, type Bytes } from './bytes.js';

/** Iteration counts that a client accepts from a service: below is weak, above freezes a phone. */
export const pinIterations = { min: 100_000, max: 5_000_000 } as const;

/**
 * Brings a PIN to the one form that is stretched: NFKC, and in PIN mode every Unicode decimal digit as
 * its ASCII counterpart. The verifier depends on this for ever.
 */
export function normalisePin(pin: string, kind: PinKind): string {
  const text = pin.normalize('NFKC');
  return kind === 'digits' ? text.replace(/\p{Nd}/gu, asciiDigit) : text;
}

/** `digits`: a PIN. `text`: a password. */
export type PinKind = 'digits' | 'text';

/**
 * Stretches a normalised PIN, BioKey or password to 32 bytes, off the main thread.
 *
 * @param normalised not empty: WebKit does not stretch that.
 * @param iterations within {@link pinIterations}; the caller has checked it.
 */
export async function stretchPin(
  normalised: string,
  salt: Bytes,
  iterations: number,
): Promise<Bytes> {
  const secret = utf8(normalised);
  const key = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
  secret.fill(0);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256),
  );
}

/** Decimal digits come in runs of ten code points that start at a zero, aligned as in Unicode's data. */
function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0)!;
  let zero = point;
  while (zero > point - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(point - zero);
}

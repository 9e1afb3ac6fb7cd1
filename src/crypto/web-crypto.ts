/**
 * Calls of WebCrypto, which tell a failure of the platform from input that is wrong.
 * @module
 */
import { NeonError } from '../errors.js';

type Subtle = typeof crypto.subtle;

/** What WebCrypto refuses input with: a point off the curve, a tag that does not verify, a key that is none. */
const inputErrors: ReadonlySet<string> = new Set([
  'DataError',
  'InvalidAccessError',
  'OperationError',
  'TypeError',
]);

/**
 * Performs a call whose input is known to be right.
 * @throws {NeonError} `UNEXPECTED_ERROR` when the platform fails.
 */
export async function webCrypto<T>(call: (subtle: Subtle) => Promise<T>): Promise<T> {
  try {
    return await call(crypto.subtle);
  } catch (cause) {
    throw platformError(cause);
  }
}

/**
 * Performs a call whose input may be wrong.
 * @throws {DOMException} and TypeError, by which WebCrypto refuses input.
 * @throws {NeonError} `UNEXPECTED_ERROR` when the platform fails.
 */
export async function webCryptoOnInput<T>(call: (subtle: Subtle) => Promise<T>): Promise<T> {
  const { subtle } = crypto as { readonly subtle?: Subtle };
  if (!subtle) throw platformError(new TypeError('crypto.subtle is missing'));
  try {
    return await call(subtle);
  } catch (cause) {
    if (cause instanceof Error && inputErrors.has(cause.name)) throw cause;
    throw platformError(cause);
  }
}

/** The error of a platform that fails. */
export function platformError(cause: unknown): NeonError {
  return new NeonError('UNEXPECTED_ERROR', {
    message: 'the cryptography of this platform failed',
    cause,
  });
}

/**
 * Keys of WebCrypto, in declarations that others compile.
 * @module
 */

/**
 * `CryptoKey` by what the global object has: without the library `dom`, the types of Node 22 and 24 have none of that
 * name.
 */
export type PlatformKey = typeof globalThis extends { CryptoKey: { prototype: infer Key } }
  ? Key
  : object;

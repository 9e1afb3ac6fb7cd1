/**
 * The type of WebCrypto keys in the published declarations.
 * @module
 */

/**
 * The type of `CryptoKey` where it is declared. The types of Node 22 and 24 do not declare it without the library `dom`.
 */
export type PlatformKey = typeof globalThis extends { CryptoKey: { prototype: infer Key } }
  ? Key
  : object;

/**
 * Sizes and times that client and service have to agree on.
 * @module
 */

/** Version of the protocol. */
export const protocolVersion = 1;

/** Largest request body of the token API, in bytes. */
export const maxRequestBytes = 16_384;

/** Largest response body that a client reads, in bytes. */
export const maxResponseBytes = 65_536;

/** Deepest nesting of a request's JSON. */
export const maxRequestDepth = 6;

/** Longest string of a request, in UTF-16 code units. */
export const maxStringLength = 4_096;

/** Longest compact JWS that a relying party may have verified, in UTF-16 code units. */
export const longestCompact = 16_384;

/** Longest login or one-time password that a relying party may have verified, as typed, in UTF-16 code units. */
export const longestTyped = 1_024;

/** Most tokens in one status request. */
export const maxStatusItems = 16;

/** Lifetime of a challenge, in milliseconds. */
export const challengeLife = 5 * 60_000;

/** Encrypted plaintexts are padded to a multiple of this many bytes. */
export const paddingBlock = 256;

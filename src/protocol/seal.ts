/**
 * Operation `seal`: a statement by token and service over data, of which only the digest travels.
 * @module
 */
import { alias, origin, tokenId, version } from './fields.js';
import { exactly, id, integer, object, string } from './read.js';

/** `typ` of the statement of the token, a compact JWS by its static key, whose header has the `jwk`. */
export const deviceSealType = 'btt-dev-seal';

/** `typ` of a seal, a compact JWS by the service. */
export const sealType = 'btt-seal';

const compactJws = string(/^[\w-]+\.[\w-]+\.[\w-]+$/, 4096);

/** Reads `arg`, on the service. */
export const readSealArg = /* @__PURE__ */ exactly({
  /** SHA-256 of the UTF-8 of the data. */
  dig: id(32),
  /** Length of the UTF-8 in bytes. */
  len: integer(),
  /** Statement of the token, see {@link readDeviceSeal}. */
  dev: compactJws,
});

/** Reads the claims of the token's statement: no part of the operation, so that a seal gives nothing of it away. */
export const readDeviceSeal = /* @__PURE__ */ exactly({
  v: version,
  iss: origin,
  als: alias,
  tid: tokenId,
  dig: id(32),
  len: integer(),
  /** 16 random bytes made by the client; they name the seal. */
  jti: id(16),
});

/** Reads `out`. */
export const readSealOut = /* @__PURE__ */ object({
  seal: string(/^[\w-]+\.[\w-]+\.[\w-]+$/, 16_384),
});

/** Reads the claims of a seal, as far as its maker checks them. */
export const readSeal = /* @__PURE__ */ object({
  iss: origin,
  tid: tokenId,
  dig: id(32),
  len: integer(),
  jti: id(16),
});

/**
 * Operations `token.list` and `token.revoke`: the tokens of the user, and the end of one of them.
 * @module
 */
import { time, tokenId } from './fields.js';
import { array, exactly, object, oneOf, optional, string } from './read.js';

/** Reads `arg` of `token.revoke`, on the service; without `tid` the token ends itself. */
export const readRevokeArg = /* @__PURE__ */ exactly({ tid: optional(tokenId) });

/** Reads `out` of `token.list`: tokens that hold a slot of the user, oldest first. */
export const readTokensOut = /* @__PURE__ */ object({
  tokens: array(
    object({
      tid: tokenId,
      /** What the person calls that browser. */
      name: string(/^/, 256),
      /** What it runs on, in words. */
      plat: string(/^/, 128),
      st: oneOf('active', 'blocked', 'locked'),
      created: time,
      used: time,
    }),
    256,
  ),
});

/**
 * Operations `token.list` and `token.remove`: the tokens of the user, and the end of one that was lost.
 * @module
 */
import { time, tokenId } from './fields.js';
import { array, exactly, object, oneOf, string } from './read.js';

/** Reads `arg` of `token.remove`, on the service: another token of the user. */
export const readRemoveArg = /* @__PURE__ */ exactly({ tid: tokenId });

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

/**
 * Operation `code.new`: an activation code for another browser of the same user.
 * @module
 */
import { time } from './fields.js';
import { object, string } from './read.js';

/** Reads `out`. */
export const readCodeOut = /* @__PURE__ */ object({
  /** Long code, normalised. */
  code: string(/^[0-9A-Z]{16}$/, 16),
  /** Life in milliseconds. */
  ttl: time,
});

/**
 * Checks of values that pages submit. A value that cannot be valid is refused without asking the service.
 * @module
 */
import { longestCompact, longestTyped } from '../protocol/limits.js';

/** Tells whether a value has the form of a compact JWS, as seals and access tokens have. */
export function isCompactJws(value: unknown): value is string {
  const isText = typeof value === 'string' && value.length <= longestCompact;
  return isText && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value);
}

/** Tells whether a value is text of a length that a person types: a login or a one-time password. */
export function isTypedText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestTyped;
}

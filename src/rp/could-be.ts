/**
 * What values from outside can be at all. Pages hand over whatever they like: nobody is asked about what cannot be good.
 * @module
 */
import { longestCompact, longestTyped } from '../protocol/limits.js';

/** Whether it can be a compact JWS: a seal or an access token. */
export function couldBeCompact(value: unknown): value is string {
  const isText = typeof value === 'string' && value.length <= longestCompact;
  return isText && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value);
}

/** Whether it can be what a person types: a login or a one-time password. */
export function couldBeTyped(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestTyped;
}

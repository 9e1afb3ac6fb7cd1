/**
 * Code that most pages never need.
 * @module
 */
import { NeonError } from '../errors.js';

/**
 * The operations that are loaded when the first of them is asked for.
 * @throws {NeonError} `NETWORK_UNAVAILABLE` when they cannot be loaded.
 */
export async function seldom() {
  try {
    return await import('./on-demand.js');
  } catch (cause) {
    const message = 'a part of the page cannot be loaded';
    throw new NeonError('NETWORK_UNAVAILABLE', { message, cause });
  }
}

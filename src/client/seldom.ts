/**
 * Code that most pages never need: each part is loaded when it is first asked for.
 * @module
 */
import { NeonError } from '../errors.js';

/**
 * The operations that a person asks for now and then.
 * @throws {NeonError} `NETWORK_UNAVAILABLE` when they cannot be loaded.
 */
export const seldom = () => loaded(import('./on-demand.js'));

/**
 * Requests between the browsers of a user.
 * @throws {NeonError} `NETWORK_UNAVAILABLE` when they cannot be loaded.
 */
export const pushes = () => loaded(import('./push.js'));

/**
 * Waits for a part of the code.
 * @throws {NeonError} `NETWORK_UNAVAILABLE` when it cannot be loaded.
 */
export async function loaded<T>(part: Promise<T>): Promise<T> {
  try {
    return await part;
  } catch (cause) {
    throw new NeonError('NETWORK_UNAVAILABLE', { cause });
  }
}

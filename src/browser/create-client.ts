/**
 * Makes a client from options.
 * @module
 */
import type { NeonClient } from '../client/client.js';
import { performHere, type Perform } from '../client/perform-here.js';
import { loaded } from '../client/seldom.js';
import { makeTokenClient, type ClientOptions } from './make-token-client.js';

export type { ClientOptions };

/**
 * Makes the client of one alias of a service. Does nothing until a method is called.
 *
 * @throws {TypeError} for an option of the wrong type or form.
 */
export function createClient(options: ClientOptions): NeonClient {
  return makeTokenClient(options, options.iframe ? inFrame(options) : performHere);
}

/** Has operations done by a frame. */
const inFrame =
  (options: ClientOptions): Perform =>
  async (...call) =>
    (await loaded(import('./connect-frame.js'))).performInFrame(options, call);

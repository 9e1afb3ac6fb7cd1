/**
 * Makes a client from options.
 * @module
 */
import type { NeonClient } from '../client/client.js';
import { performHere, type Performer } from '../client/dispatcher.js';
import type { ClientFrame } from './frame/client-frame.js';
import { makeTokenClient, type ClientOptions } from './make-token-client.js';

export type { ClientOptions };

/**
 * Makes the client of one alias of a service. Does nothing until a method is called.
 *
 * @throws {TypeError} for an option of the wrong type or form.
 */
export function createClient(options: ClientOptions): NeonClient {
  return makeTokenClient(options, options.iframe ? frameOf(options) : performHere);
}

const loadFrame = (_suffix: string) => import('./frame/client-frame.js');

/** Has the calls of one client performed by a frame of its own. */
function frameOf(options: ClientOptions): Performer {
  let frame: ClientFrame | undefined;
  return (run, name, input) =>
    run.session.parts.part(loadFrame).then(({ ClientFrame }) => {
      run.signal.throwIfAborted();
      frame ??= new ClientFrame(run, options);
      return frame.perform(run, name, input);
    });
}

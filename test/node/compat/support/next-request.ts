/**
 * The approving side of a push.
 * @module
 */
import type { NeonClient, PushRequest } from '../../../../src/index.js';

/** The next push request that a browser of the person receives. */
export function nextRequest(client: NeonClient): Promise<PushRequest> {
  return new Promise((resolve) => {
    const stop = client.watchPushRequests(([request]) => {
      if (!request) return;
      stop();
      resolve(request);
    });
  });
}

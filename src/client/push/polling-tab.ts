/**
 * Lets one tab of a browser poll for requests and share them with the others, since browsers limit open connections.
 *
 * Without Web Locks every tab polls. Without a BroadcastChannel only the polling tab gets requests.
 * @module
 */
import { array, object, optional, string, boolean, integer, id } from '../../protocol/readers.js';
import type { PushRequest } from './inbox.js';
import type { Run } from '../run.js';

/** One of the tabs that watch for requests. */
export interface PollingTab {
  /** Polls as soon as no other tab does, until the signal is aborted. */
  lead(work: () => Promise<never>): Promise<void>;
  /** Gives requests to this tab and the others. */
  tell(requests: readonly PushRequest[]): void;
  close(): void;
}

/** Reads messages between tabs, which may run another version of the page. */
const readMessage = /* @__PURE__ */ object({
  /** A tab that has just started asks for the requests that are known. */
  ask: optional(boolean),
  requests: optional(
    array(
      object({
        pid: id(16),
        login: string(),
        site: string(),
        place: string(),
        browser: string(),
        askedAt: integer(),
        expiresAt: integer(),
      }),
      1024,
    ),
  ),
});

/** @param heard called with the newest requests, polled by this tab or another. */
export function pollingTab(
  { als, signal }: Run,
  heard: (requests: readonly PushRequest[]) => void,
): PollingTab {
  const name = `btt1:poll:${als}`;
  const channel = globalThis.BroadcastChannel && new BroadcastChannel(name);
  let last: readonly PushRequest[] | undefined;
  let leads = false;
  const send = () => leads && last && channel?.postMessage({ requests: last });
  channel?.addEventListener('message', ({ data }: MessageEvent) => {
    try {
      const { ask, requests } = readMessage(data, '$');
      if (ask) send();
      if (requests && !leads) heard(requests);
    } catch {
      // From another version of this library.
    }
  });
  channel?.postMessage({ ask: true });
  return {
    async lead(work) {
      const begin = () => {
        leads = true;
        return work();
      };
      const locks = globalThis.navigator?.locks as LockManager | undefined;
      await (locks ? locks.request(name, { signal }, begin) : begin());
    },
    tell(requests) {
      last = requests;
      heard(requests);
      send();
    },
    close: () => channel?.close(),
  };
}

/**
 * One tab of a browser asks for requests, and tells the others what it hears: connections that are held open are few.
 *
 * Where there are no Web Locks every tab asks; without a BroadcastChannel a tab that does not ask hears nothing until it
 * does.
 * @module
 */
import { array, object, optional, string, boolean, integer, id } from '../../protocol/read.js';
import type { PushRequest } from './inbox.js';
import type { Run } from '../run.js';

/** This tab among those that watch. */
export interface PollingTab {
  /** Does the asking once no other tab does it any more, until the signal is aborted. */
  lead(work: () => Promise<never>): Promise<void>;
  /** Tells this tab and the others what has been heard. */
  tell(requests: readonly PushRequest[]): void;
  close(): void;
}

/** What tabs tell each other; another version of the page may be open. */
const readMessage = /* @__PURE__ */ object({
  /** A tab that has just begun wants to hear what is known. */
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

/** @param heard told what was heard last, here or in another tab. */
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
      // Of another version of this library.
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

/**
 * Lets one tab of a browser poll for requests and share them with the others, since browsers limit open connections. When
 * that tab stands still, another one polls.
 *
 * Where tabs have no locks or cannot hear each other, every tab polls.
 * @module
 */
import { array, object, optional, string, boolean, integer, id } from '../../protocol/readers.js';
import type { PushRequest } from './inbox.js';
import type { Run } from '../run.js';
import { linkSignals } from '../signals.js';

/** One of the tabs that watch for requests. */
export interface PollingTab {
  /**
   * Polls as soon as no other tab does, until the signal of the run is aborted.
   * @param work is given a run that ends too when another tab polls, because this one stood still.
   */
  lead(work: (run: Run) => Promise<never>): Promise<never>;
  /** Gives requests to this tab and the others. */
  tell(requests: readonly PushRequest[]): void;
  close(): void;
}

/** Reads messages between tabs, which may run another version of the page. */
const readMessage = /* @__PURE__ */ object({
  /** A tab that has just started asks for the requests that are known. */
  ask: optional(boolean),
  /** When the tab that sends the requests began to poll. What another one sends that began earlier is out of date. */
  since: optional(integer()),
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
  run: Run,
  heard: (requests: readonly PushRequest[]) => void,
): PollingTab {
  const name = `btt1:inbox:${run.als}`;
  let last: readonly PushRequest[] | undefined;
  /** When the newest tab that polls began, as far as is known, and this one if it polls. */
  let newest = 0;
  let own: number | undefined;
  const send = () => {
    if (own === newest && last) channel?.send({ since: own, requests: last });
  };
  const channel = run.channels.join(name, (message) => {
    try {
      const { ask, since = 0, requests } = readMessage(message, '$');
      if (ask) send();
      if (!requests || since < newest) return;
      newest = since;
      heard(requests);
    } catch {
      // From another version of this library.
    }
  });
  return {
    async lead(work) {
      for (;;) {
        // Also after a standstill, in which messages may have been lost.
        channel?.send({ ask: true });
        const term = linkSignals(run.signal);
        const begin = () => {
          own = newest = Math.max(run.clock.wall(), newest + 1);
          return work({ ...run, signal: term.signal });
        };
        try {
          await (run.locks.hold?.(name, run.signal, begin) ?? begin());
        } finally {
          own = undefined;
          term.abort();
        }
      }
    },
    tell(requests) {
      last = requests;
      heard(requests);
      send();
    },
    close: () => channel?.close(),
  };
}

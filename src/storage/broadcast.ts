/**
 * Channels between the tabs of a browser.
 * @module
 */
import type { Channels } from '../client/ports.js';

/** Channels by `BroadcastChannel`. Browsers without it have none, and those that block storage refuse it. */
export const broadcastChannels: Channels = {
  join: (name, hear) => {
    let channel: BroadcastChannel;
    try {
      channel = new BroadcastChannel(name);
    } catch {
      return undefined;
    }
    channel.onmessage = ({ data }: MessageEvent<unknown>) => hear(data);
    return {
      send: (message) => {
        try {
          channel.postMessage(message);
        } catch {
          // Nothing depends on a message: tabs that miss it read the store at their next call.
        }
      },
      close: () => channel.close(),
    };
  },
};

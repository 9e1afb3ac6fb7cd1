/**
 * Channels between the tabs of a browser.
 * @module
 */

/** Opens a channel; undefined where the browser has none, or refuses it, as it does where storage is blocked. */
export function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}

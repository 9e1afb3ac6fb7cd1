/**
 * Calls that last until they are given up, and tell a listener something meanwhile.
 * @module
 */

const names = ['subscribe', 'watchPushRequests'] as const;

/** Their names. */
export type WatchName = (typeof names)[number];

/** Tells such a call from one that ends by itself. */
export function isWatch(name: string): name is WatchName {
  return (names as readonly string[]).includes(name);
}

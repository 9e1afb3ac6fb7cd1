/**
 * Enrolments in memory, for Node and for tests. They are lost when the process ends.
 * @module
 */
import type { PinnedKey, TokenStore } from '../client/ports.js';
import type { TokenRecord } from '../client/token-record.js';

/** Makes an empty store. Several clients may share it, as tabs share a database. */
export function memoryTokenStore(): TokenStore {
  const stored = new Map<string, TokenRecord>();
  const listeners = new Set<() => void>();
  let pinned: PinnedKey | undefined;
  return {
    records: async () => [...stored.values()],
    change: async (decide) => {
      const change = decide([...stored.values()]);
      if (!change) return false;
      for (const tid of change.remove ?? []) stored.delete(tid);
      for (const record of [change.put, ...(change.also ?? [])]) {
        if (record) stored.set(record.tid, record);
      }
      for (const listener of listeners) listener();
      return true;
    },
    pinnedKey: async () => pinned,
    pinKey: async (key) => {
      if (!pinned || pinned.seq <= key.seq) pinned = key;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => listeners.clear(),
  };
}

/**
 * Enrolments in IndexedDB.
 *
 * A transaction here awaits nothing: it reads, decides synchronously and queues its writes in one event, since
 * Firefox ends a transaction at the first foreign await. What it wrote is durable when it is reported.
 * @module
 */
import type { PinnedKey, TokenRecord, TokenStore } from '../client/context.js';
import { NeonError } from '../errors.js';

/** Version of the schema. */
const schemaVersion = 1;

/** Enrolments, by their `tid`. */
const tokens = 'tok';

/** The pinned service key. */
const meta = 'meta';
const serviceKey = 'service';

/** Makes the store of one alias. The database is opened at the first use. */
export function idbTokenStore(als: string): TokenStore {
  const name = `btt1.${als}`;
  const listeners = new Set<() => void>();
  let opening: Promise<IDBDatabase> | undefined;
  let channel: BroadcastChannel | undefined;
  let closed = false;

  const lost = () => (opening = undefined);
  const tell = () => listeners.forEach((listener) => listener());
  const join = (): BroadcastChannel | undefined => {
    if (!channel && !closed && globalThis.BroadcastChannel) {
      channel = new BroadcastChannel(name);
      channel.onmessage = tell;
    }
    return channel;
  };

  async function transact<V, T>(
    storeName: string,
    mode: IDBTransactionMode,
    work: (values: V[], store: IDBObjectStore) => T,
  ): Promise<T> {
    const attempt = async () => {
      opening ??= open(name, lost);
      opening.catch(lost);
      return inTransaction(await opening, storeName, mode, work);
    };
    try {
      return await attempt().catch((error: unknown) => {
        // The browser has ended the connection, as Safari does to tabs in the background.
        if (!isDomError(error, /^InvalidState/)) throw error;
        lost();
        return attempt();
      });
    } catch (error) {
      throw storageError(error);
    }
  }

  return {
    records: () => transact(tokens, 'readonly', whole),
    change: async (decide) => {
      const changed = await transact<TokenRecord | null, boolean>(
        tokens,
        'readwrite',
        (values, store) => {
          const change = decide(whole(values));
          for (const record of [change?.put, ...(change?.also ?? [])]) {
            if (record) store.put(record);
          }
          for (const tid of change?.remove ?? []) store.delete(tid);
          return Boolean(change);
        },
      );
      if (changed) {
        tell();
        join()?.postMessage(null);
      }
      return changed;
    },
    pinnedKey: () => transact(meta, 'readonly', ([pinned]: PinnedKey[]) => pinned),
    pinKey: (key) =>
      transact(meta, 'readwrite', ([pinned]: PinnedKey[], store) => {
        if (!pinned || pinned.seq < key.seq) store.put(key, serviceKey);
      }),
    subscribe: (listener) => {
      join();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      closed = true;
      listeners.clear();
      channel?.close();
      opening?.then((database) => database.close()).catch(lost);
      lost();
    },
  };
}

function open(name: string, lost: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, schemaVersion);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(tokens, { keyPath: 'tid' });
      request.result.createObjectStore(meta);
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = lost;
      // A newer version of the library in another tab waits for this connection to close.
      database.onversionchange = () => {
        lost();
        database.close();
      };
      resolve(database);
    };
  });
}

/** Hands everything in an object store to `work`, which may queue writes; resolves when they are durable. */
function inTransaction<V, T>(
  database: IDBDatabase,
  storeName: string,
  mode: IDBTransactionMode,
  work: (values: V[], store: IDBObjectStore) => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const tx = database.transaction(storeName, mode, { durability: 'strict' });
    const store = tx.objectStore(storeName);
    const request = store.getAll();
    let result: T;
    let failure: unknown;
    request.onsuccess = () => {
      try {
        result = work(request.result, store);
      } catch (error) {
        failure = error;
        tx.abort();
      }
    };
    tx.oncomplete = () => resolve(result);
    tx.onabort = () => reject(failure ?? tx.error ?? new DOMException('', 'AbortError'));
  });
}

/** Oldest first. Some browsers give null back for a record whose keys they have lost. */
function whole(values: readonly (TokenRecord | null)[]): TokenRecord[] {
  return values.filter((record) => record !== null).sort((a, b) => a.created - b.created);
}

function isDomError(error: unknown, names: RegExp): boolean {
  return error instanceof DOMException && names.test(error.name);
}

/** What structured cloning and quotas refuse will not be kept; the rest may be a passing trouble. */
function storageError(cause: unknown): unknown {
  if (cause instanceof NeonError) return cause;
  const notKept = isDomError(cause, /^(DataClone|QuotaExceeded)/);
  return new NeonError(notKept ? 'STORAGE_NOT_PERSISTENT' : 'STORAGE_UNAVAILABLE', { cause });
}

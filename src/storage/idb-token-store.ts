/**
 * Enrolments in IndexedDB.
 *
 * Inside a transaction nothing is awaited but the transaction: Firefox ends it at the first foreign await.
 * @module
 */
import { openDB, type IDBPDatabase } from 'idb';
import type { Change, TokenRecord, TokenStore } from '../client/context.js';
import { NeonError } from '../errors.js';
import { databaseName, schemaVersion, type TokenDatabase } from './schema.js';

type Database = IDBPDatabase<TokenDatabase>;

const durable = { durability: 'strict' } as const;

/** Makes the store of one alias. The database is opened at the first use. */
export function idbTokenStore(als: string): TokenStore {
  const name = databaseName(als);
  const listeners = new Set<() => void>();
  let opening: Promise<Database> | undefined;
  let channel: BroadcastChannel | undefined;
  let closed = false;

  const forgetConnection = () => (opening = undefined);
  const tell = () => listeners.forEach((listener) => listener());
  const join = (): BroadcastChannel | undefined => {
    if (channel || closed || typeof BroadcastChannel === 'undefined') return channel;
    channel = new BroadcastChannel(name);
    channel.onmessage = tell;
    return channel;
  };

  const connect = () => (opening ??= open(name, forgetConnection));
  const use = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    try {
      return await work(await connect());
    } catch (error) {
      // The browser has ended the connection, as Safari does to tabs in the background.
      if (!isDomError(error, 'InvalidStateError')) throw storageError(error);
    }
    forgetConnection();
    return work(await connect()).catch((error: unknown) => {
      throw storageError(error);
    });
  };

  return {
    records: () => use(async (database) => (await database.getAll('tok')).filter(isWhole)),
    change: async (decide) => {
      const changed = await use(async (database) => {
        const tx = database.transaction('tok', 'readwrite', durable);
        let change: Change | undefined;
        await finish(tx, async () => {
          change = decide((await tx.store.getAll()).filter(isWhole));
          for (const record of [change?.put, ...(change?.also ?? [])]) {
            if (record) await tx.store.put(record);
          }
          for (const tid of change?.remove ?? []) await tx.store.delete(tid);
        });
        return change !== undefined;
      });
      if (changed) {
        tell();
        join()?.postMessage(null);
      }
      return changed;
    },
    pinnedKey: () => use((database) => database.get('meta', 'service')),
    pinKey: (key) =>
      use(async (database) => {
        const tx = database.transaction('meta', 'readwrite', durable);
        await finish(tx, async () => {
          const pinned = await tx.store.get('service');
          if (!pinned || pinned.seq < key.seq) await tx.store.put(key, 'service');
        });
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
      void opening?.then((database) => database.close()).catch(() => undefined);
      opening = undefined;
    },
  };
}

function open(name: string, lost: () => void): Promise<Database> {
  const opening = openDB<TokenDatabase>(name, schemaVersion, {
    upgrade: (database) => {
      database.createObjectStore('tok', { keyPath: 'tid' });
      database.createObjectStore('meta');
    },
    // A newer version of the library in another tab waits for this connection to close.
    blocking: (_current, _blocked, event) => {
      lost();
      (event.target as IDBDatabase).close();
    },
    terminated: lost,
  });
  return opening.catch((cause: unknown) => {
    lost();
    throw new NeonError('STORAGE_UNAVAILABLE', { message: 'IndexedDB cannot be opened', cause });
  });
}

/** Runs the requests of one transaction to its end: all of them or none. */
async function finish(
  tx: { readonly done: Promise<void>; abort(): void },
  requests: () => Promise<void>,
): Promise<void> {
  try {
    await requests();
    await tx.done;
  } catch (error) {
    tx.done.catch(() => undefined);
    try {
      tx.abort();
    } catch {
      // It has ended already.
    }
    throw error;
  }
}

/** Some browsers give null back for a record whose keys they have lost. */
function isWhole(record: TokenRecord | null): record is TokenRecord {
  return record !== null;
}

function isDomError(error: unknown, ...names: string[]): boolean {
  return error instanceof DOMException && (!names.length || names.includes(error.name));
}

/** What structured cloning and quotas refuse will not be kept; the rest may be a passing trouble. */
function storageError(cause: unknown): unknown {
  if (isDomError(cause, 'DataCloneError', 'QuotaExceededError')) {
    return new NeonError('STORAGE_NOT_PERSISTENT', {
      message: 'this browser does not keep keys, as in some private windows',
      cause,
    });
  }
  if (!isDomError(cause)) return cause;
  return new NeonError('STORAGE_UNAVAILABLE', { message: 'IndexedDB does not work', cause });
}

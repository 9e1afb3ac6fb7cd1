/**
 * Enrolments in IndexedDB.
 *
 * A transaction awaits its own requests and nothing else: it reads, decides synchronously and writes, so that no
 * browser ends it in between. What it wrote is durable when it is reported.
 * @module
 */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from 'idb';
import type { Channels, PinnedKey, TokenStore } from '../client/ports.js';
import type { TokenRecord } from '../client/token-record.js';
import { NeonError } from '../errors.js';
import { ChangeNotices } from './change-notices.js';

const schemaVersion = 1;

interface TokenSchema extends DBSchema {
  /** Enrolments. */
  readonly tok: { readonly key: TokenRecord['tid']; readonly value: TokenRecord };
  /** The service key that this browser trusts. */
  readonly meta: { readonly key: 'service'; readonly value: PinnedKey };
}

type StoreName = 'tok' | 'meta';

/**
 * Errors after which a transaction is tried once more, on a new connection: the browser has ended the connection, as
 * Safari does to tabs in the background, or its storage failed for a moment (`UnknownError`). Nothing was written then.
 */
const passing: ReadonlySet<string> = new Set(['InvalidStateError', 'AbortError', 'UnknownError']);

/** Errors of values that this browser cannot keep. Other errors may be temporary. */
const cannotBeKept: ReadonlySet<string> = new Set(['DataCloneError', 'QuotaExceededError']);

/** Makes the store of one alias. The database is opened at the first use. */
export function idbTokenStore(als: string, channels: Channels): TokenStore {
  const name = `btt1.${als}`;
  const database = new TokenDatabase(name);
  const changes = new ChangeNotices(name, channels);
  return {
    records: () =>
      database.transact('tok', 'readonly', (store) => {
        const records = readRecords(store);
        commit(store);
        return records;
      }),
    change: async (decide) => {
      const isChanged = await database.transact('tok', 'readwrite', async (store) => {
        const change = decide(await readRecords(store));
        const { put, also = [], remove = [] } = change ?? {};
        const written = [
          ...(put ? [put, ...also] : also).map((record) => store.put(record)),
          ...remove.map((tid) => store.delete(tid)),
        ];
        commit(store);
        await Promise.all(written);
        return change !== undefined;
      });
      if (isChanged) changes.tell();
      return isChanged;
    },
    pinnedKey: () =>
      database.transact('meta', 'readonly', (store) => {
        const pinned = store.get('service');
        commit(store);
        return pinned;
      }),
    pinKey: (key) =>
      database.transact('meta', 'readwrite', async (store) => {
        const pinned = await store.get('service');
        if (pinned && pinned.seq >= key.seq) return;
        const written = store.put(key, 'service');
        commit(store);
        await written;
      }),
    subscribe: (listener) => changes.subscribe(listener),
    close: () => {
      changes.close();
      database.close();
    },
  };
}

/** One database, whose connection is opened when it is needed, and again when the browser has ended it. */
class TokenDatabase {
  readonly #name: string;
  #opening: Promise<IDBPDatabase<TokenSchema>> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /**
   * Runs `work`, which awaits nothing but requests on the object store, in one transaction.
   * @throws {NeonError} `STORAGE_UNAVAILABLE`, `STORAGE_NOT_PERSISTENT`.
   */
  async transact<N extends StoreName, M extends 'readonly' | 'readwrite', T>(
    storeName: N,
    mode: M,
    work: (store: IDBPObjectStore<TokenSchema, [N], N, M>) => Promise<T>,
  ): Promise<T> {
    const attempt = async () => {
      const tx = (await this.#open()).transaction(storeName, mode, { durability: 'strict' });
      try {
        // A request that throws rejects too, so that the end of the transaction is awaited all the same.
        const worked = (async () => work(tx.store))();
        const [result] = await Promise.all([worked, tx.done]);
        return result;
      } catch (error) {
        abort(tx);
        throw error;
      }
    };
    try {
      return await attempt().catch((error: unknown) => {
        if (!isDomError(error, passing)) throw error;
        this.close();
        return attempt();
      });
    } catch (error) {
      throw storageError(error);
    }
  }

  close(): void {
    const forget = () => (this.#opening = undefined);
    this.#opening?.then((database) => database.close()).catch(forget);
    forget();
  }

  #open(): Promise<IDBPDatabase<TokenSchema>> {
    const forget = () => (this.#opening = undefined);
    this.#opening ??= openDB<TokenSchema>(this.#name, schemaVersion, {
      upgrade: (database) => {
        database.createObjectStore('tok', { keyPath: 'tid' });
        database.createObjectStore('meta');
      },
      // A newer version of the library in another tab waits for this connection to close.
      blocking: () => this.close(),
      terminated: forget,
    });
    this.#opening.catch(forget);
    return this.#opening;
  }
}

/** Reads all records, oldest first. Some browsers give null back for a record whose keys they have lost. */
async function readRecords(
  store: IDBPObjectStore<TokenSchema, ['tok'], 'tok', 'readonly' | 'readwrite'>,
): Promise<TokenRecord[]> {
  const stored: (TokenRecord | null)[] = await store.getAll();
  return stored.filter((record) => record !== null).sort((a, b) => a.created - b.created);
}

/**
 * Ends a transaction whose requests have all been made. Otherwise a tab that stands still now would keep the store from
 * other tabs until the browser loses patience: Chromium after a minute.
 */
function commit(store: { readonly transaction: { commit?(): void } }): void {
  try {
    store.transaction.commit?.();
  } catch {
    // The browser has aborted it, as its requests say.
  }
}

/** Takes back what a transaction has written, if it has not been aborted already. */
function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // The error of one of its requests has aborted it.
  }
}

function isDomError(error: unknown, names: ReadonlySet<string>): boolean {
  return error instanceof DOMException && names.has(error.name);
}

function storageError(cause: unknown): unknown {
  if (cause instanceof NeonError) return cause;
  const code = isDomError(cause, cannotBeKept) ? 'STORAGE_NOT_PERSISTENT' : 'STORAGE_UNAVAILABLE';
  return new NeonError(code, { cause });
}

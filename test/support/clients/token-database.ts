/**
 * The IndexedDB of an alias, read and altered from outside.
 * @module
 */
import type { TokenRecord } from '../../../src/client/token-record.js';

/** Gives access to the database of an alias. */
export function databaseOf(alias: string) {
  const name = `btt1.${alias}`;

  async function inStore<T>(work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await settled(indexedDB.open(name));
    try {
      return await settled(work(database.transaction('tok', 'readwrite').objectStore('tok')));
    } finally {
      database.close();
    }
  }

  return {
    records: (): Promise<TokenRecord[]> => inStore((store) => store.getAll()),
    put: (record: TokenRecord) => inStore((store) => store.put(record)),
    /** Changes members of the only record. */
    async alter(members: Partial<TokenRecord>): Promise<void> {
      const [record] = await inStore<TokenRecord[]>((store) => store.getAll());
      await inStore((store) => store.put({ ...record!, ...members }));
    },
    clear: () => inStore((store) => store.clear()),
    /** Everything in it, as text that can be searched; keys that cannot be exported leave no text. */
    text: async () => JSON.stringify(await inStore((store) => store.getAll())),
    remove: () => settled(indexedDB.deleteDatabase(name)),
  };
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as Error);
  });
}

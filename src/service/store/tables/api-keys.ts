/**
 * Table `api_key`: keys of relying parties.
 * @module
 */
import type { ApiKeyTable } from '../schema/schema.js';
import type { Db, Tx } from '../store.js';

/** Reads a key that is not revoked. */
export function findApiKey(db: Db, id: string): Promise<ApiKeyTable | undefined> {
  return db
    .selectFrom('api_key')
    .selectAll()
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

/** Keys of a service that are not revoked, oldest first. */
export function listApiKeys(db: Db, mac: string): Promise<ApiKeyTable[]> {
  return db
    .selectFrom('api_key')
    .selectAll()
    .where('mac', '=', mac)
    .where('revoked_at', 'is', null)
    .orderBy('created')
    .orderBy('id')
    .execute();
}

/** Adds a key. */
export async function insertApiKey(tx: Tx, key: ApiKeyTable): Promise<void> {
  await tx.insertInto('api_key').values(key).execute();
}

/** Revokes a key that is not revoked; resolves with the macId of its service, undefined when there is no such key. */
export async function revokeApiKey(tx: Tx, id: string, now: number): Promise<string | undefined> {
  const revoked = await tx
    .updateTable('api_key')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('mac')
    .executeTakeFirst();
  return revoked?.mac;
}

/**
 * Table `service`: tenants and their settings.
 * @module
 */
import type { ServiceTable } from '../schema/schema.js';
import type { Db, Tx } from '../store.js';

/** Reads a service that a row refers to. */
export function getService(db: Db, mac: string): Promise<ServiceTable> {
  return selectService(db, mac).executeTakeFirstOrThrow();
}

/** Reads a service. */
export function findService(db: Db, mac: string): Promise<ServiceTable | undefined> {
  return selectService(db, mac).executeTakeFirst();
}

/** Locks a service. */
export function lockService(tx: Tx, mac: string): Promise<ServiceTable | undefined> {
  return selectService(tx, mac).forUpdate().executeTakeFirst();
}

/** All services, oldest first. */
export function listServices(db: Db): Promise<ServiceTable[]> {
  return db.selectFrom('service').selectAll().orderBy('created').orderBy('mac').execute();
}

/** Adds a service; false when there is one of that macId. */
export async function insertService(tx: Tx, service: ServiceTable): Promise<boolean> {
  const inserted = await tx
    .insertInto('service')
    .values(service)
    .onConflict((conflict) => conflict.doNothing())
    .returning('mac')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Changes a locked service. */
export async function updateService(
  tx: Tx,
  mac: string,
  change: Partial<ServiceTable>,
): Promise<void> {
  await tx.updateTable('service').set(change).where('mac', '=', mac).execute();
}

function selectService(db: Db, mac: string) {
  return db.selectFrom('service').selectAll().where('mac', '=', mac);
}

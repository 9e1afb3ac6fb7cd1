/**
 * Sites, with the settings of the service they belong to.
 * @module
 */
import type { Kysely } from 'kysely';
import type { Database, ServiceTable, SiteTable } from './schema.js';

/** A site and its service. */
export interface SiteOfService extends SiteTable {
  readonly service: ServiceTable;
}

/** Finds the site of an alias. */
export async function findSite(
  db: Kysely<Database>,
  als: string,
): Promise<SiteOfService | undefined> {
  const site = await db.selectFrom('site').selectAll().where('als', '=', als).executeTakeFirst();
  return site && { ...site, service: await getService(db, site.mac) };
}

/** Reads a site that something refers to. */
export function getSite(db: Kysely<Database>, als: string): Promise<SiteTable> {
  return db.selectFrom('site').selectAll().where('als', '=', als).executeTakeFirstOrThrow();
}

/** Reads a service that something refers to. */
export function getService(db: Kysely<Database>, mac: string): Promise<ServiceTable> {
  return db.selectFrom('service').selectAll().where('mac', '=', mac).executeTakeFirstOrThrow();
}

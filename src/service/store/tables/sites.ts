/**
 * Table `site`: aliases and the origins of their pages.
 * @module
 */
import type { ServiceTable, SiteTable } from '../schema/schema.js';
import { getService } from './services.js';
import type { Db, Tx } from '../store.js';

/** A site and its service. */
export interface SiteOfService extends SiteTable {
  readonly service: ServiceTable;
}

/** Reads the site of an alias, with its service. */
export async function findSite(db: Db, als: string): Promise<SiteOfService | undefined> {
  const site = await selectSite(db, als).executeTakeFirst();
  return site && { ...site, service: await getService(db, site.mac) };
}

/** Reads a site that a row refers to. */
export function getSite(db: Db, als: string): Promise<SiteTable> {
  return selectSite(db, als).executeTakeFirstOrThrow();
}

/** Locks a site. */
export function lockSite(tx: Tx, als: string): Promise<SiteTable | undefined> {
  return selectSite(tx, als).forUpdate().executeTakeFirst();
}

/** Sites of one service, or of all when `mac` is left out, oldest first. */
export function listSites(db: Db, mac?: string): Promise<SiteTable[]> {
  return db
    .selectFrom('site')
    .selectAll()
    .$if(mac !== undefined, (query) => query.where('mac', '=', mac!))
    .orderBy('created')
    .orderBy('als')
    .execute();
}

/** Aliases of all sites of a service. */
export async function listAliases(db: Db, mac: string): Promise<string[]> {
  const rows = await db.selectFrom('site').select('als').where('mac', '=', mac).execute();
  return rows.map(({ als }) => als);
}

/** Adds a site. */
export async function insertSite(tx: Tx, site: SiteTable): Promise<void> {
  await tx.insertInto('site').values(site).execute();
}

/** Changes a locked site. */
export async function updateSite(tx: Tx, als: string, change: Partial<SiteTable>): Promise<void> {
  await tx.updateTable('site').set(change).where('als', '=', als).execute();
}

/** Removes a site that no row refers to. */
export async function deleteSite(tx: Tx, als: string): Promise<void> {
  await tx.deleteFrom('site').where('als', '=', als).execute();
}

function selectSite(db: Db, als: string) {
  return db.selectFrom('site').selectAll().where('als', '=', als);
}

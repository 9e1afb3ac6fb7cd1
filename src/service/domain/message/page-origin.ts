/**
 * The site that a message is for, and whether the page that sent it belongs to it: rule S1.
 * @module
 */
import type { Peer, ServiceContext } from '../../service-context.js';
import { findSite, type SiteOfService } from '../../store/tables/sites.js';
import { TokenRefusal } from '../token-refusal.js';

/**
 * Finds the site of an alias, for a page that belongs to it or is the service's frame.
 * @throws {TokenRefusal} `MACID_IS_UNKNOWN`, `ORIGIN_NOT_ALLOWED`
 */
export async function admitPage(
  { store, publicUrl }: ServiceContext,
  { origin }: Peer,
  als: string,
): Promise<SiteOfService> {
  const site = await findSite(store.read, als);
  if (!site) throw new TokenRefusal('MACID_IS_UNKNOWN');
  const isFrame = site.iframe === 1 && origin === publicUrl;
  if (!isFrame && !isOriginOf(site, origin)) throw new TokenRefusal('ORIGIN_NOT_ALLOWED');
  return site;
}

/** Finds the site of an alias whose pages embed a frame of the service; undefined while its service is closed. */
export async function findFramedSite(
  { store }: ServiceContext,
  als: string,
): Promise<SiteOfService | undefined> {
  const site = await findSite(store.read, als);
  return site?.iframe === 1 && site.service.status === 'open' ? site : undefined;
}

/**
 * Checks the origin that a signed message names: that of the page itself, or, in a message from the service's
 * frame, that of the page around the frame, which the frame has verified.
 * @throws {TokenRefusal} `ORIGIN_NOT_ALLOWED`
 */
export function checkOrigin(
  { publicUrl }: ServiceContext,
  { origin }: Peer,
  site: SiteOfService,
  org: string,
): void {
  const isFrame = site.iframe === 1 && origin === publicUrl;
  if ((isFrame || origin === org) && isOriginOf(site, org)) return;
  throw new TokenRefusal('ORIGIN_NOT_ALLOWED');
}

function isOriginOf(site: SiteOfService, origin: string | null): boolean {
  return origin !== null && (JSON.parse(site.origins) as readonly string[]).includes(origin);
}

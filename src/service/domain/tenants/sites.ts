/**
 * Sites: the pages of a service, each known by an alias and the origins it may have.
 * @module
 */
import { randomBytes } from '../../../crypto/bytes.js';
import type { ServiceContext } from '../../service-context.js';
import {
  defaultColumns,
  toColumns,
  toSettings,
  type ShownSettings,
} from '../../settings/setting-table.js';
import { siteSettings, type SiteSettings } from '../../settings/site-settings.js';
import { deleteOtpsOfSite } from '../../store/tables/otps.js';
import type { SiteTable } from '../../store/schema/schema.js';
import {
  deleteSite as deleteSiteRow,
  insertSite,
  listSites as listSiteRows,
  lockSite,
  updateSite,
} from '../../store/tables/sites.js';
import type { Tx } from '../../store/store.js';
import { deleteTokens } from '../../store/tables/token-removal.js';
import { hasTokens, listTokensOfSite } from '../../store/tables/tokens.js';
import { auditedTransaction, longAuditedTransaction } from '../audit/audit-trail.js';
import { isLoopback } from '../loopback.js';
import { Refusal } from '../refusal.js';
import { slotStatuses } from '../tokens/token-state.js';
import { hex } from './hex.js';
import { getKnownService } from './services.js';

/** A site to be made. */
export interface NewSite extends SiteSettings {
  /** macId of the service. */
  readonly service: string;
  readonly origins: readonly string[];
  /**
   * Whether its page loads the drop-in, which by default uses the frame and hands over PINs: `iframe` and `hostPin` are
   * true then, unless they are given.
   */
  readonly dropIn?: boolean | undefined;
}

/** A site as it is shown. */
export interface SiteView extends ShownSettings<typeof siteSettings> {
  readonly alias: string;
  readonly service: string;
  /** Milliseconds. */
  readonly createdAt: number;
}

/**
 * Registers a site under a new alias.
 * @throws {Refusal} `MACID_IS_UNKNOWN`, `SETTING_REFUSED` for what is not a secure web origin.
 */
export function createSite(
  context: ServiceContext,
  actor: string,
  { service, dropIn = false, ...settings }: NewSite,
): Promise<SiteView> {
  settings.origins.forEach(checkOrigin);
  return auditedTransaction(context, actor, async (tx, audit) => {
    await getKnownService(tx, service);
    const forDropIn = { iframe: dropIn, hostPin: dropIn };
    const row: SiteTable = {
      als: hex(randomBytes(16)),
      mac: service,
      name: new URL(settings.origins[0]!).host,
      ...defaultColumns(siteSettings),
      ...toColumns(siteSettings, forDropIn),
      ...toColumns(siteSettings, settings),
      created: context.clock.now(),
    };
    await insertSite(tx, row);
    await audit('site.created', row.als, { service, origins: settings.origins.join(' ') });
    return view(row);
  });
}

/**
 * Changes a site. Browsers that were enrolled at an origin that is taken away cannot be used there any more.
 * @throws {Refusal} `ALIAS_UNKNOWN`, `SETTING_REFUSED`.
 */
export function changeSite(
  context: ServiceContext,
  actor: string,
  alias: string,
  change: SiteSettings,
): Promise<SiteView> {
  change.origins?.forEach(checkOrigin);
  return auditedTransaction(context, actor, async (tx, audit) => {
    const before = await lockKnownSite(tx, alias);
    const row = { ...before, ...toColumns(siteSettings, change) };
    const { als: _, ...after } = row;
    await updateSite(tx, alias, after);
    await audit('site.changed', alias, { settings: Object.keys(change).sort().join(' ') });
    return view(row);
  });
}

/**
 * Deletes a site without enrolled browsers, and the rows of its former ones.
 * @throws {Refusal} `ALIAS_UNKNOWN`, `SITE_IN_USE`.
 */
export function deleteSite(context: ServiceContext, actor: string, alias: string): Promise<void> {
  return longAuditedTransaction(context, actor, async (tx, audit) => {
    const { mac } = await lockKnownSite(tx, alias);
    if (await hasTokens(tx, alias, slotStatuses)) {
      throw new Refusal('SITE_IN_USE', 'Browsers are enrolled at this site: revoke them first.');
    }
    await deleteTokens(tx, await listTokensOfSite(tx, alias));
    await deleteOtpsOfSite(tx, alias);
    await deleteSiteRow(tx, alias);
    await audit('site.deleted', alias, { service: mac });
  });
}

async function lockKnownSite(tx: Tx, alias: string): Promise<SiteTable> {
  const site = await lockSite(tx, alias);
  if (!site) throw new Refusal('ALIAS_UNKNOWN', 'There is no such site.');
  return site;
}

/**
 * Sites of one service or of all, oldest first.
 * @throws {Refusal} `MACID_IS_UNKNOWN`.
 */
export async function listSites({ store }: ServiceContext, service?: string): Promise<SiteView[]> {
  if (service !== undefined) await getKnownService(store.read, service);
  return (await listSiteRows(store.read, service)).map(view);
}

/** Who access tokens of a site may be for; the first one when nobody is asked for. */
export function audiencesOf({
  audiences,
  origins,
}: Pick<SiteTable, 'audiences' | 'origins'>): readonly string[] {
  if (audiences !== null) return JSON.parse(audiences) as string[];
  return (JSON.parse(origins) as string[]).slice(0, 1);
}

/** What access tokens of a site may be for. */
export function scopesOf({ scopes }: Pick<SiteTable, 'scopes'>): readonly string[] {
  return JSON.parse(scopes) as string[];
}

function checkOrigin(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.origin !== text || !isSecure(url)) {
    throw new Refusal(
      'SETTING_REFUSED',
      'An origin is written like https://www.example.com, without a path; http only on localhost.',
    );
  }
}

/**
 * URLs may have more signs in their host than names in DNS or addresses have: an asterisk, which would mean nothing since
 * origins are compared as a whole, or a semicolon, which would end the list of origins in a policy.
 */
const hostName = /^(?:[\w.-]+|\[[\da-f:]+\])$/;

/** What browsers call potentially trustworthy: elsewhere pages have no WebCrypto. */
function isSecure({ protocol, hostname }: URL): boolean {
  if (!hostName.test(hostname)) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function view(row: SiteTable): SiteView {
  return {
    alias: row.als,
    service: row.mac,
    ...toSettings(siteSettings, row),
    audiences: audiencesOf(row),
    createdAt: row.created,
  };
}

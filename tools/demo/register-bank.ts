/**
 * Makes the bank known to the service: a service of its own, a site, a scoped API key.
 * @module
 */
import * as v from 'valibot';
import { readBankState, writeBankState, type BankSite, type BankState } from './bank-state.js';
import type { CallService } from './service-calls.js';

/** Who the bank is at the service. */
export interface Registration extends BankSite {
  readonly mac: string;
}

/** What {@link registerBank} needs. */
export interface RegisterBankOptions {
  /** Calls with the admin key. */
  readonly admin: CallService;
  readonly data: string;
  /** Origin of the bank's page. */
  readonly origin: string;
  readonly servicePort: number;
}

const servicesSchema = v.object({ services: v.array(v.object({ mac: v.string() })) });
const serviceSchema = v.object({ mac: v.string() });
const sitesSchema = v.object({
  sites: v.array(v.object({ alias: v.string(), origins: v.array(v.string()) })),
});
const siteSchema = v.object({ alias: v.string() });
const keysSchema = v.object({ keys: v.array(v.object({ id: v.string() })) });
const keySchema = v.object({ id: v.string(), key: v.string() });

/**
 * Registers the bank where it is not yet, and remembers that.
 *
 * Run again it changes nothing. What the service no longer knows, for instance because its database was
 * removed, is made anew.
 */
export async function registerBank(options: RegisterBankOptions): Promise<Registration> {
  const { admin, data, origin, servicePort } = options;
  const known = await readBankState(data);
  const mac = await ensureService(admin, known.mac);
  const sites = mac === known.mac ? known.sites : [];
  const site = await ensureSite(admin, mac, origin, sites);
  const others = sites.filter((other) => other.origin !== origin);
  const state: BankState = { servicePort, mac, sites: [...others, site] };
  if (JSON.stringify(state) !== JSON.stringify(known)) await writeBankState(data, state);
  return { ...site, mac };
}

async function ensureService(admin: CallService, mac: string | undefined): Promise<string> {
  if (mac !== undefined) {
    const { services } = await admin({ path: '/admin/v1/services' }, servicesSchema);
    if (services.some((service) => service.mac === mac)) return mac;
  }
  const body = { name: 'Harbour Bank', pin: 'pin', pinMin: 6, pinMax: 12 };
  return (await admin({ path: '/admin/v1/services', body }, serviceSchema)).mac;
}

async function ensureSite(
  admin: CallService,
  mac: string,
  origin: string,
  known: readonly BankSite[],
): Promise<BankSite> {
  const query = `?service=${mac}`;
  const { sites } = await admin({ path: `/admin/v1/sites${query}` }, sitesSchema);
  const { keys } = await admin({ path: `/admin/v1/keys${query}` }, keysSchema);
  const alias =
    sites.find((site) => site.origins.includes(origin))?.alias ??
    (await createSite(admin, mac, origin));
  const remembered = known.find((site) => site.origin === origin && site.alias === alias);
  if (remembered && keys.some((key) => key.id === remembered.keyId)) return remembered;
  const body = {
    service: mac,
    name: `Harbour Bank at ${origin}`,
    scopes: ['otp.verify'],
    aliases: [alias],
  };
  const { id, key } = await admin({ path: '/admin/v1/keys', body }, keySchema);
  return { origin, alias, keyId: id, key };
}

async function createSite(admin: CallService, mac: string, origin: string): Promise<string> {
  const body = { service: mac, name: 'Harbour Bank', origins: [origin] };
  return (await admin({ path: '/admin/v1/sites', body }, siteSchema)).alias;
}

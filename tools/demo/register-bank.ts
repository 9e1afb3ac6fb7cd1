/**
 * Registers the bank at the service: its own tenant, a site, a scoped API key.
 * @module
 */
import * as v from 'valibot';
import { addressesOf, type Addresses } from './addresses.js';
import { readBankState, writeBankState, type BankSite, type BankState } from './bank-state.js';
import type { CallService } from './service-calls.js';

/** The bank's registration at the service. */
export interface Registration extends BankSite {
  readonly mac: string;
}

/** Scopes that the bank's key needs. */
const keyScopes = ['otp.verify', 'seal.verify'];

/** Scope of access tokens of the bank's site. */
export const statementScope = 'statement.read';

/** Audience of those tokens: the bank's own API. */
export function statementAudience({ first }: Addresses): string {
  return `${first}/api`;
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
  sites: v.array(
    v.object({
      alias: v.string(),
      origins: v.array(v.string()),
      audiences: v.array(v.string()),
      scopes: v.array(v.string()),
      iframe: v.boolean(),
    }),
  ),
});
const siteSchema = v.object({ alias: v.string() });
const keysSchema = v.object({
  keys: v.array(v.object({ id: v.string(), scopes: v.array(v.string()) })),
});
const keySchema = v.object({ id: v.string(), key: v.string() });

/**
 * Registers the bank unless it is registered, and stores the registration.
 *
 * A second run changes nothing. What the service no longer has, for instance because its database was
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
  const body = {
    name: 'Harbour Bank',
    pin: 'pin',
    pinMin: 6,
    pinMax: 12,
    bio: 'allowed',
    seal: true,
    push: true,
  };
  return (await admin({ path: '/admin/v1/services', body }, serviceSchema)).mac;
}

async function ensureSite(
  admin: CallService,
  mac: string,
  origin: string,
  known: readonly BankSite[],
): Promise<BankSite> {
  const alias = await ensureAlias(admin, mac, origin);
  const { keys } = await admin({ path: `/admin/v1/keys?service=${mac}` }, keysSchema);
  const remembered = known.find((site) => site.origin === origin && site.alias === alias);
  const usable = keys.find(({ id }) => id === remembered?.keyId);
  if (remembered && keyScopes.every((scope) => usable?.scopes.includes(scope))) return remembered;
  const body = {
    service: mac,
    name: `Harbour Bank at ${origin}`,
    scopes: keyScopes,
    aliases: [alias],
  };
  const { id, key } = await admin({ path: '/admin/v1/keys', body }, keySchema);
  return { origin, alias, keyId: id, key };
}

/** The alias of the bank's site, which is made, or updated to what this version of the bank needs. */
async function ensureAlias(admin: CallService, mac: string, origin: string): Promise<string> {
  const addresses = addressesOf(origin);
  const settings = {
    origins: [addresses.first, addresses.second],
    audiences: [statementAudience(addresses)],
    scopes: [statementScope],
    iframe: true,
  };
  const { sites } = await admin({ path: `/admin/v1/sites?service=${mac}` }, sitesSchema);
  const site = sites.find(({ origins }) => origins.includes(origin));
  if (!site) {
    const body = { service: mac, name: 'Harbour Bank', ...settings };
    return (await admin({ path: '/admin/v1/sites', body }, siteSchema)).alias;
  }
  const { origins, audiences, scopes, iframe } = site;
  if (JSON.stringify({ origins, audiences, scopes, iframe }) !== JSON.stringify(settings)) {
    const path = `/admin/v1/sites/${site.alias}`;
    await admin({ method: 'PATCH', path, body: settings }, siteSchema);
  }
  return site.alias;
}

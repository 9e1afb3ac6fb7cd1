/**
 * Routes to the sites of services: the pages that browsers are enrolled at.
 * @module
 */
import * as v from 'valibot';
import { changeSite, createSite, deleteSite, listSites } from '../domain/tenants/sites.js';
import { flag, list, listOrNone, matching, text } from '../fields.js';
import { refusals } from '../refusals.js';
import { adminRoute, mac, time } from './admin-route.js';

const audience = matching(/^\S{1,512}$/, 'text of 1 to 512 characters without spaces');
/** RFC 6749 section 3.3. */
const scope = matching(/^[!#-[\]-~]{1,128}$/, 'a scope of 1 to 128 visible ASCII characters');
const origins = list(text(512), 32, 'a list of 1 to 32 origins');

const settings = {
  name: v.optional(text(128)),
  iframe: v.optional(flag),
  hostPin: v.optional(flag),
  audiences: v.optional(list(audience, 32, 'a list of 1 to 32 audiences')),
  scopes: v.optional(listOrNone(scope, 32, 'a list of at most 32 scopes')),
};

const site = v.strictObject({
  alias: v.string(),
  service: v.string(),
  name: v.string(),
  origins: v.array(v.string()),
  iframe: v.boolean(),
  hostPin: v.boolean(),
  audiences: v.array(v.string()),
  scopes: v.array(v.string()),
  createdAt: time,
});

export const siteRoutes = {
  add: adminRoute({
    method: 'post',
    path: '/admin/v1/sites',
    summary: 'Registers a site under a new alias.',
    body: v.strictObject({ service: mac, origins, dropIn: v.optional(flag), ...settings }),
    example: {
      service: 'shop',
      origins: ['https://www.shop.example'],
      audiences: ['https://api.shop.example'],
      scopes: ['orders.read'],
    },
    status: 201,
    answer: site,
    refusals: refusals('MACID_IS_UNKNOWN', 'SETTING_REFUSED'),
    handle: ({ context, actor }, { body }) => createSite(context, actor, body),
  }),

  list: adminRoute({
    method: 'get',
    path: '/admin/v1/sites',
    summary: 'Lists the sites of a service, or of all.',
    query: v.strictObject({ service: v.optional(mac) }),
    status: 200,
    answer: v.strictObject({ sites: v.array(site) }),
    refusals: refusals('MACID_IS_UNKNOWN'),
    handle: async ({ context }, { query }) => ({ sites: await listSites(context, query.service) }),
  }),

  change: adminRoute({
    method: 'patch',
    path: '/admin/v1/sites/{alias}',
    summary: 'Changes a site.',
    body: v.strictObject({ origins: v.optional(origins), ...settings }),
    example: { origins: ['https://shop.example', 'https://www.shop.example'] },
    status: 200,
    answer: site,
    refusals: refusals('ALIAS_UNKNOWN', 'SETTING_REFUSED'),
    handle: ({ context, actor }, { params, body }) =>
      changeSite(context, actor, params.alias, body),
  }),

  remove: adminRoute({
    method: 'delete',
    path: '/admin/v1/sites/{alias}',
    summary: 'Deletes a site that no browser is enrolled at.',
    status: 204,
    refusals: refusals('ALIAS_UNKNOWN', 'SITE_IN_USE'),
    handle: ({ context, actor }, { params: { alias } }) => deleteSite(context, actor, alias),
  }),
};

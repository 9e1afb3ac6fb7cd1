/**
 * Routes to the sites of services: the pages that browsers are enrolled at.
 * @module
 */
import * as v from 'valibot';
import { changeSite, createSite, deleteSite, listSites } from '../domain/tenants/sites.js';
import { flag } from '../fields.js';
import { refusals } from '../refusals.js';
import { changeMembers, creationMembers, shownMembers } from '../settings/setting-table.js';
import { siteSettings } from '../settings/site-settings.js';
import { adminRoute, mac, time } from './admin-route.js';

const site = v.strictObject({
  alias: v.string(),
  service: v.string(),
  ...shownMembers(siteSettings),
  createdAt: time,
});

export const siteRoutes = {
  add: adminRoute({
    method: 'post',
    path: '/admin/v1/sites',
    summary: 'Registers a site under a new alias.',
    body: v.strictObject({
      service: mac,
      ...creationMembers(siteSettings),
      dropIn: v.optional(flag),
    }),
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
    body: v.strictObject(changeMembers(siteSettings)),
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

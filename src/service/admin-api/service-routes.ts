/**
 * Routes to the services of a deployment and to their settings.
 * @module
 */
import * as v from 'valibot';
import { changeService, createService, listServices } from '../domain/tenants/services.js';
import { refusals } from '../refusals.js';
import { serviceSettings } from '../settings/service-settings.js';
import { changeMembers, creationMembers, shownMembers } from '../settings/setting-table.js';
import { adminRoute, mac, noQuery, time } from './admin-route.js';

const service = v.strictObject({
  mac: v.string(),
  ...shownMembers(serviceSettings),
  createdAt: time,
});

export const serviceRoutes = {
  add: adminRoute({
    method: 'post',
    path: '/admin/v1/services',
    summary: 'Makes a service.',
    body: v.strictObject({ mac: v.optional(mac), ...creationMembers(serviceSettings) }),
    example: { mac: 'shop', name: 'Shop', pin: 'pin', pinMin: 6, seal: true },
    status: 201,
    answer: service,
    refusals: refusals('MACID_EXISTS', 'SETTING_REFUSED'),
    handle: ({ context, actor }, { body }) => createService(context, actor, body),
  }),

  list: adminRoute({
    method: 'get',
    path: '/admin/v1/services',
    summary: 'Lists the services.',
    query: noQuery,
    status: 200,
    answer: v.strictObject({ services: v.array(service) }),
    handle: async ({ context }) => ({ services: await listServices(context) }),
  }),

  change: adminRoute({
    method: 'patch',
    path: '/admin/v1/services/{mac}',
    summary: 'Changes settings of a service.',
    body: v.strictObject(changeMembers(serviceSettings)),
    example: { status: 'closed' },
    status: 200,
    answer: service,
    refusals: refusals('MACID_IS_UNKNOWN', 'SETTING_REFUSED'),
    handle: ({ context, actor }, { params, body }) =>
      changeService(context, actor, params.mac, body),
  }),
};

/**
 * Routes to the services of a deployment and to their settings.
 * @module
 */
import * as v from 'valibot';
import {
  changeService,
  createService,
  listServices,
  settingRanges,
} from '../domain/tenants/services.js';
import { flag, integer, oneOf, text } from '../fields.js';
import { refusals } from '../refusals.js';
import { adminRoute, mac, noQuery, time, whole } from './admin-route.js';

const settings = {
  name: v.optional(text(128)),
  pin: v.optional(oneOf('none', 'pin', 'password')),
  pinMin: v.optional(integer(...settingRanges.pinMin)),
  pinMax: v.optional(integer(...settingRanges.pinMax)),
  pinTries: v.optional(integer(...settingRanges.pinTries)),
  pinTotalLimit: v.optional(integer(...settingRanges.pinTotalLimit)),
  iterations: v.optional(integer(...settingRanges.iterations)),
  bio: v.optional(oneOf('off', 'allowed', 'forced')),
  seal: v.optional(flag),
  push: v.optional(flag),
  pushOpen: v.optional(flag),
  pushPerAddress: v.optional(integer(...settingRanges.pushPerAddress)),
  maxTools: v.optional(integer(...settingRanges.maxTools)),
  otpDigits: v.optional(integer(...settingRanges.otpDigits)),
  otpLife: v.optional(integer(...settingRanges.otpLife)),
  idleDays: v.optional(integer(...settingRanges.idleDays)),
};

const service = v.strictObject({
  mac: v.string(),
  name: v.string(),
  status: v.picklist(['open', 'closed']),
  pin: v.picklist(['none', 'pin', 'password']),
  pinMin: whole,
  pinMax: whole,
  pinTries: whole,
  pinTotalLimit: whole,
  iterations: whole,
  bio: v.picklist(['off', 'allowed', 'forced']),
  seal: v.boolean(),
  push: v.boolean(),
  pushOpen: v.boolean(),
  pushPerAddress: whole,
  maxTools: whole,
  otpDigits: whole,
  otpLife: whole,
  idleDays: whole,
  createdAt: time,
});

export const serviceRoutes = {
  add: adminRoute({
    method: 'post',
    path: '/admin/v1/services',
    summary: 'Makes a service.',
    body: v.strictObject({ mac: v.optional(mac), ...settings }),
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
    body: v.strictObject({ status: v.optional(oneOf('open', 'closed')), ...settings }),
    example: { status: 'closed' },
    status: 200,
    answer: service,
    refusals: refusals('MACID_IS_UNKNOWN', 'SETTING_REFUSED'),
    handle: ({ context, actor }, { params, body }) =>
      changeService(context, actor, params.mac, body),
  }),
};

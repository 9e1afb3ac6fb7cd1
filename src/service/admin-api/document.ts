/**
 * The document of the administrator's door.
 * @module
 */
import { openApiDocument, type Route } from '../openapi.js';
import * as answers from './answers.js';
import * as requests from './requests.js';

const noService = { 404: ['MACID_IS_UNKNOWN'] } as const;
const noUser = { 404: ['USER_ENTRY_DOES_NOT_EXIST'] } as const;
const noSite = { 404: ['ALIAS_UNKNOWN'] } as const;
const noToken = { 404: ['NO_DEVICE_FOUND', 'USER_ENTRY_DOES_NOT_EXIST'] } as const;
const refused = { 422: ['SETTING_REFUSED'] } as const;

/** How a long list is read. */
const parts =
  'Where there are more than `limit`, `next` has what to add to the query for the following ones.';

const services: readonly Route[] = [
  {
    method: 'post',
    path: '/admin/v1/services',
    summary: 'Makes a service.',
    body: requests.newService,
    example: { mac: 'shop', name: 'Shop', pin: 'pin', pinMin: 6, seal: true },
    status: 201,
    answer: answers.service,
    refusals: { 409: ['MACID_EXISTS'], ...refused },
  },
  {
    method: 'get',
    path: '/admin/v1/services',
    summary: 'Lists the services.',
    query: requests.noQuery,
    status: 200,
    answer: answers.listOf('services', answers.service),
  },
  {
    method: 'patch',
    path: '/admin/v1/services/{mac}',
    summary: 'Changes settings of a service.',
    body: requests.serviceChange,
    example: { status: 'closed' },
    status: 200,
    answer: answers.service,
    refusals: { ...noService, ...refused },
  },
];

const sites: readonly Route[] = [
  {
    method: 'post',
    path: '/admin/v1/sites',
    summary: 'Registers a site under a new alias.',
    body: requests.newSite,
    example: {
      service: 'shop',
      origins: ['https://www.shop.example'],
      audiences: ['https://api.shop.example'],
      scopes: ['orders.read'],
    },
    status: 201,
    answer: answers.site,
    refusals: { ...noService, ...refused },
  },
  {
    method: 'get',
    path: '/admin/v1/sites',
    summary: 'Lists the sites of a service, or of all.',
    query: requests.ofOptionalService,
    status: 200,
    answer: answers.listOf('sites', answers.site),
    refusals: noService,
  },
  {
    method: 'patch',
    path: '/admin/v1/sites/{alias}',
    summary: 'Changes a site.',
    body: requests.siteChange,
    example: { origins: ['https://shop.example', 'https://www.shop.example'] },
    status: 200,
    answer: answers.site,
    refusals: { ...noSite, ...refused },
  },
  {
    method: 'delete',
    path: '/admin/v1/sites/{alias}',
    summary: 'Deletes a site that no browser is enrolled at.',
    status: 204,
    refusals: { ...noSite, 409: ['SITE_IN_USE'] },
  },
];

const userActions = {
  unblock: [
    'Lifts the block that wrong PINs have caused.',
    ['USER_IS_NOT_BLOCKED', 'USER_IS_BLOCKED'],
  ],
  disable: ['Disables a user.', []],
  enable: ['Enables a user again.', []],
} as const;

const users: readonly Route[] = [
  {
    method: 'post',
    path: '/admin/v1/users',
    summary: 'Makes a user.',
    body: requests.newUser,
    example: { service: 'shop', login: 'ada' },
    status: 201,
    answer: answers.user,
    refusals: { ...noService, 409: ['LOGIN_EXISTS'], ...refused },
  },
  {
    method: 'get',
    path: '/admin/v1/users',
    summary: `Lists the users of a service, oldest first, or the one of a login. ${parts}`,
    query: requests.partOfServiceOrLogin,
    status: 200,
    answer: answers.partOf('users', answers.user),
    refusals: noService,
  },
  ...Object.entries(userActions).map(([action, [summary, conflicts]]): Route => ({
    method: 'post',
    path: `/admin/v1/users/{uid}/${action}`,
    summary,
    status: 200,
    answer: answers.user,
    refusals: { ...noUser, ...(conflicts.length && { 409: conflicts }) },
  })),
  {
    method: 'delete',
    path: '/admin/v1/users/{uid}',
    summary: 'Deletes a user for ever: no token and no code of theirs does anything any more.',
    status: 204,
    refusals: noUser,
  },
  {
    method: 'post',
    path: '/admin/v1/codes',
    summary: 'Issues a code. It is told only here.',
    body: requests.newCode,
    example: { service: 'shop', login: 'ada', kind: 'activation', life: 3600 },
    status: 201,
    answer: answers.code,
    refusals: {
      404: ['MACID_IS_UNKNOWN', 'USER_ENTRY_DOES_NOT_EXIST', 'NO_DEVICE_FOUND'],
      409: ['NO_ACTIVE_SERVICE_FOR_USER', 'SERVICE_ACCOUNT_STATUS_DISABLED'],
      ...refused,
    },
  },
];

const tokenActions = {
  block: ['Blocks a browser.', ['TOKEN_IS_BLOCKED']],
  unblock: ['Lifts the block of a browser.', ['TOKEN_IS_NOT_BLOCKED']],
  revoke: ['Ends a browser for ever.', []],
} as const;

const tokens: readonly Route[] = [
  {
    method: 'get',
    path: '/admin/v1/tokens',
    summary: `Lists the browsers of a service, or of one of its users, oldest first. ${parts}`,
    query: requests.partOfServiceOrLogin,
    status: 200,
    answer: answers.partOf('tokens', answers.token),
    refusals: { 404: ['MACID_IS_UNKNOWN', 'USER_ENTRY_DOES_NOT_EXIST'] },
  },
  ...Object.entries(tokenActions).map(([action, [summary, conflicts]]): Route => ({
    method: 'post',
    path: `/admin/v1/tokens/{tid}/${action}`,
    summary,
    status: 200,
    answer: answers.token,
    refusals: { ...noToken, ...(conflicts.length && { 409: conflicts }) },
  })),
  {
    method: 'delete',
    path: '/admin/v1/tokens/{tid}/bio',
    summary: 'Revokes the BioKey of a browser, which may then register another.',
    status: 204,
    refusals: noToken,
  },
];

const keysAndTrail: readonly Route[] = [
  {
    method: 'post',
    path: '/admin/v1/keys',
    summary: 'Makes a key for a relying party. It is told only here.',
    body: requests.newKey,
    example: { service: 'shop', name: 'Shop back end', scopes: ['otp.verify'] },
    status: 201,
    answer: answers.madeKey,
    refusals: { 404: ['MACID_IS_UNKNOWN', 'ALIAS_UNKNOWN'] },
  },
  {
    method: 'get',
    path: '/admin/v1/keys',
    summary: 'Lists the keys of a service.',
    query: requests.ofService,
    status: 200,
    answer: answers.listOf('keys', answers.key),
    refusals: noService,
  },
  {
    method: 'delete',
    path: '/admin/v1/keys/{id}',
    summary: 'Revokes a key, at once and for ever.',
    status: 204,
    refusals: { 404: ['KEY_UNKNOWN'] },
  },
  {
    method: 'get',
    path: '/admin/v1/audit',
    summary: `Lists what happened, newest first; from an entry on, with \`after\`, oldest first. ${parts}`,
    query: requests.auditQuery,
    status: 200,
    answer: answers.partOf('entries', answers.auditEntry, answers.nextOfTrail),
  },
];

/** Makes the document. @param url origin of the service. */
export function adminDocument(url: string): object {
  const description = 'Everything an administrator can do, with the one admin key.';
  const info = { title: 'Neon service: administration', description, url };
  return openApiDocument(info, [...services, ...sites, ...users, ...tokens, ...keysAndTrail]);
}

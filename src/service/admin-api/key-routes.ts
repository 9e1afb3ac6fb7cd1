/**
 * Routes to the API keys of relying parties.
 * @module
 */
import * as v from 'valibot';
import { createApiKey, listApiKeys, revokeApiKey, scopes } from '../domain/tenants/api-keys.js';
import { text } from '../fields.js';
import { refusals } from '../refusals.js';
import { adminRoute, alias, mac, time } from './admin-route.js';

const members = {
  id: v.string(),
  service: v.string(),
  name: v.string(),
  scopes: v.array(v.picklist(scopes)),
  aliases: v.nullable(v.array(v.string())),
  createdAt: time,
};

const scopesMessage = `a list of ${scopes.join(', ')}`;
const aliasesMessage = 'a list of aliases';

export const keyRoutes = {
  add: adminRoute({
    method: 'post',
    path: '/admin/v1/keys',
    summary: 'Makes a key for a relying party. It is told only here.',
    body: v.strictObject({
      service: mac,
      name: v.optional(text(128)),
      scopes: v.pipe(
        v.array(v.picklist(scopes, `one of ${scopes.join(', ')}`), scopesMessage),
        v.minLength(1, scopesMessage),
      ),
      aliases: v.optional(v.pipe(v.array(alias, aliasesMessage), v.minLength(1, aliasesMessage))),
    }),
    example: { service: 'shop', name: 'Shop back end', scopes: ['otp.verify'] },
    status: 201,
    answer: v.strictObject({ ...members, key: v.string() }),
    refusals: refusals('MACID_IS_UNKNOWN', 'ALIAS_UNKNOWN'),
    handle: ({ context, actor }, { body }) => createApiKey(context, actor, body),
  }),

  list: adminRoute({
    method: 'get',
    path: '/admin/v1/keys',
    summary: 'Lists the keys of a service.',
    query: v.strictObject({ service: mac }),
    status: 200,
    answer: v.strictObject({ keys: v.array(v.strictObject(members)) }),
    refusals: refusals('MACID_IS_UNKNOWN'),
    handle: async ({ context }, { query }) => ({ keys: await listApiKeys(context, query.service) }),
  }),

  revoke: adminRoute({
    method: 'delete',
    path: '/admin/v1/keys/{id}',
    summary: 'Revokes a key, at once and for ever.',
    status: 204,
    refusals: refusals('KEY_UNKNOWN'),
    handle: ({ context, actor }, { params: { id } }) => revokeApiKey(context, actor, id),
  }),
};

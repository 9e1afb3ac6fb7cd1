/**
 * Routes to the tokens (the enrolled browsers) of a service.
 * @module
 */
import * as v from 'valibot';
import {
  changeToken,
  listTokens,
  revokeBioKeyOf,
  type TokenAction,
} from '../domain/tokens/token-administration.js';
import { refusals, type DescribedRefusal } from '../refusals.js';
import { adminRoute, time } from './admin-route.js';
import { nextByTime, partOfServiceOrLogin, partsSentence } from './lists.js';

const token = v.strictObject({
  tid: v.string(),
  uid: v.string(),
  login: v.string(),
  alias: v.string(),
  name: v.string(),
  platform: v.string(),
  status: v.picklist(['ACTIVE', 'BLOCKED', 'LOCKED', 'DESYNC', 'REVOKED', 'REPLACED']),
  createdAt: time,
  lastUsedAt: time,
});

const unknownToken = refusals('NO_DEVICE_FOUND', 'USER_ENTRY_DOES_NOT_EXIST');

export const tokenRoutes = {
  list: adminRoute({
    method: 'get',
    path: '/admin/v1/tokens',
    summary: `Lists the browsers of a service, or of one of its users, oldest first. ${partsSentence}`,
    query: partOfServiceOrLogin,
    status: 200,
    answer: v.strictObject({ tokens: v.array(token), next: nextByTime }),
    refusals: refusals('MACID_IS_UNKNOWN', 'USER_ENTRY_DOES_NOT_EXIST'),
    handle: async ({ context }, { query }) => {
      const { items: tokens, next } = await listTokens(context, query);
      return { tokens, next };
    },
  }),

  block: tokenAction('block', 'Blocks a browser.', refusals('TOKEN_IS_BLOCKED')),

  unblock: tokenAction(
    'unblock',
    'Lifts the block of a browser.',
    refusals('TOKEN_IS_NOT_BLOCKED'),
  ),

  revoke: tokenAction('revoke', 'Ends a browser for ever.'),

  revokeBioKey: adminRoute({
    method: 'delete',
    path: '/admin/v1/tokens/{tid}/bio',
    summary: 'Revokes the BioKey of a browser, which may then register another.',
    status: 204,
    refusals: unknownToken,
    handle: ({ context, actor }, { params: { tid } }) => revokeBioKeyOf(context, actor, tid),
  }),
};

function tokenAction(
  action: TokenAction,
  summary: string,
  conflicts: readonly DescribedRefusal[] = [],
) {
  return adminRoute({
    method: 'post',
    path: `/admin/v1/tokens/{tid}/${action}`,
    summary,
    status: 200,
    answer: token,
    refusals: [...unknownToken, ...conflicts],
    handle: ({ context, actor }, { params: { tid } }) => changeToken(context, actor, tid, action),
  });
}

/**
 * Routes to the users of a service.
 * @module
 */
import * as v from 'valibot';
import { personTables } from '../domain/people/person-data.js';
import { deleteUser } from '../domain/people/user-deletion.js';
import { exportUser } from '../domain/people/user-export.js';
import { changeUser, createUser, listUsers, type UserAction } from '../domain/people/users.js';
import { refusals, type DescribedRefusal } from '../refusals.js';
import { adminRoute, login, mac, time } from './admin-route.js';
import { nextByTime, partOfServiceOrLogin, partsSentence } from './lists.js';

const user = v.strictObject({
  uid: v.string(),
  service: v.string(),
  login: v.string(),
  status: v.picklist(['active', 'disabled']),
  blocked: v.boolean(),
  pinDefined: v.boolean(),
  createdAt: time,
});

const row = v.record(v.string(), v.union([v.string(), v.number(), v.null()]));

export const userRoutes = {
  add: adminRoute({
    method: 'post',
    path: '/admin/v1/users',
    summary: 'Makes a user.',
    body: v.strictObject({ service: mac, login }),
    example: { service: 'shop', login: 'ada' },
    status: 201,
    answer: user,
    refusals: refusals('MACID_IS_UNKNOWN', 'LOGIN_EXISTS', 'SETTING_REFUSED'),
    handle: ({ context, actor }, { body: { service, login } }) =>
      createUser(context, actor, service, login),
  }),

  list: adminRoute({
    method: 'get',
    path: '/admin/v1/users',
    summary: `Lists the users of a service, oldest first, or the one of a login. ${partsSentence}`,
    query: partOfServiceOrLogin,
    status: 200,
    answer: v.strictObject({ users: v.array(user), next: nextByTime }),
    refusals: refusals('MACID_IS_UNKNOWN'),
    handle: async ({ context }, { query }) => {
      const { items: users, next } = await listUsers(context, query);
      return { users, next };
    },
  }),

  unblock: userAction(
    'unblock',
    'Lifts the block that wrong PINs have caused.',
    refusals('USER_IS_NOT_BLOCKED', 'USER_IS_BLOCKED'),
  ),

  disable: userAction('disable', 'Disables a user.'),

  enable: userAction('enable', 'Enables a user again.'),

  export: adminRoute({
    method: 'get',
    path: '/admin/v1/users/{uid}/export',
    summary:
      'Everything in the database about a user, but for secrets and hashes of secrets. The audit trail says who has read it.',
    status: 200,
    answer: v.strictObject(
      Object.fromEntries(personTables.map(({ member }) => [member, v.array(row)])),
    ),
    refusals: refusals('USER_ENTRY_DOES_NOT_EXIST'),
    handle: ({ context, actor }, { params: { uid } }) => exportUser(context, actor, uid),
  }),

  delete: adminRoute({
    method: 'delete',
    path: '/admin/v1/users/{uid}',
    summary: 'Deletes a user for ever, with all tokens and codes of theirs.',
    status: 204,
    refusals: refusals('USER_ENTRY_DOES_NOT_EXIST'),
    handle: ({ context, actor }, { params: { uid } }) => deleteUser(context, actor, uid),
  }),
};

function userAction(
  action: UserAction,
  summary: string,
  conflicts: readonly DescribedRefusal[] = [],
) {
  return adminRoute({
    method: 'post',
    path: `/admin/v1/users/{uid}/${action}`,
    summary,
    status: 200,
    answer: user,
    refusals: [...refusals('USER_ENTRY_DOES_NOT_EXIST'), ...conflicts],
    handle: ({ context, actor }, { params: { uid } }) => changeUser(context, actor, uid, action),
  });
}

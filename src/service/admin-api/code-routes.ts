/**
 * The route that issues codes.
 * @module
 */
import * as v from 'valibot';
import { codeKinds, codeLife, issueCode } from '../domain/codes/issued-code.js';
import { flag, integer, oneOf } from '../fields.js';
import { refusals } from '../refusals.js';
import { adminRoute, login, mac, tid, time } from './admin-route.js';

/** Members of an order of a code. */
export const codeOrder = {
  service: mac,
  login,
  kind: oneOf(...codeKinds),
  tid: v.optional(tid),
  definePin: v.optional(flag),
  life: v.optional(integer(codeLife.min, codeLife.max)),
};

/** A code that was issued. */
export const issuedCode = v.strictObject({
  code: v.string(),
  kind: v.picklist(codeKinds),
  expiresAt: time,
});

export const codeRoutes = {
  issue: adminRoute({
    method: 'post',
    path: '/admin/v1/codes',
    summary: 'Issues a code. It is told only here.',
    body: v.strictObject(codeOrder),
    example: { service: 'shop', login: 'ada', kind: 'activation', life: 3600 },
    status: 201,
    answer: issuedCode,
    refusals: refusals(
      'MACID_IS_UNKNOWN',
      'USER_ENTRY_DOES_NOT_EXIST',
      'NO_DEVICE_FOUND',
      'NO_ACTIVE_SERVICE_FOR_USER',
      'SERVICE_ACCOUNT_STATUS_DISABLED',
      'SETTING_REFUSED',
    ),
    handle: ({ context, actor }, { body }) => issueCode(context, actor, body),
  }),
};

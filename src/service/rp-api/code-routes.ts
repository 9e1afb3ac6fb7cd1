/**
 * The route that issues codes on behalf of a relying party.
 * @module
 */
import * as v from 'valibot';
import { codeOrder, issuedCode } from '../admin-api/code-routes.js';
import { issueCode } from '../domain/codes/issued-code.js';
import { refusals } from '../refusals.js';
import { rpRoute } from './rp-route.js';

/** A code that also defines a PIN for whoever has one is for administrators alone. */
const { definePin: _, ...order } = codeOrder;

export const codeRoutes = {
  issue: rpRoute('codes.issue', {
    method: 'post',
    path: '/rp/v1/codes',
    summary: 'Issues a code to a user of the service. It is told only here.',
    body: v.strictObject(order),
    example: { service: 'shop', login: 'ada', kind: 'unlock' },
    status: 201,
    answer: issuedCode,
    refusals: refusals(
      'USER_ENTRY_DOES_NOT_EXIST',
      'NO_DEVICE_FOUND',
      'NO_ACTIVE_SERVICE_FOR_USER',
      'SERVICE_ACCOUNT_STATUS_DISABLED',
      'SETTING_REFUSED',
    ),
    handle: ({ context, party }, { body }) => issueCode(context, party.id, body),
  }),
};

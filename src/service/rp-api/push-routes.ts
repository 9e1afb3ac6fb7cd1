/**
 * Routes for approvals: a relying party asks the browsers of a user, and is told who approved.
 * @module
 */
import * as v from 'valibot';
import { longestWait } from '../../protocol/push.js';
import { whole, integer, matching } from '../fields.js';
import { cancelForParty } from '../domain/push/push-cancellation.js';
import { collectForParty } from '../domain/push/push-collection.js';
import { requestForParty } from '../domain/push/push-by-party.js';
import { tokenRefusals } from '../refusals.js';
import { approval, rpRoute, typedText } from './rp-route.js';

/** Shown to the person as it is: nothing in it may end the line or turn the text around. */
const place = matching(
  /^[^\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]{1,64}$/,
  'text of 1 to 64 characters without controls',
);

const pid = matching(/^[\w-]{22}$/, 'the id of a request');

const example = { service: 'shop', pid: '9PVd8vgWCLlA_Ub2Us-M0w' };

export const pushRoutes = {
  request: rpRoute('push', {
    method: 'post',
    path: '/rp/v1/push/request',
    summary: 'Asks the browsers of a user for an approval, by a number to be shown.',
    body: v.strictObject({ service: typedText, login: typedText, place: v.optional(place) }),
    example: { service: 'shop', login: 'ada', place: 'Lisbon, Portugal' },
    status: 200,
    answer: v.strictObject({ pid: v.string(), number: v.string(), ttl: whole }),
    refusals: tokenRefusals('NO_ACTIVE_SERVICE_FOR_USER'),
    handle: ({ context, party }, { body: { login, place = '' } }) =>
      requestForParty(context, party, login, place),
  }),

  result: rpRoute('push', {
    method: 'post',
    path: '/rp/v1/push/result',
    summary: 'Waits up to 25 seconds for the answer to a request of the same key.',
    body: v.strictObject({
      service: typedText,
      pid,
      wait: v.optional(integer(0, longestWait), 0),
    }),
    example: { ...example, wait: 25 },
    status: 200,
    answer: approval,
    notYet: v.strictObject({ st: v.literal('pending') }),
    refusals: tokenRefusals('PUSH_ALIAS_ENTRY_DOES_NOT_EXIST', 'PUSH_DENIED', 'PUSH_EXPIRED'),
    handle: ({ context, party }, { body: { pid, wait }, signal }) =>
      collectForParty(context, party, pid, wait, signal),
  }),

  cancel: rpRoute('push', {
    method: 'post',
    path: '/rp/v1/push/cancel',
    summary: 'Gives a request of the same key up, so that nobody is asked any more.',
    body: v.strictObject({ service: typedText, pid }),
    example,
    status: 204,
    refusals: tokenRefusals('PUSH_ALIAS_ENTRY_DOES_NOT_EXIST'),
    handle: ({ context, party }, { body: { pid } }) => cancelForParty(context, party, pid),
  }),
};

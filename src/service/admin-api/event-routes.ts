/**
 * The route to the events.
 * @module
 */
import * as v from 'valibot';
import { eventPlacePattern, listEvents } from '../domain/events/event-list.js';
import { integerText, matching, oneOf, whole } from '../fields.js';
import { refusals } from '../refusals.js';
import { eventDoors, eventKinds } from '../store/schema/event-table.js';
import { adminRoute, login, mac, time } from './admin-route.js';
import { limit, partsSentence } from './lists.js';

const optionalTime = v.optional(integerText(0, Number.MAX_SAFE_INTEGER));

/** An event in an answer. */
const event = v.strictObject({
  at: time,
  kind: v.picklist(eventKinds),
  door: v.picklist(eventDoors),
  uid: v.optional(v.string()),
  alias: v.optional(v.string()),
  tid: v.optional(v.string()),
  address: v.optional(v.string()),
  key: v.optional(v.string()),
  code: v.optional(v.string()),
  count: v.optional(whole),
});

export const eventRoutes = {
  list: adminRoute({
    method: 'get',
    path: '/admin/v1/events',
    summary: `Lists sign-ins and failures of a service, or of one login of it, newest first. ${partsSentence}`,
    query: v.strictObject({
      service: mac,
      login: v.optional(login),
      kind: v.optional(oneOf(...eventKinds)),
      since: optionalTime,
      until: optionalTime,
      before: v.optional(matching(eventPlacePattern, 'the "before" of an earlier answer')),
      limit,
    }),
    status: 200,
    answer: v.strictObject({
      events: v.array(event),
      next: v.optional(v.strictObject({ before: v.string() })),
    }),
    refusals: refusals('MACID_IS_UNKNOWN', 'USER_ENTRY_DOES_NOT_EXIST'),
    handle: async ({ context }, { query }) => {
      const { items: events, next } = await listEvents(context, query);
      return { events, ...(next && { next }) };
    },
  }),
};

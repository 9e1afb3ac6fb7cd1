/**
 * The route to the log of enrolments.
 * @module
 */
import * as v from 'valibot';
import { listEnrolments } from '../domain/tokens/enrolment-log.js';
import { integerText, whole } from '../fields.js';
import { refusals } from '../refusals.js';
import { adminRoute, mac, time } from './admin-route.js';
import { limit, partsSentence } from './lists.js';

/** Enrolments, and how to ask for the following ones, in an answer. */
export const enrolments = v.strictObject({
  enrolments: v.array(
    v.strictObject({
      seq: whole,
      at: time,
      uid: v.string(),
      tid: v.string(),
      jkt: v.string(),
      alias: v.string(),
      hash: v.string(),
    }),
  ),
  next: v.optional(v.strictObject({ after: whole })),
});

export const enrolmentRoutes = {
  list: adminRoute({
    method: 'get',
    path: '/admin/v1/enrolments',
    summary: `Lists the enrolments of a service, oldest first, those of deleted users too. ${partsSentence}`,
    query: v.strictObject({
      service: mac,
      after: v.optional(integerText(0, Number.MAX_SAFE_INTEGER)),
      limit,
    }),
    status: 200,
    answer: enrolments,
    refusals: refusals('MACID_IS_UNKNOWN'),
    handle: async ({ context }, { query }) => {
      const { items, next } = await listEnrolments(context, query);
      return { enrolments: items, next };
    },
  }),
};

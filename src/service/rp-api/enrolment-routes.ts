/**
 * The route by which relying parties learn which browsers are a user's.
 * @module
 */
import * as v from 'valibot';
import { enrolments } from '../admin-api/enrolment-routes.js';
import { listEnrolments } from '../domain/tokens/enrolment-log.js';
import { integer } from '../fields.js';
import { keyNotAllowed, rpRoute, typedText } from './rp-route.js';
import { ProblemError } from '../problem-document.js';

export const enrolmentRoutes = {
  list: rpRoute('enrolments.read', {
    method: 'post',
    path: '/rp/v1/enrolments',
    summary:
      'Lists the enrolments of the service after an entry, oldest first, for a key that is limited to no site.',
    body: v.strictObject({
      service: typedText,
      after: v.optional(integer(0, Number.MAX_SAFE_INTEGER)),
      limit: v.optional(integer(1, 1000)),
    }),
    example: { service: 'shop', after: 0 },
    status: 200,
    answer: enrolments,
    handle: async ({ context, party }, { body: { after, limit = 100 } }) => {
      // A log with gaps could not be checked.
      if (party.aliases !== null) {
        throw new ProblemError(keyNotAllowed.status, keyNotAllowed.code, {
          detail: 'The key is limited to some sites.',
        });
      }
      const { items, next } = await listEnrolments(context, { service: party.mac, after, limit });
      return { enrolments: items, next };
    },
  }),
};

/**
 * The route to the audit trail.
 * @module
 */
import * as v from 'valibot';
import { currentHead } from '../domain/audit/audit-chain.js';
import { listAudit } from '../domain/audit/audit-trail.js';
import { integerText, text, whole } from '../fields.js';
import { refusals } from '../refusals.js';
import { adminRoute, noQuery, time } from './admin-route.js';
import { limit, partsSentence } from './lists.js';

const entry = v.strictObject({
  seq: whole,
  at: time,
  actor: v.string(),
  kind: v.string(),
  subject: v.string(),
  detail: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
});

const number = v.optional(integerText(0, Number.MAX_SAFE_INTEGER));

export const auditRoutes = {
  list: adminRoute({
    method: 'get',
    path: '/admin/v1/audit',
    summary: `Lists what happened, newest first; from an entry on, with \`after\`, oldest first. ${partsSentence}`,
    query: v.strictObject({
      actor: v.optional(text(128)),
      kind: v.optional(text(64)),
      subject: v.optional(text(128)),
      since: number,
      until: number,
      after: number,
      before: number,
      limit,
    }),
    status: 200,
    answer: v.strictObject({
      entries: v.array(entry),
      /** In the direction in which the trail is read. */
      next: v.optional(
        v.union([v.strictObject({ after: whole }), v.strictObject({ before: whole })]),
      ),
    }),
    handle: async ({ context }, { query }) => {
      const { items: entries, next } = await listAudit(context, query);
      return { entries, next };
    },
  }),

  head: adminRoute({
    method: 'get',
    path: '/admin/v1/audit/head',
    summary:
      'The signed head of the audit chain, a compact JWS, and the public key to verify it with.',
    query: noQuery,
    status: 200,
    answer: v.strictObject({
      /** Number of the last entry in the chain, and its hash; 0 and no hash while there is none. */
      seq: whole,
      hash: v.string(),
      signed: v.nullable(v.string()),
      key: v.strictObject({
        kty: v.literal('EC'),
        crv: v.literal('P-256'),
        x: v.string(),
        y: v.string(),
        kid: v.string(),
      }),
    }),
    refusals: refusals('AUDIT_BROKEN'),
    handle: ({ context }) => currentHead(context),
  }),
};

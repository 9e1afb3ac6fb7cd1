/**
 * The end of the list of migrations. Conventions as in `migrations.ts`.
 * @module
 */
import { addEvents } from './events.js';
import { keyVersions } from './key-versions.js';
import { addPurge } from './purge.js';

/** The statements of each step after the removal of deleted users, oldest first. */
export const newerMigrations: readonly (readonly string[])[] = [
  [`alter table access_token add column h text`],
  // Earlier versions stored what back ends had written into their idempotency keys.
  [`update seal_use set idem = null`],
  [
    `alter table code add column begun integer not null default 0`,
    `drop index code_live`,
    `create index code_recent on code (uid, kind, created)`,
    `create index audit_actor on audit (actor)`,
  ],
  [
    `create index audit_kind on audit (kind)`,
    `create index audit_subject on audit (subject)`,
    `create index audit_at on audit (at)`,
  ],
  keyVersions,
  addEvents,
  addPurge,
  [`create index enrolment_uid on enrolment (uid)`],
  // A later version says here which versions of the program its tables fit.
  [`alter table migration add column needs integer`],
  // The housekeeping removes nothing that a clock which was wrong meanwhile makes look old.
  [`alter table clock_mark add column purged_to bigint`, `update clock_mark set purged_to = at`],
];

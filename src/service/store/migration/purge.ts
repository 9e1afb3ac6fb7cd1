/**
 * A migration: when tokens have ended, and what finds rows that are no longer needed.
 * @module
 */

/** Adds the time at which a token has ended, and the indexes by which old tokens and codes are found. */
export const addPurge: readonly string[] = [
  `alter table service add column ended_days integer not null default 90`,
  `alter table token add column ended_at bigint`,
  // When they have ended is not known: their time begins with the last one that the service has seen.
  `update token set ended_at = coalesce((select max(at) from clock_mark), last_used)
    where status in ('REVOKED', 'REPLACED', 'DESYNC')`,
  `create index token_ended on token (mac, ended_at) where ended_at is not null`,
  // Only a provisional token needs the code that it holds.
  `update token set code_id = null where status <> 'PROVISIONAL' and code_id is not null`,
  `create index code_expires on code (mac, expires)`,
  `create index enrolment_tid on enrolment (tid)`,
];

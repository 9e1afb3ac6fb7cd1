/**
 * A migration: rows say which version of a key they need, so that old versions can be dropped when none does.
 * @module
 */

/** Adds the versions of the code key, and the indexes by which rows under a version are found. */
export const keyVersions: readonly string[] = [
  `alter table code add column code_key_v integer not null default 1`,
  `alter table push add column code_key_v integer not null default 1`,
  `create index code_key on code (code_key_v, expires) where used_at is null and voided_at is null`,
  `create index push_code_key on push (code_key_v)`,
  `create index token_kek on token (kek_v)`,
  `create index push_kek on push (kek_v) where otp_sealed is not null`,
  `create index app_user_pepper on app_user (pepper_v) where pin_v is not null`,
  `create index token_bio_pepper on token (bio_pepper_v) where bio_v is not null`,
];

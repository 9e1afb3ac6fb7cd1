/**
 * A migration: earlier versions kept what a deleted user had, and marked the user.
 * @module
 */

const deleted = `select uid from app_user where status = 'deleted'`;
const tokens = `select tid from token where uid in (${deleted})`;

/** Removes the users that are marked as deleted, with all that they had. */
export const removeDeletedUsers: readonly string[] = [
  ...['push', 'otp', 'wrong_pin'].map((table) => `delete from ${table} where uid in (${deleted})`),
  ...['op_log', 'access_token'].map((table) => `delete from ${table} where tid in (${tokens})`),
  ...['token', 'code'].map((table) => `delete from ${table} where uid in (${deleted})`),
  `delete from app_user where status = 'deleted'`,
  `drop index app_user_login`,
  `create unique index app_user_login on app_user (mac, login_norm)`,
  `create index push_asker on push (asker) where asker is not null`,
];

/**
 * The tables, as a list of migrations, in SQL that SQLite and PostgreSQL both understand: the words of `sql-words.ts` stand
 * for what they spell differently.
 *
 * A released migration is never changed; the next one goes to the end of the newer ones.
 * @module
 */
import { removeDeletedUsers } from './deleted-users.js';
import { newerMigrations } from './newer-migrations.js';

/** The statements of each step, oldest first. */
export const migrations: readonly (readonly string[])[] = [
  [
    `create table service (
      mac text primary key,
      name text not null,
      status text not null,
      pin_mode text not null,
      pin_min integer not null,
      pin_max integer not null,
      pin_tries integer not null,
      pin_total_limit integer not null,
      iterations integer not null,
      bio text not null,
      seal integer not null,
      push integer not null,
      max_tools integer not null,
      otp_digits integer not null,
      otp_life integer not null,
      idle_days integer not null,
      created bigint not null
    )`,
    `create table site (
      als text primary key,
      mac text not null references service (mac),
      name text not null,
      origins text not null,
      iframe integer not null,
      host_pin integer not null,
      created bigint not null
    )`,
    `create index site_mac on site (mac)`,
    `create table app_user (
      uid text primary key,
      mac text not null references service (mac),
      login text not null,
      login_norm text not null,
      status text not null,
      blocked_at bigint,
      pin_v text,
      vsalt text,
      usalt text not null,
      iterations integer not null,
      pepper_v integer not null,
      pin_fails integer not null,
      pin_total integer not null,
      created bigint not null
    )`,
    `create unique index app_user_login on app_user (mac, login_norm) where status <> 'deleted'`,
    `create table code (
      id text primary key,
      mac text not null references service (mac),
      uid text not null references app_user (uid),
      tid text,
      kind text not null,
      h text not null unique,
      define_pin integer not null,
      created bigint not null,
      expires bigint not null,
      used_at bigint,
      voided_at bigint,
      tries integer not null
    )`,
    `create index code_uid on code (uid)`,
    `create table token (
      tid text primary key,
      uid text not null references app_user (uid),
      mac text not null references service (mac),
      als text not null references site (als),
      name text not null,
      platform text not null,
      pub text not null,
      status text not null,
      n integer not null,
      k_sealed text not null,
      kek_v integer not null,
      enc_h text not null,
      code_id text references code (id),
      expires bigint,
      bio_v text,
      bio_vsalt text,
      bio_salt text not null,
      bio_pepper_v integer not null,
      bio_fails integer not null,
      bio_off integer not null,
      last_used bigint not null,
      created bigint not null
    )`,
    `create index token_uid on token (uid)`,
    `create index token_code on token (code_id)`,
    `create table op_log (
      tid text not null references token (tid),
      rid text not null,
      n integer not null,
      ch text not null,
      outcome text not null,
      op text not null,
      result text not null,
      response text,
      at bigint not null,
      superseded_at bigint,
      primary key (tid, rid)
    )`,
    `create index op_log_position on op_log (tid, n)`,
    `create table otp (
      id text primary key,
      uid text not null references app_user (uid),
      als text not null references site (als),
      h text not null,
      amr text not null,
      created bigint not null,
      expires bigint not null,
      used_at bigint,
      used_by text,
      idem text,
      tries integer not null,
      voided_at bigint
    )`,
    `create index otp_uid on otp (uid)`,
    `create table api_key (
      id text primary key,
      mac text not null references service (mac),
      name text not null,
      h text not null unique,
      scopes text not null,
      aliases text,
      created bigint not null,
      revoked_at bigint
    )`,
    `create table audit (
      seq $counter,
      at bigint not null,
      actor text not null,
      kind text not null,
      subject text not null,
      detail text not null
    )`,
  ],
  [
    `alter table site add column audiences text`,
    `alter table site add column scopes text not null default '[]'`,
    `alter table service add column push_open integer not null default 1`,
    `alter table token add column bio_had integer not null default 0`,
    `update token set bio_had = 1 where bio_v is not null`,
    `alter table audit add column prev_hash text`,
    `create index code_live on code (uid, kind)`,
    `create table access_token (
      jti text primary key,
      tid text not null references token (tid),
      expires bigint not null
    )`,
    `create index access_token_tid on access_token (tid)`,
    `create table seal_use (
      tid text not null,
      jti text not null,
      used_at bigint not null,
      used_by text not null,
      idem text,
      primary key (tid, jti)
    )`,
  ],
  [
    `alter table app_user add column push_muted_until bigint`,
    `create table push (
      pid text primary key,
      mac text not null references service (mac),
      subject text not null,
      uid text references app_user (uid),
      als text,
      asker text,
      cc text,
      party text,
      site text not null,
      browser text not null,
      status text not null,
      tries integer not null,
      created bigint not null,
      expires bigint not null,
      answered_at bigint,
      approver text,
      amr text,
      collected_at bigint,
      otp_sealed text,
      kek_v integer,
      otp_expires bigint
    )`,
    `create unique index push_cc on push (cc)`,
    `create index push_subject on push (subject, created)`,
    `create index push_uid on push (uid)`,
  ],
  [
    `alter table service add column push_per_address integer not null default 30`,
    `alter table push add column place text not null default ''`,
    `update service set max_tools = 50 where max_tools > 50`,
  ],
  [
    `create index app_user_list on app_user (mac, created, uid)`,
    `create index token_list on token (mac, created, tid)`,
  ],
  [
    `create table seal (
      tid text not null,
      jti text not null,
      uid text not null,
      als text not null,
      h text,
      issued_at bigint not null,
      primary key (tid, jti)
    )`,
    // Every seal there has been is in the audit trail.
    `insert into seal (tid, jti, uid, als, h, issued_at)
      select token.tid, $jti, token.uid, token.als, null, audit.at
      from audit join token on token.tid = audit.subject
      where audit.kind = 'seal.made' and $jti is not null
      order by audit.seq
      on conflict do nothing`,
  ],
  [
    `create table clock_mark (
      id integer primary key,
      at bigint not null,
      set_backs integer not null
    )`,
    `create index otp_created on otp (created)`,
    `create index otp_expires on otp (expires)`,
    `create index otp_repetition on otp (used_by, idem) where idem is not null`,
    `create index otp_als on otp (als)`,
    `create index code_created on code (created)`,
    `create index push_created on push (created)`,
    `create index push_otp on push (otp_expires) where otp_sealed is not null`,
    `create index token_als on token (als)`,
    `create index token_expires on token (expires) where expires is not null`,
    `create index op_log_response on op_log (at) where response is not null`,
    `create index op_log_superseded on op_log (superseded_at) where superseded_at is not null`,
    `create index access_token_expires on access_token (expires)`,
    `create index api_key_mac on api_key (mac)`,
  ],
  [
    `alter table service add column pin_browser_tries integer not null default 5`,
    `alter table app_user add column wrong_pins integer not null default 0`,
    `alter table token add column pin_fails integer not null default 0`,
    `alter table token add column blocked_by_pins integer not null default 0`,
    `alter table token add column wrong_pins_told integer not null default 0`,
    `create table wrong_pin (
      uid text not null references app_user (uid),
      seq integer not null,
      tid text not null,
      at bigint not null,
      primary key (uid, seq)
    )`,
  ],
  [
    `alter table audit add column tag text`,
    `create table audit_head (id integer primary key check (id = 1), signed text not null)`,
  ],
  [
    `create table key_binding (id integer primary key, h text not null)`,
    `create table write_probe (id integer primary key, filler $bytes not null)`,
  ],
  [`create index audit_linked on audit (seq) where prev_hash is not null`],
  [
    `create table otp_refusal (
      party text not null,
      idem text not null,
      h text not null,
      at bigint not null,
      primary key (party, idem, h)
    )`,
    `create index otp_refusal_at on otp_refusal (at)`,
  ],
  [
    `create table enrolment (
      mac text not null,
      seq integer not null,
      at bigint not null,
      uid text not null,
      tid text not null,
      als text not null,
      h text,
      primary key (mac, seq)
    )`,
    `create index enrolment_unlinked on enrolment (h, mac) where h is null`,
    `insert into enrolment (mac, seq, at, uid, tid, als)
      select mac, row_number() over (partition by mac order by created, tid), created, uid, tid, als
      from token where status <> 'PROVISIONAL'`,
  ],
  removeDeletedUsers,
  ...newerMigrations,
];

/**
 * A migration: the table of events, and what a one-time password says of the browser that got it.
 * @module
 */

/** Makes the table of events with its indexes. */
export const addEvents: readonly string[] = [
  `create table event (
    id $counter,
    at bigint not null,
    mac text not null,
    uid text references app_user (uid),
    kind text not null,
    door text not null,
    als text,
    tid text,
    address text,
    party text,
    code text,
    count integer not null default 1,
    counter text
  )`,
  `create index event_uid on event (uid, at, id)`,
  `create index event_mac on event (mac, at, id)`,
  `create unique index event_counter on event (counter) where counter is not null`,
  `alter table service add column event_days integer not null default 90`,
  `alter table otp add column tid text`,
  `alter table otp add column address text`,
];

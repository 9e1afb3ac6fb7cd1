/**
 * Rows of a service that many people use, written straight into its database.
 * @module
 */
import { DatabaseSync } from 'node:sqlite';

const hour = 3_600_000;

/** Whose rows are written, and how many. */
export interface Filling {
  readonly mac: string;
  readonly als: string;
  readonly users: number;
}

function key(prefix: string): string {
  return `'${prefix}' || printf('%042d', n)`;
}

/** Id of the n-th user, counted from 1, whose login is `user<n>`. */
export function uidOf(n: number): string {
  return `u${String(n).padStart(42, '0')}`;
}

/** Rows of a service that was used an hour ago and two days ago, and has not kept house since. */
export function fillStore(file: string, { mac, als, users }: Filling): void {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  const now = Date.now();
  const rows = (count: number) =>
    `with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${count})`;
  const [before, days] = [now - hour, now - 48 * hour];
  database.exec('pragma foreign_keys = off; pragma synchronous = off; begin');
  database.exec(`insert into app_user (uid, mac, login, login_norm, status, usalt, iterations, pepper_v, pin_fails, pin_total, created)
    ${rows(users)} select ${key('u')}, '${mac}', 'user' || n, 'user' || n, 'active', 's', 100000, 1, 0, 0, ${days} + n from numbers`);
  database.exec(`insert into token (tid, uid, mac, als, name, platform, pub, status, n, k_sealed, kek_v, enc_h, bio_salt, bio_pepper_v, bio_fails, bio_off, last_used, created)
    ${rows(users)} select ${key('t')}, ${key('u')}, '${mac}', '${als}', 'Laptop', 'Linux', '{}', 'ACTIVE', 2, printf('%080d', n), 1, 'e', 's', 1, 0, 0, ${before}, ${days} + n from numbers`);
  database.exec(`insert into op_log (tid, rid, n, ch, outcome, op, result, response, at, superseded_at)
    ${rows(users)} select ${key('t')}, 'a' || n, 0, 'c', 'applied', 'otp', '{}', null, ${days}, ${days} from numbers`);
  database.exec(`insert into op_log (tid, rid, n, ch, outcome, op, result, response, at, superseded_at)
    ${rows(users)} select ${key('t')}, 'b' || n, 1, 'c', 'applied', 'otp', '{}', printf('%0200d', n), ${before}, null from numbers`);
  database.exec(`insert into otp (id, uid, als, h, amr, created, expires, tries)
    ${rows(users / 10)} select ${key('o')}, ${key('u')}, '${als}', 'h', '[]', ${before}, ${before}, 0 from numbers`);
  database.exec(`insert into access_token (jti, tid, expires)
    ${rows(users / 10)} select ${key('j')}, ${key('t')}, ${before} from numbers`);
  database.exec('commit');
  database.close();
}

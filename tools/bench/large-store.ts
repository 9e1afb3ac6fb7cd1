/**
 * Measures how long a service with many users answers nothing while it keeps house, and how many one-time passwords it
 * verifies a second: `node build/tools/bench/large-store.js [users]`, by default a million.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { startService } from '../../src/service/node/running-service.js';

const users = Number(process.argv[2] ?? 1_000_000);
const hour = 3_600_000;

const folder = mkdtempSync(join(tmpdir(), 'neon-large-'));
const settings = { port: 0, data: folder, adminKey: 'an-admin-key-of-this-measurement-only' };

function key(prefix: string): string {
  return `'${prefix}' || printf('%042d', n)`;
}

/** Rows of a service that was used an hour ago and two days ago, and has not kept house since. */
function fill(mac: string, als: string): void {
  const database = new DatabaseSync(join(folder, 'neon.sqlite'));
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

const quiet = { log: () => undefined };
const first = await startService(settings, quiet);
const call = async (url: string, bearer: string, body: object) => {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as Record<string, string>;
};
const admin = (path: string, body: object) =>
  call(`${first.localUrl}/admin/v1${path}`, settings.adminKey, body);
const { mac } = await admin('/services', { name: 'Large' });
const { alias } = await admin('/sites', { service: mac, origins: ['https://large.example'] });
const { key: apiKey } = await admin('/keys', { service: mac, scopes: ['otp.verify'] });
await first.close();

fill(mac!, alias!);
const service = await startService(settings, quiet);

const end = performance.now() + 5_000;
let verified = 0;
while (performance.now() < end) {
  const claim = { service: mac, login: `user${1 + (verified % users)}`, otp: '12345678' };
  await call(`${service.localUrl}/rp/v1/otp/verify`, apiKey!, claim);
  verified++;
}

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
// Delays are measured from the first tick on.
await new Promise((resolve) => setTimeout(resolve, 100));
const begin = performance.now();
await service.refresh();
const took = performance.now() - begin;
// The last delay is counted when the event loop goes on.
await new Promise((resolve) => setTimeout(resolve, 100));
delay.disable();

console.log(
  [
    `users: ${users}`,
    `verifications a second, one after another: ${Math.round(verified / 5)}`,
    `housekeeping took ${(took / 1000).toFixed(1)} s`,
    `longest time without an answer: ${Math.round(delay.max / 1e6)} ms`,
  ].join('\n'),
);
await service.close();
rmSync(folder, { recursive: true });

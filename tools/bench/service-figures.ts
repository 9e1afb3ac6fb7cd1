/**
 * What the service can do in a second, over what the disk can do in a second.
 * @module
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createClient, type NeonClient } from '../../src/index.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import type { BenchService, BenchSite } from './bench-service.js';
import { line, rate } from './figures.js';

const origin = 'http://localhost:9';
const users = 16;
const seconds = 4;
const rounds = 10;

/** Measures operations and verifications against bare commits of one row to the same file. */
export async function measureService(service: BenchService): Promise<void> {
  const site = await service.addSite(origin, { pin: 'none' });
  const clients: NeonClient[] = [];
  for (let user = 0; user < users; user++) {
    const store = memoryTokenStore();
    const client = createClient({ service: service.url, alias: site.alias, origin, store });
    await client.activate(await site.code(`user${user}`));
    clients.push(client);
  }
  const operations = await rate(users, seconds, (user) =>
    clients[user]!.getOnlineOtp(`user${user}`),
  );
  const verifications = await verificationRate(service, site, clients);
  const commits = await commitRate(join(service.data, 'neon.sqlite'));
  line('bare commits of one row a second (SQLite, WAL, FULL)', commits.toFixed(0));
  line(
    'OTP operations a second over bare commits',
    ratio(operations, commits),
    perSecond(operations),
  );
  line(
    'OTP verifications a second over bare commits',
    ratio(verifications, commits),
    perSecond(verifications),
  );
  for (const client of clients) client.close();
}

/** Issues as many passwords as can be live at once, then verifies them all at once; only that is timed. */
async function verificationRate(
  service: BenchService,
  site: BenchSite,
  clients: readonly NeonClient[],
): Promise<number> {
  let verified = 0;
  let spent = 0;
  for (let round = 0; round < rounds; round++) {
    const issued: [string, string][] = [];
    for (const [user, client] of clients.entries()) {
      for (let live = 0; live < 3; live++) {
        issued.push([`user${user}`, (await client.getOnlineOtp(`user${user}`)).value]);
      }
    }
    const begin = performance.now();
    const verdicts = await Promise.all(
      issued.map(([login, otp]) => service.verify(site, login, otp)),
    );
    spent += performance.now() - begin;
    if (!verdicts.every(Boolean)) throw new Error('a good password was refused');
    verified += verdicts.length;
  }
  return (verified * 1000) / spent;
}

/** Commits to a table of its own in the file of the service, set as the service sets it, when that has nothing to do any more. */
async function commitRate(file: string): Promise<number> {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('create table bench (id integer primary key, v text)');
  const insert = database.prepare('insert into bench (v) values (?)');
  const found = await rate(1, seconds, async () => {
    database.exec('begin immediate');
    insert.run('x'.repeat(1000));
    database.exec('commit');
  });
  database.close();
  return found;
}

function ratio(a: number, b: number): string {
  return `${(a / b).toFixed(2)} ×`;
}

function perSecond(value: number): string {
  return `${value.toFixed(0)} a second`;
}

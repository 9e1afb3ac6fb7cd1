/**
 * Operations of the service per second, over bare commits per second.
 * @module
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createClient, type NeonClient } from '../../src/index.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import type { BenchService, BenchSite } from './bench-service.js';
import { line, median, rate } from './figures.js';

const origin = 'http://localhost:9';
const users = 16;
const rounds = 9;

/** Length of a measurement, in seconds. */
const seconds = 0.5;

/**
 * Measures operations and verifications against bare commits of one row to the same file. They alternate, so that
 * other load on the machine affects all alike.
 */
export async function measureService(service: BenchService): Promise<void> {
  const site = await service.addSite(origin, { pin: 'none' });
  const clients = await enrolled(service, site);
  const { commit, close } = committer(join(service.data, 'neon.sqlite'));
  const found: Record<'commits' | 'operations' | 'verifications', number[]> = {
    commits: [],
    operations: [],
    verifications: [],
  };
  for (let round = 0; round < rounds; round++) {
    found.operations.push(
      await rate(users, seconds, (user) => clients[user]!.getOnlineOtp(`user${user}`)),
    );
    found.verifications.push(await verificationRate(service, site, clients));
    found.commits.push(await rate(1, seconds, commit));
  }
  close();
  for (const client of clients) client.close();
  const commits = median(found.commits);
  line('bare commits of one row a second (SQLite, WAL, FULL)', commits.toFixed(0));
  for (const name of ['operations', 'verifications'] as const) {
    const a = median(found[name]);
    line(`OTP ${name} a second over bare commits`, ratio(a, commits), perSecond(a));
  }
}

async function enrolled(service: BenchService, site: BenchSite): Promise<NeonClient[]> {
  const clients: NeonClient[] = [];
  for (let user = 0; user < users; user++) {
    const store = memoryTokenStore();
    const client = createClient({ service: service.url, alias: site.alias, origin, store });
    await client.activate(await site.code(`user${user}`));
    clients.push(client);
  }
  return clients;
}

/** Issues as many passwords as can be valid at once, then verifies all of them; only the latter is timed. */
async function verificationRate(
  service: BenchService,
  site: BenchSite,
  clients: readonly NeonClient[],
): Promise<number> {
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
  const spent = performance.now() - begin;
  if (!verdicts.every(Boolean)) throw new Error('a good password was refused');
  return (verdicts.length * 1000) / spent;
}

/** Commits to a table of its own in the database file, with the settings of the service, while that is idle. */
export function committer(file: string): { commit(): Promise<void>; close(): void } {
  const database = new DatabaseSync(file, { timeout: 5000 });
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('create table if not exists bench (id integer primary key, v text)');
  const insert = database.prepare('insert into bench (v) values (?)');
  const commit = async () => {
    database.exec('begin immediate');
    insert.run('x'.repeat(1000));
    database.exec('commit');
  };
  return { commit, close: () => database.close() };
}

function ratio(a: number, b: number): string {
  return `${(a / b).toFixed(2)} ×`;
}

function perSecond(value: number): string {
  return `${value.toFixed(0)} a second`;
}

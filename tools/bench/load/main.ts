/**
 * `npm run bench:service -- [users]`: verifications and operations a second on a filled store, over bare `node:http` and
 * bare commits in the same run, and what many waiting requests cost. Service, load and bare server are processes of
 * their own. A thousand users by default; `1000000` fills a larger store.
 * @module
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { BenchService } from '../bench-service.js';
import { line } from '../figures.js';
import { fillStore } from '../filled-store.js';
import { committer } from '../service-figures.js';
import { IssuedOtps } from './issued-otps.js';
import { LoadFigures } from './load-figures.js';
import type { Done, Order } from './orders.js';
import { measureWaiting } from './waiting-figures.js';

const users = Number(process.argv[2] ?? 1_000);
const most = 64;
const origin = 'http://localhost:9';

const started = (file: string): ChildProcess => fork(new URL(file, import.meta.url));

const service = await BenchService.start();
const load = started('./load.js');
const bare = started('./bare-server.js');
const ended = new AbortController();
load.once('exit', () => ended.abort(new Error('the load process has ended')));

async function order(given: Order): Promise<Done> {
  load.send(given);
  const [done] = (await once(load, 'message', { signal: ended.signal })) as [Done];
  return done;
}

try {
  const [port] = (await once(bare, 'message')) as [number];
  const site = await service.addSite(origin, { pin: 'none', push: true });
  const filling = { mac: site.mac, als: site.alias, users };
  const file = join(service.data, 'neon.sqlite');
  fillStore(file, filling);
  const people: { login: string; code: string }[] = [];
  for (let index = 0; index < most; index++) {
    const login = `person${index}`;
    people.push({ login, code: await site.code(login) });
  }
  await order({ kind: 'enrol', service: service.url, alias: site.alias, origin, people });
  line('users', String(users));
  const otps = await IssuedOtps.open(service.data, filling);
  const commits = committer(file);
  const bareUrl = `http://127.0.0.1:${port}/`;
  const figures = new LoadFigures({ service, site, order, otps, commit: commits.commit, bareUrl });
  for (const outstanding of [1, 16, most]) await figures.measure(outstanding);
  commits.close();
  otps.close();
  await measureWaiting({ service, site, order });
} finally {
  load.kill();
  bare.kill();
  await service.stop();
}

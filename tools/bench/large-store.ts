/**
 * Measures how long a service with many users answers nothing while it keeps house, and how many one-time passwords it
 * verifies a second: `node build/tools/bench/large-store.js [users]`, by default a million.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startService } from '../../src/service/node/running-service.js';
import { fillStore } from './filled-store.js';

const users = Number(process.argv[2] ?? 1_000_000);

const folder = mkdtempSync(join(tmpdir(), 'neon-large-'));
const settings = { port: 0, data: folder, adminKey: 'an-admin-key-of-this-measurement-only' };

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

fillStore(join(folder, 'neon.sqlite'), { mac: mac!, als: alias!, users });
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

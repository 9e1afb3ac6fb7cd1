/**
 * Cost of many requests that wait for an approval, and how they learn of changes by another process.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Agent, request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, afterEach, before, describe, it } from 'node:test';
import { maxWaits } from '../../../src/service/domain/push/notices.js';
import { call } from '../../support/services/door-call.js';
import { insertPushes, pushIdAt, untilWaiting } from '../../../tools/bench/load/waiting-pushes.js';
import { Folder } from '../support/services/data-folder.js';
import { ServiceProcess } from '../support/services/service-process.js';

/** Number of requests that wait at the same time, as many for each request for approval as may. */
const many = 800;

/** Writes the size of the heap as a line of the log at a signal, after a collection. */
const heapReporter = `process.on('SIGUSR2', () => {
  gc();
  console.log(JSON.stringify({ event: 'heap', bytes: process.memoryUsage().heapUsed }));
});`;

describe('requests that wait for an approval', () => {
  let folder: Folder;
  let service: ServiceProcess;
  let database: DatabaseSync;
  let apiKey: string;
  let agent = new Agent();

  before(async () => {
    folder = new Folder();
    const preload = `data:text/javascript,${encodeURIComponent(heapReporter)}`;
    const node = ['--expose-gc', '--import', preload];
    service = await ServiceProcess.start({ node, args: ['--data', folder.data] });
    const adminKey = readFileSync(join(folder.data, 'admin-key'), 'utf8').trim();
    const admin = async (path: string, body: object) =>
      (await call(`${service.url}/admin/v1${path}`, { key: adminKey, body })).body;
    await admin('/services', { mac: 'shop' });
    apiKey = String((await admin('/keys', { service: 'shop', scopes: ['push'] }))['key']);
    database = new DatabaseSync(join(folder.data, 'neon.sqlite'), { timeout: 5_000 });
    insertPushes(database, { mac: 'shop', apiKey, count: many / maxWaits });
  });

  afterEach(() => agent.destroy());

  after(async () => {
    database.close();
    await service.stop();
    folder.remove();
  });

  /** Sends a request that waits; resolves with the code of its refusal, or with undefined when the connection ends. */
  async function wait(index: number): Promise<string | undefined> {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ service: 'shop', pid: pushIdAt(index), wait: 25 });
    const options = { method: 'POST', headers, agent };
    const asking = request(`${service.url}/rp/v1/push/result`, options);
    asking.end(body);
    try {
      const [response] = (await once(asking, 'response')) as [IncomingMessage];
      const text = Buffer.concat(await response.toArray()).toString();
      return (JSON.parse(text) as { code: string }).code;
    } catch (error) {
      assert.equal((error as { code?: string }).code, 'ECONNRESET');
      return undefined;
    }
  }

  async function heap(): Promise<number> {
    const lines = service.lines.length;
    service.signal('SIGUSR2');
    return Number((await service.logged('heap', lines))['bytes']);
  }

  /** Lets many requests wait, then ends their connections. Resolves with the heap before and after the end. */
  async function waitAndHangUp(): Promise<{ during: number; after: number }> {
    agent = new Agent();
    const waits = Array.from({ length: many }, (_, index) => wait(Math.floor(index / maxWaits)));
    await untilWaiting(service.url, many);
    const during = await heap();
    agent.destroy();
    assert.ok((await Promise.all(waits)).every((code) => code === undefined));
    await untilWaiting(service.url, 0);
    return { during, after: await heap() };
  }

  it('leave nothing behind when they hang up', async () => {
    const first = await waitAndHangUp();
    const second = await waitAndHangUp();
    const growth = second.after / first.after;
    assert.ok(growth < 1.1, `${growth}`);
    const each = (second.during - first.after) / many;
    assert.ok(each < 20_000, `${each} bytes of the heap for each`);
  });

  it('learn soon that another process has denied one, and the others wait on', async () => {
    agent = new Agent();
    const waits = [0, 1, 2].map((index) => wait(index));
    await untilWaiting(service.url, 3);
    const begin = performance.now();
    database.prepare(`update push set status = 'denied' where pid = ?`).run(pushIdAt(1));
    assert.equal(await waits[1], 'PUSH_DENIED');
    const took = performance.now() - begin;
    // Three seconds, and time for a busy machine. Without the check it would be 25.
    assert.ok(took < 10_000, `${took} ms`);
    await untilWaiting(service.url, 2);
    database.prepare(`delete from push`).run();
    assert.deepEqual(await Promise.all(waits), ['PUSH_EXPIRED', 'PUSH_DENIED', 'PUSH_EXPIRED']);
  });
});

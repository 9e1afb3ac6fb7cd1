/**
 * Cost of many requests that wait for an approval, and how they learn of changes by another process.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Agent, request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { call } from '../../support/services/door-call.js';
import { Folder } from '../support/services/data-folder.js';
import { ServiceProcess } from '../support/services/service-process.js';

/** Number of requests that wait at the same time, eight for each request for approval. */
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
  let agent: Agent;

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
    const party = apiKey.split('.')[1]!;
    const insert = database.prepare(
      `insert into push (pid, mac, subject, party, site, place, browser, status, tries, created, expires)
        values (?, 'shop', 's', ?, 'Shop', '', '', 'pending', 0, ?, ?)`,
    );
    const now = Date.now();
    database.exec('begin');
    for (let index = 0; index < many / 8; index++) insert.run(pidOf(index), party, now, now + 1e7);
    database.exec('commit');
  });

  after(async () => {
    agent.destroy();
    database.close();
    await service.stop();
    folder.remove();
  });

  const pidOf = (index: number) => String(index).padStart(22, 'p');

  /** Sends a request that waits; resolves with the code of its refusal, or with undefined when the connection ends. */
  async function wait(index: number): Promise<string | undefined> {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ service: 'shop', pid: pidOf(index), wait: 25 });
    const options = { method: 'POST', headers, agent };
    const asking = request(`${service.url}/rp/v1/push/result`, options);
    asking.end(body);
    try {
      const [response] = (await once(asking, 'response')) as [IncomingMessage];
      const text = Buffer.concat(await response.toArray()).toString();
      return (JSON.parse(text) as { code: string }).code;
    } catch {
      return undefined;
    }
  }

  /** Resolves when so many requests wait. */
  async function untilWaiting(count: number): Promise<void> {
    let text: string;
    do text = await (await fetch(`${service.url}/metrics`)).text();
    while (!text.includes(`\nneon_waiting_requests ${count}\n`));
  }

  async function heap(): Promise<number> {
    const lines = service.lines.length;
    service.signal('SIGUSR2');
    return Number((await service.logged('heap', lines))['bytes']);
  }

  /** Lets many requests wait, then ends their connections. Resolves with the heap before and after the end. */
  async function waitAndHangUp(): Promise<{ during: number; after: number }> {
    agent = new Agent();
    const waits = Array.from({ length: many }, (_, index) => wait(Math.floor(index / 8)));
    await untilWaiting(many);
    const during = await heap();
    agent.destroy();
    assert.ok((await Promise.all(waits)).every((code) => code === undefined));
    await untilWaiting(0);
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
    await untilWaiting(3);
    const begin = performance.now();
    database.prepare(`update push set status = 'denied' where pid = ?`).run(pidOf(1));
    assert.equal(await waits[1], 'PUSH_DENIED');
    const took = performance.now() - begin;
    // Three seconds, and time for a busy machine. Without the check it would be 25.
    assert.ok(took < 10_000, `${took} ms`);
    await untilWaiting(2);
    database.prepare(`delete from push`).run();
    assert.deepEqual(await Promise.all(waits), ['PUSH_EXPIRED', 'PUSH_DENIED', 'PUSH_EXPIRED']);
  });
});

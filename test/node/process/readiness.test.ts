import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { helloPath, helloRequest } from '../../../src/protocol/hello.js';
import { pin } from '../../support/clients/pins.js';
import { call, type Answer } from '../../support/services/door-call.js';
import { assertRefused } from '../support/services/door-answers.js';
import { Folder } from '../support/services/data-folder.js';
import { nodeClient } from '../support/services/node-client.js';
import { assertComplains, run, ServiceProcess } from '../support/services/service-process.js';

const origin = 'http://localhost:8000';

/** No file can be written, as on a full disk. */
const fullDisk = ['prlimit', '--fsize=0:0'];

/** The superuser, too, may write only what the modes of files allow. */
const asPlainUser =
  process.getuid!() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];

describe('a service that can keep nothing', () => {
  let folder: Folder;
  let running: ServiceProcess | undefined;

  beforeEach(() => {
    folder = new Folder();
  });

  afterEach(async () => {
    await running?.stop();
    running = undefined;
    chmodSync(folder.path, 0o700);
    folder.remove();
  });

  const inData = (name: string) => join(folder.data, name);
  const startArgs = (data = folder.data) => ['--data', data];
  const refusedStart = (code: 1 | 2, sentence: string | RegExp, through?: readonly string[]) =>
    assertComplains(
      { args: ['--port', '0', ...startArgs()], through: through ?? [] },
      code,
      sentence,
    );

  async function start(data = folder.data): Promise<ServiceProcess> {
    running = await ServiceProcess.start({ args: startArgs(data) });
    return running;
  }

  async function startAndStop(data = folder.data): Promise<void> {
    assert.equal(await (await start(data)).stop(), 0);
  }

  const ready = ({ url: at }: ServiceProcess) => call(`${at}/readyz`, {});

  function addService(service: ServiceProcess, mac: string): Promise<Answer> {
    const key = readFileSync(inData('admin-key'), 'utf8').trim();
    return call(`${service.url}/admin/v1/services`, { key, body: { mac } });
  }

  async function assertUnready(service: ServiceProcess, reason: RegExp): Promise<void> {
    const detail = 'The service cannot keep anything now. Its log says why.';
    for (const answer of [await ready(service), await ready(service)]) {
      assertRefused(answer, '503 SERVICE_UNAVAILABLE', detail);
      assert.equal(answer.headers.get('retry-after'), '5');
    }
    const line = await service.logged('service.unready');
    assert.equal(line['level'], 'error');
    assert.match(String(line['message']), reason);
    assert.equal(service.lines.filter(({ event }) => event === 'service.unready').length, 1);
  }

  async function assertRefuses(service: ServiceProcess, reason: RegExp): Promise<void> {
    const answer = await addService(service, 'refused');
    const detail = 'The service cannot keep anything now. Nothing was done. Its log says why.';
    assertRefused(answer, '503 SERVICE_UNAVAILABLE', detail);
    assert.equal(answer.headers.get('retry-after'), '5');
    const { level, route, message } = await service.logged('database.failed');
    assert.deepEqual([level, route], ['error', '/admin/v1/services']);
    assert.match(String(message), reason);
  }

  async function assertWorks(service: ServiceProcess): Promise<void> {
    assert.equal((await ready(service)).status, 200);
    assert.equal((await service.logged('service.ready'))['level'], 'info');
    assert.equal((await addService(service, 'kept')).status, 201);
  }

  it('does not start on a full disk, and a first start that failed is tried again', async () => {
    const refusal =
      /^The database .+neon\.sqlite cannot be opened: disk I\/O error \(SQLite \d+\)\.$/;
    for (let count = 0; count < 2; count++) {
      await refusedStart(1, refusal, fullDisk);
      await startAndStop();
    }
  });

  it('does not start in a folder that it may not write to', async () => {
    await startAndStop();
    rmSync(inData('service.lock'));
    chmodSync(folder.data, 0o500);
    await refusedStart(2, `${inData('service.lock')} cannot be made: EACCES.`, asPlainUser);
    chmodSync(folder.data, 0o700);
  });

  it('is not ready while the disk is full, and refuses what it cannot keep', async () => {
    const service = await start();
    const limit = (size: string) =>
      execFileSync('prlimit', ['--pid', String(service.pid), `--fsize=${size}:unlimited`]);
    assert.equal((await addService(service, 'shop')).status, 201);
    limit('0');
    await assertRefuses(service, /^disk I\/O error \(SQLite \d+\)$/);
    await assertUnready(service, /^disk I\/O error \(SQLite \d+\)$/);
    await assertComplains(
      { args: ['service', 'add', '--mac', 'two', '--data', folder.data], through: fullDisk },
      1,
      /^The database cannot keep anything now: disk I\/O error \(SQLite \d+\)\. Nothing was done\.$/,
    );
    for (const rotation of [
      ['signing-key', 'rotate'],
      ['service-key', 'rotate', 'kek'],
    ]) {
      await assertComplains(
        { args: [...rotation, '--data', folder.data], through: fullDisk },
        2,
        `${inData('keys.json')} cannot be written: EFBIG.`,
      );
    }
    const ofKeys = readdirSync(folder.data).filter((name) => name.startsWith('keys.json'));
    assert.deepEqual(ofKeys.sort(), ['keys.json', 'keys.json.lock'], 'no part of a key file stays');
    limit('unlimited');
    await assertWorks(service);
  });

  it('is not ready while its database is removed or replaced', async () => {
    const service = await start();
    const file = inData('neon.sqlite');
    renameSync(file, inData('moved.sqlite'));
    const reason = /neon\.sqlite was removed or replaced while the service runs$/;
    await assertRefuses(service, reason);
    await assertUnready(service, reason);
    copyFileSync(inData('moved.sqlite'), file);
    assert.equal((await ready(service)).status, 503);
    renameSync(inData('moved.sqlite'), file);
    await assertWorks(service);
  });

  it('is not ready while the write-ahead log of its database is removed or replaced', async () => {
    const service = await start();
    renameSync(inData('neon.sqlite-wal'), inData('moved-wal'));
    const reason = /neon\.sqlite-wal was removed or replaced while the service runs$/;
    await assertRefuses(service, reason);
    await assertUnready(service, reason);
    renameSync(inData('moved-wal'), inData('neon.sqlite-wal'));
    await assertWorks(service);
  });

  it('is not ready while the system does not let it look at its files', async () => {
    running = await ServiceProcess.start({ args: startArgs(), through: asPlainUser });
    chmodSync(folder.data, 0o000);
    await assertUnready(running, /cannot be looked at$/);
    chmodSync(folder.data, 0o700);
    await assertWorks(running);
  });

  it('is not ready while the database belongs to other keys', async () => {
    const service = await start();
    const other = new DatabaseSync(inData('neon.sqlite'));
    const { h } = other.prepare('select h from key_binding').get()!;
    other.exec(`update key_binding set h = 'other'`);
    await assertUnready(service, /^the database belongs to other keys$/);
    other.prepare('update key_binding set h = ?').run(h!);
    other.close();
    await assertWorks(service);
  });

  it('keeps its keys while the file has those of another service', async () => {
    const other = folder.file('other');
    await startAndStop(other);
    const service = await start();
    const published = async () => (await fetch(`${service.url}/.well-known/jwks.json`)).text();
    const before = await published();
    copyFileSync(inData('keys.json'), folder.file('own-keys'));
    copyFileSync(join(other, 'keys.json'), inData('keys.json'));
    service.signal('SIGHUP');
    const { message } = await service.logged('housekeeping.failed');
    assert.equal(message, `${inData('keys.json')} has the keys of another service: restore it.`);
    assert.equal(await published(), before);
    assert.equal((await ready(service)).status, 200);
    assert.equal(await service.stop(), 0);
    running = undefined;

    const sentence = `${inData('keys.json')} does not have the keys of the database beside it: restore the file that belongs to it.`;
    await refusedStart(2, sentence);
    await assertComplains({ args: ['service', 'list', '--data', folder.data] }, 2, sentence);
    copyFileSync(folder.file('own-keys'), inData('keys.json'));
    await startAndStop();
  });

  it('takes a database of an earlier version for its own if the keys open its tokens', async () => {
    const other = folder.file('other');
    await startAndStop(other);
    const service = await start();
    const done = async (...args: string[]) =>
      JSON.parse((await run({ args: [...args, '--data', folder.data] })).stdout) as {
        alias: string;
        code: string;
      };
    await done('service', 'add', '--mac', 'shop', '--iterations', '100000');
    const { alias } = await done('site', 'add', '--service', 'shop', '--origins', origin);
    await done('user', 'add', '--service', 'shop', '--login', 'ada');
    const order = ['--service', 'shop', '--login', 'ada', '--kind', 'activation'];
    const { code } = await done('code', 'new', ...order);
    const client = nodeClient(String(service.lines[0]!['url']), { alias, origin });
    assert.equal(await client.activate(code, { pin }), 'ada');
    assert.equal(await service.stop(), 0);
    running = undefined;

    const database = new DatabaseSync(inData('neon.sqlite'));
    database.exec('delete from key_binding');
    database.close();
    copyFileSync(inData('keys.json'), folder.file('own-keys'));
    copyFileSync(join(other, 'keys.json'), inData('keys.json'));
    const foreign = readFileSync(inData('keys.json'), 'utf8');
    await refusedStart(
      2,
      `${inData('keys.json')} does not have the keys of the database beside it: restore the file that belongs to it.`,
    );
    assert.equal(readFileSync(inData('keys.json'), 'utf8'), foreign);
    copyFileSync(folder.file('own-keys'), inData('keys.json'));
    await startAndStop();
  });
});

describe('a failure that nobody expected', () => {
  let folder: Folder;
  let service: ServiceProcess;

  beforeEach(async () => {
    folder = new Folder();
    service = await ServiceProcess.start({ args: ['--data', folder.data] });
  });

  afterEach(async () => {
    await service.stop();
    folder.remove();
  });

  it('is logged with its reason and place, at the door of browsers too', async () => {
    const database = new DatabaseSync(join(folder.data, 'neon.sqlite'));
    database.exec('pragma foreign_keys = off; drop table site');
    database.close();
    const hello = await fetch(`${service.url}${helloPath}`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify(helloRequest('a'.repeat(32), 'test', 'A'.repeat(22))),
    });
    assert.equal(hello.status, 503);
    const { level, route, message, at } = await service.logged('token-api.failed');
    assert.deepEqual([level, route, message], ['error', helloPath, 'no such table: site']);
    assert.match(String(at), /^at /);
  });
});

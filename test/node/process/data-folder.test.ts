import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { call } from '../../support/services/door-call.js';
import { Folder } from '../support/services/data-folder.js';
import { assertComplains, run, ServiceProcess } from '../support/services/service-process.js';

/** Windows has no file modes. */
const hasModes = process.platform !== 'win32';

function assertMode(path: string, mode: number): void {
  if (hasModes) assert.equal((statSync(path).mode & 0o777).toString(8), mode.toString(8), path);
}

describe('the data folder', () => {
  let folder: Folder;
  let data: string;
  const inData = (name: string) => join(data, name);
  const noAdminKey = () =>
    `There is no ${inData('admin-key')}. Where NEON_ADMIN_KEY is set, replace the key there; otherwise the file was removed, and the next start makes a new one.`;
  /** Those of one test: one that fails leaves none behind. */
  const started: ServiceProcess[] = [];

  const withData = (...args: string[]) => ({ args: ['--data', data, ...args] });
  const refused = (sentence: string) => assertComplains(withData('--port', '0'), 2, sentence);

  beforeEach(() => {
    folder = new Folder();
    data = folder.data;
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map((service) => service.stop()));
    folder.remove();
  });

  async function start(given: Parameters<typeof ServiceProcess.start>[0]): Promise<ServiceProcess> {
    const service = await ServiceProcess.start(given);
    started.push(service);
    return service;
  }

  /** Beside them there is the folder of the drop-in. */
  function files(): string[] {
    const entries = readdirSync(data, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  }

  async function startAndStop(...args: string[]): Promise<ServiceProcess> {
    const service = await start(withData(...args));
    assert.equal(await service.stop(), 0);
    return service;
  }

  it('is refused when it cannot be made', async () => {
    writeFileSync(data, '');
    await refused(`The data folder ${data} cannot be made: EEXIST.`);
    data = join(data, 'within');
    await refused(`The data folder ${data} cannot be made: ENOTDIR.`);
  });

  it('is refused at once where no folder can be made', async () => {
    data = '/proc/neon/data';
    await refused(`The data folder ${data} cannot be made: ENOENT.`);

    const removed = folder.file('removed');
    mkdirSync(removed);
    const inRemoved = `cd ${removed} && rmdir ${removed} && exec "$@"`;
    await assertComplains(
      { args: ['--port', '0'], through: ['sh', '-c', inRemoved, 'sh'] },
      2,
      /^The data folder .*neon-data cannot be made: ENOENT\.$/,
    );
  });

  it('is made with its parents', async () => {
    data = join(data, 'of', 'neon');
    await startAndStop();
    assertMode(data, 0o700);
  });

  it('is refused when a key file is malformed, with the path and not the value', async () => {
    await startAndStop();
    const path = inData('keys.json');
    const good = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    const bad: [string, string][] = [
      ['', ''],
      ['{"canary"', ''],
      ['{}', ' at $.format'],
      [JSON.stringify({ ...good, pepper: [{ v: 1, k: 'canary' }] }), ' at $.pepper[0].k'],
      [JSON.stringify({ ...good, iss: 'canary' }), ' at $.iss'],
      [JSON.stringify({ ...good, extra: 'canary' }), ' at $.extra'],
      [JSON.stringify({ ...good, signing: [] }), ''],
    ];
    for (const [text, place] of bad) {
      writeFileSync(path, text);
      await refused(`${path} is not a key file of this service${place}: restore it.`);
      assert.equal(readFileSync(path, 'utf8'), text);
    }
  });

  it('is refused when others may read a key file', async () => {
    await startAndStop();
    for (const name of ['keys.json', 'admin-key']) {
      const path = inData(name);
      for (const mode of hasModes ? [0o640, 0o604, 0o660] : []) {
        chmodSync(path, mode);
        await refused(`${path} holds keys and others may read it: run "chmod 600 ${path}".`);
      }
      chmodSync(path, 0o600);
    }
    await startAndStop();
  });

  it('is refused when the admin key is malformed', async () => {
    await startAndStop();
    for (const text of ['', 'canary', `${'x'.repeat(43)}\nmore`]) {
      writeFileSync(inData('admin-key'), text);
      await refused(
        `${inData('admin-key')} does not hold an admin key: remove it to get a new one.`,
      );
    }
  });

  it('is refused when the database is not one', async () => {
    await startAndStop();
    writeFileSync(inData('neon.sqlite'), 'canary'.repeat(1000));
    const file = inData('neon.sqlite');
    await refused(`The database ${file} cannot be opened: file is not a database.`);
  });

  it('is refused when the keys of a database are lost, and gets no new keys', async () => {
    await startAndStop();
    rmSync(inData('keys.json'));
    await refused(
      `${inData('keys.json')} is missing, without which the database beside it is of no use: restore it.`,
    );
    assert.ok(!existsSync(inData('keys.json')));
  });

  it('is refused under another public URL, which enrolled browsers would not accept', async () => {
    const [first, other] = ['https://mfa.example.com', 'https://mfa.example.org'];
    await startAndStop('--public-url', first);
    for (const args of [['--public-url', other], []]) {
      await assertComplains(
        withData('--port', '0', ...args),
        2,
        /^The keys in .+ belong to https:\/\/mfa\.example\.com: enrolled browsers would not accept them as (https:\/\/mfa\.example\.org|http:\/\/localhost:\d+)\.$/,
      );
    }
    await startAndStop('--public-url', first);
  });

  it('is made at the first start, readable by the owner only', async () => {
    const service = await start(withData());
    assertMode(data, 0o700);
    const names = files();
    assert.deepEqual(
      names.filter((name) => !/-(shm|wal)$/.test(name)),
      ['admin-key', 'keys.json', 'neon.sqlite', 'service.lock'],
    );
    for (const name of names) assertMode(inData(name), 0o600);
    await service.stop();
  });

  it('keeps its mode when it exists, and its files are readable by the owner only', async () => {
    mkdirSync(data);
    chmodSync(data, 0o755);
    await startAndStop();
    assertMode(data, 0o755);
    for (const name of files()) assertMode(inData(name), 0o600);
  });

  it('has an admin key that works; the log names the file and not the key', async () => {
    const service = await start(withData());
    const key = readFileSync(inData('admin-key'), 'utf8').trim();
    assert.equal(service.lines[0]!['adminKeyFile'], inData('admin-key'));
    assert.equal((await call(`${service.url}/admin/v1/services`, { key })).status, 200);
    assert.equal(await service.stop(), 0);
    assert.ok(!service.written.join('\n').includes(key));
  });

  it('gets another admin key by a command, which a running service takes over', async () => {
    const service = await start(withData());
    const read = () => readFileSync(inData('admin-key'), 'utf8').trim();
    const status = async (key: string) =>
      (await call(`${service.url}/admin/v1/services`, { key })).status;
    const old = read();
    const { stdout, stderr, code } = await run({ args: ['admin-key', 'rotate', '--data', data] });
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), { file: inData('admin-key') });
    const key = read();
    assert.notEqual(key, old);
    service.signal('SIGHUP');
    assert.equal((await service.logged('admin-key.replaced'))['adminKeyFile'], inData('admin-key'));
    assert.deepEqual([await status(old), await status(key)], [401, 200]);
    unlinkSync(inData('admin-key'));
    service.signal('SIGHUP');
    await service.logged('admin-key.missing');
    await assertComplains({ args: ['admin-key', 'rotate', '--data', data] }, 1, noAdminKey());
    assert.equal(await status(key), 200);
    assert.ok(!existsSync(inData('admin-key')));
    assert.equal(await service.stop(), 0);
    assert.ok(![...service.written, stdout, stderr].join('\n').includes(key));
  });

  it('gets no admin key when one is given, and that one is in no log', async () => {
    const key = 'given-canary-admin-key-0123456789';
    await startAndStop();
    const earlier = readFileSync(inData('admin-key'), 'utf8');
    const service = await start({ ...withData(), env: { NEON_ADMIN_KEY: key } });
    assert.equal((await call(`${service.url}/admin/v1/services`, { key })).status, 200);
    assert.equal(await service.stop(), 0);
    assert.ok(!existsSync(inData('admin-key')));
    assert.equal(readFileSync(inData('admin-key.unused'), 'utf8'), earlier);
    await assertComplains({ args: ['admin-key', 'rotate', '--data', data] }, 1, noAdminKey());
    assert.equal(service.lines[0]!['adminKeyFile'], undefined);
    assert.ok(!service.written.join('\n').includes(key));
  });

  it('keeps its keys at the second start, on another port too', async () => {
    const read = (name: string) => readFileSync(inData(name), 'utf8');
    const first = await start(withData());
    const key = read('admin-key').trim();
    const body = { mac: 'shop' };
    assert.equal((await call(`${first.url}/admin/v1/services`, { key, body })).status, 201);
    const { iss: _, ...keys } = JSON.parse(read('keys.json')) as { iss: string };
    assert.equal(await first.stop(), 0);

    const second = await start(withData());
    assert.equal(read('admin-key').trim(), key);
    const { iss, ...kept } = JSON.parse(read('keys.json')) as { iss: string };
    assert.deepEqual(kept, keys);
    assert.equal(iss, `http://localhost:${second.port}`);
    const { body: listed } = await call(`${second.url}/admin/v1/services`, { key });
    assert.deepEqual(
      (listed['services'] as { mac: string }[]).map(({ mac }) => mac),
      ['shop'],
    );
    assert.equal(await second.stop(), 0);
  });
});

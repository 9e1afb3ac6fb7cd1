import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Folder } from '../support/services/data-folder.js';
import { assertComplains, run, ServiceProcess } from '../support/services/service-process.js';

describe('a data folder whose database is lost', () => {
  let folder: Folder;
  let file: string;
  let keys: string;

  beforeEach(async () => {
    folder = new Folder();
    file = join(folder.data, 'neon.sqlite');
    keys = join(folder.data, 'keys.json');
    await startAndStop();
  });

  afterEach(() => folder.remove());

  const start = (...args: string[]) => ({ args: [...args, '--data', folder.data] });

  async function startAndStop(): Promise<void> {
    const service = await ServiceProcess.start({ args: ['--data', folder.data] });
    assert.equal(await service.stop(), 0);
  }

  async function list(...args: string[]): Promise<Record<string, unknown>[]> {
    const { code, stdout, stderr } = await run(start(...args));
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Record<string, unknown>[];
  }

  async function assertRefused(): Promise<void> {
    const sentence = `${file} is missing or empty, although ${keys} beside it belongs to data: restore it, or begin anew with "neon-service database new".`;
    await assertComplains(start('--port', '0'), 2, sentence);
    await assertComplains(start('service', 'add', '--mac', 'shop'), 2, sentence);
  }

  it('is refused without a database, and none is made', async () => {
    rmSync(file);
    await assertRefused();
    assert.ok(!existsSync(file));
  });

  it('is refused with an empty database', async () => {
    truncateSync(file, 0);
    await assertRefused();
    assert.equal(statSync(file).size, 0);
  });

  it('is refused with a database without tables', async () => {
    rmSync(file);
    const database = new DatabaseSync(file);
    database.exec('pragma journal_mode = wal; pragma user_version = 1');
    database.close();
    assert.equal(statSync(file).size, 4096);
    await assertRefused();
    assert.equal(statSync(file).size, 4096);
  });

  it('gets a new database only by command, only when its own is lost and no service runs', async () => {
    const running = await ServiceProcess.start({ args: ['--data', folder.data] });
    await assertComplains(
      start('database', 'new'),
      1,
      `Another service runs on ${folder.data}: end it first, or give this one a folder of its own.`,
    );
    assert.equal(await running.stop(), 0);
    await assertComplains(start('database', 'new'), 1, `${file} is not empty: move it away first.`);
    const before = readFileSync(keys, 'utf8');
    rmSync(file);
    assert.equal((await run(start('database', 'new'))).code, 0);
    assert.equal(readFileSync(keys, 'utf8'), before);
    assert.deepEqual(await list('service', 'list'), []);
    const [entry] = await list('audit', 'list');
    assert.deepEqual([entry!['kind'], entry!['actor']], ['database.made', 'command-line']);
    await startAndStop();

    rmSync(keys);
    rmSync(file);
    const sentence = `There are no keys in ${folder.data}: start the service there first.`;
    await assertComplains(start('database', 'new'), 2, sentence);
  });
});

import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Folder } from '../support/services/data-folder.js';
import { run, ServiceProcess } from '../support/services/service-process.js';

describe('a copy of the database file', () => {
  let folder: Folder;
  let copy: string;

  beforeEach(() => {
    folder = new Folder();
    copy = folder.file('copy');
  });

  afterEach(() => folder.remove());

  async function done(data: string, ...args: string[]): Promise<unknown> {
    const { code, stdout, stderr } = await run({ args: [...args, '--data', data] });
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout);
  }

  const addUser = (login: string) =>
    done(folder.data, 'user', 'add', '--service', 'shop', '--login', login);

  async function logins(data: string): Promise<string[]> {
    const users = await done(data, 'user', 'list', '--service', 'shop');
    return (users as { login: string }[]).map(({ login }) => login).sort();
  }

  async function startAndStop(data: string, work?: () => Promise<unknown>): Promise<void> {
    const service = await ServiceProcess.start({ args: ['--data', data] });
    await work?.();
    assert.equal(await service.stop(), 0);
  }

  /** Copies one file of the database, as administrators do. */
  function copyDatabase(): void {
    mkdirSync(copy);
    for (const name of ['neon.sqlite', 'keys.json']) {
      copyFileSync(join(folder.data, name), join(copy, name));
    }
  }

  it('holds everything after the service ended, and a service starts from it', async () => {
    await startAndStop(folder.data, async () => {
      await done(folder.data, 'service', 'add', '--mac', 'shop');
      await addUser('ada');
    });
    assert.ok(!readdirSync(folder.data).some((name) => /-(wal|shm)$/.test(name)));
    copyDatabase();
    await startAndStop(copy);
    assert.deepEqual(await logins(copy), ['ada']);
  });

  it('holds everything after a command without a service', async () => {
    await startAndStop(folder.data);
    await done(folder.data, 'service', 'add', '--mac', 'shop');
    await addUser('ada');
    assert.ok(!existsSync(join(folder.data, 'neon.sqlite-wal')));
    copyDatabase();
    assert.deepEqual(await logins(copy), ['ada']);
  });

  it('holds everything although another process has the database open', async () => {
    await startAndStop(folder.data);
    await done(folder.data, 'service', 'add', '--mac', 'shop');
    const other = new DatabaseSync(join(folder.data, 'neon.sqlite'), { readOnly: true });
    assert.equal(other.prepare('select count(*) as users from app_user').get()!['users'], 0);
    await startAndStop(folder.data, () => addUser('ada'));
    copyDatabase();
    assert.deepEqual(await logins(copy), ['ada']);
    other.close();
  });
});

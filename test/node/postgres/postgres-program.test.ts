/**
 * The program on PostgreSQL: how it starts, and what it refuses.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import pg from 'pg';
import { AdminApi } from '../../support/services/admin-api.js';
import { PostgresServer } from '../../support/services/postgres-server.js';
import { TestDatabases } from '../../support/services/test-store.js';
import { Folder } from '../support/services/data-folder.js';
import { assertComplains, run, ServiceProcess } from '../support/services/service-process.js';

describe('the program on PostgreSQL', () => {
  let server: Pick<PostgresServer, 'url' | 'stop'>;
  let databases: TestDatabases;
  let folder: Folder;
  let url: string;
  let name: string;

  before(async () => {
    server = await PostgresServer.shared();
    databases = await TestDatabases.at(server.url);
  });

  after(() => server?.stop());

  beforeEach(async () => {
    folder = new Folder();
    url = await databases.makeEmpty();
    const { hostname, port, pathname } = new URL(url);
    name = `database "${pathname.slice(1)}" on ${hostname}, port ${port}`;
  });

  afterEach(async () => {
    await databases.drop(url);
    folder.remove();
  });

  const start = (given = url, data = folder.data) => ({
    args: ['--port', '0', '--data', data],
    env: { DATABASE_URL: given },
  });

  /** Checks that the program does not start; the sentence has no part of the password. */
  const refused = (code: 1 | 2, sentence: string | RegExp, given = url, data = folder.data) => {
    const password = decodeURIComponent(new URL(given).password);
    assert.ok(password && !String(sentence).includes(password));
    return assertComplains(start(given, data), code, sentence);
  };

  const command = async (...args: string[]) => {
    const env = { DATABASE_URL: url, NEON_DATA: folder.data };
    const { code, stdout, stderr } = await run({ args, env });
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  /** Runs statements in the database. */
  async function query(statements: string): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(statements);
    } finally {
      await client.end();
    }
  }

  it('ends with code 2 and one sentence for a login or database that the server refuses, and makes no keys', async () => {
    const wrong = Object.assign(new URL(url), { password: 'canary-of-a-password' }).href;
    await refused(
      2,
      `The ${name}, cannot be opened: password authentication failed for user "neon" (PostgreSQL 28P01).`,
      wrong,
    );
    const none = Object.assign(new URL(url), { pathname: 'none' }).href;
    await refused(2, /database "none" does not exist \(PostgreSQL 3D000\)\.$/, none);
    await assertComplains(start('postgres://u:canary/@h'), 2, /^DATABASE_URL has to be like /);
    await assertComplains(
      start(url, ':memory:'),
      2,
      'A data folder ":memory:" keeps no keys, without which the database of DATABASE_URL would be of no use: name a folder.',
    );
    assert.ok(!existsSync(join(folder.data, 'keys.json')));
  });

  it('ends with code 1 when the server is gone, or a database is read only', async () => {
    const gone = Object.assign(new URL(url), { port: '1' }).href;
    await refused(1, /cannot be opened: connect ECONNREFUSED 127\.0\.0\.1:1\.$/, gone);
    await databases.run(`alter database ${new URL(url).pathname.slice(1)}
      set default_transaction_read_only = on`);
    await refused(1, /cannot execute .* in a read-only transaction \(PostgreSQL 25006\)\.$/);
    assert.ok(!existsSync(join(folder.data, 'keys.json')));
  });

  it('ends with code 2 when the server would lose what it has acknowledged', async () => {
    await databases.run(`alter database ${new URL(url).pathname.slice(1)}
      set synchronous_commit = off`);
    await refused(
      2,
      `The ${name}, cannot be opened: synchronous_commit is off, so that it would lose what it has acknowledged: switch it on.`,
    );
  });

  it('refuses keys and a database that do not belong to each other', async () => {
    const service = await ServiceProcess.start(start());
    await service.stop();
    const keys = join(folder.data, 'keys.json');
    const other = folder.file('other');
    await refused(
      2,
      `${join(other, 'keys.json')} is missing, without which the ${name} is of no use: restore it.`,
      url,
      other,
    );
    const empty = await databases.makeEmpty();
    try {
      await refused(2, /, is empty, although .*keys\.json belongs to data: restore it, /, empty);
      const elsewhere = await ServiceProcess.start(start(empty, other));
      await elsewhere.stop();
      writeFileSync(keys, readFileSync(join(other, 'keys.json')));
      await refused(
        2,
        `${keys} does not have the keys of the ${name}: restore the file that belongs to it.`,
      );
    } finally {
      await databases.drop(empty);
    }
  });

  it('refuses a database of a later version, and is not ready once it becomes one', async () => {
    const service = await ServiceProcess.start(start());
    try {
      await query('insert into migration (version, needs) values (99, 99)');
      const unready = service.logged('service.unready');
      assert.equal((await fetch(`${service.url}/readyz`)).status, 503);
      assert.match(String((await unready)['message']), /needs a program that knows 99/);
    } finally {
      await service.stop();
    }
    await refused(2, /cannot be opened: the database has version 99, and needs a program that /);
  });

  it('starts twice at the same time on one folder, with the same keys, and commands work beside it', async () => {
    const file = folder.file('url');
    writeFileSync(file, url, { mode: 0o600 });
    const byFile = { ...start(), env: { DATABASE_URL_FILE: file } };
    const nodes = await Promise.all([1, 2].map(() => ServiceProcess.start(byFile)));
    try {
      const [one, other] = nodes as [ServiceProcess, ServiceProcess];
      const keysAt = async ({ url: at }: ServiceProcess) =>
        (await fetch(`${at}/.well-known/jwks.json`)).text();
      assert.equal(await keysAt(one), await keysAt(other));
      await command('service', 'add', '--mac', 'shop');
      const adminKey = readFileSync(join(folder.data, 'admin-key'), 'utf8').trim();
      for (const { url: at } of nodes) {
        const { services } = await AdminApi.at(at, adminKey).done<{ services: { mac: string }[] }>(
          '/services',
        );
        assert.deepEqual(
          services.map(({ mac }) => mac),
          ['shop'],
        );
      }
      await command('audit', 'verify');
    } finally {
      for (const node of nodes) await node.stop();
    }
    for (const { written } of nodes) {
      assert.ok(!written.join('\n').includes(decodeURIComponent(new URL(url).password)));
    }
    // Nothing of a database is in the folder.
    assert.ok(!existsSync(join(folder.data, 'neon.sqlite')));
  });

  it('makes a database anew by command, only when there is none', async () => {
    await (await ServiceProcess.start(start())).stop();
    const env = { DATABASE_URL: url, NEON_DATA: folder.data };
    await assertComplains(
      { args: ['database', 'new'], env },
      1,
      `The ${name}, is not empty: name another one.`,
    );
    await query('drop schema public cascade; create schema public');
    await command('database', 'new');
    await (await ServiceProcess.start(start())).stop();
  });
});

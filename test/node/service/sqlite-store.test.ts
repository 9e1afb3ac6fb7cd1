import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { serviceSettings } from '../../../src/service/settings/service-settings.js';
import { defaultColumns } from '../../../src/service/settings/setting-table.js';
import type { Store, Tx } from '../../../src/service/store/store.js';
import { openSqliteStore } from '../../../src/service/store/sqlite/sqlite.js';
import { sqliteStore } from '../../../src/service/store/sqlite/sqlite-store.js';

const entry = { at: 1, actor: 'test', kind: 'tested', subject: 'store', detail: '{}' };
const write = (tx: Tx) => tx.insertInto('audit').values(entry).execute();

async function count(store: Store): Promise<number> {
  return (await store.read.selectFrom('audit').select('seq').execute()).length;
}

describe('the SQLite store', () => {
  let folder: string;
  let file: string;
  let store: Store;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'neon-store-'));
    file = join(folder, 'neon.sqlite');
    store = await openSqliteStore(file);
  });

  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('refuses a database of a later version', async () => {
    const later = join(folder, 'later.sqlite');
    await (await openSqliteStore(later)).close();
    const database = new DatabaseSync(later);
    database.exec('insert into migration (version) values (99)');
    database.close();
    await assert.rejects(openSqliteStore(later), /version 99/);
  });

  it('rolls back a transaction that throws', async () => {
    await assert.rejects(
      store.transaction(async (tx) => {
        await write(tx);
        throw new Error('on purpose');
      }),
      /on purpose/,
    );
    assert.equal(await count(store), 0);
  });

  it('leaves out locks of rows, and nothing else of a query', async () => {
    const kinds = await store.transaction(async (tx) => {
      for (let times = 0; times < 2; times++) await write(tx);
      return tx.selectFrom('audit').select('kind').distinct().forUpdate().execute();
    });
    assert.equal(kinds.length, 1);
  });

  it('shows readers committed data only, without making them wait', async () => {
    await store.transaction(async (tx) => {
      await write(tx);
      assert.equal(await count(store), 0);
    });
    assert.equal(await count(store), 1);
  });

  it('runs no other statement inside a transaction that awaits', async () => {
    const order: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = store.transaction(async (tx) => {
      await write(tx);
      await promise;
      order.push('first');
    });
    const second = store.transaction(async () => {
      order.push('second');
    });
    resolve();
    await Promise.all([first, second]);
    assert.deepEqual(order, ['first', 'second']);
  });

  it('finds its data after it was opened again', async () => {
    await store.transaction(write);
    await store.close();
    store = await openSqliteStore(file);
    assert.equal(await count(store), 1);
  });

  it('refuses two users of one login, unless one is deleted', async () => {
    await store.transaction(async (tx) => {
      await tx.insertInto('service').values(service).execute();
      await tx.insertInto('app_user').values(user('a', 'active')).execute();
    });
    await assert.rejects(
      store.transaction((tx) => tx.insertInto('app_user').values(user('b', 'active')).execute()),
      /UNIQUE/,
    );
    await store.transaction(async (tx) => {
      await tx.deleteFrom('app_user').execute();
      await tx.insertInto('app_user').values(user('b', 'active')).execute();
    });
  });

  it('works on a connection that was opened by somebody else', async () => {
    const statements: string[] = [];
    const database = new DatabaseSync(':memory:');
    const own = await sqliteStore({
      exec(sql: string) {
        statements.push(sql);
        database.exec(sql);
      },
      prepare: (sql: string) => database.prepare(sql),
      close: () => database.close(),
    });
    await own.transaction(write);
    assert.deepEqual(statements.slice(-2), ['begin immediate', 'commit']);
    assert.equal(await count(own), 1);
    await own.close();
  });
});

const service = { mac: 'bank', name: 'Bank', ...defaultColumns(serviceSettings), created: 1 };

const user = (uid: string, status: 'active') => ({
  uid,
  mac: 'bank',
  login: 'ada',
  login_norm: 'ada',
  status,
  blocked_at: null,
  pin_v: null,
  vsalt: null,
  usalt: 'x',
  iterations: 100_000,
  pepper_v: 1,
  pin_fails: 0,
  pin_total: 0,
  wrong_pins: 0,
  created: 1,
});

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { readDatabaseUrl } from '../../../src/service/node/data/database-url.js';
import { insertAuditEntry } from '../../../src/service/store/tables/audit-entries.js';
import { BusyError } from '../../../src/service/store/busy-error.js';
import {
  DurabilityError,
  openPostgresStore,
} from '../../../src/service/store/postgres/postgres-store.js';
import type { Store, Tx } from '../../../src/service/store/store.js';
import { UnavailableError } from '../../../src/service/store/unavailable-error.js';
import { UnknownOutcomeError } from '../../../src/service/store/unknown-outcome-error.js';
import { findClockMark, moveClockMark } from '../../../src/service/store/tables/clock-marks.js';
import { PostgresServer } from '../../support/services/postgres-server.js';
import { TestDatabases } from '../../support/services/test-store.js';

const entry = { at: 2 ** 45, actor: 'test', kind: 'tested', subject: 'store', detail: '{}' };
const write = (tx: Tx) => insertAuditEntry(tx, entry, (seq) => `tag ${seq}`);

const numbers = async (store: Store) =>
  (await store.read.selectFrom('audit').select('seq').orderBy('seq').execute()).map(
    ({ seq }) => seq,
  );

describe('the PostgreSQL store', () => {
  let server: Pick<PostgresServer, 'url' | 'stop'>;
  let databases: TestDatabases;
  let url: string;
  let store: Store;
  let other: pg.Client;

  before(async () => {
    server = await PostgresServer.shared();
    databases = await TestDatabases.at(server.url);
  });

  after(() => server?.stop());

  beforeEach(async () => {
    url = await databases.make();
    store = await openPostgresStore(readDatabaseUrl(url));
    other = new pg.Client({ connectionString: url });
    other.on('error', () => undefined);
    await other.connect();
  });

  afterEach(async () => {
    await other.end();
    await store.close();
    await databases.drop(url);
  });

  /** Ends all connections of the store, as the stop of a server does. */
  const terminate = () =>
    other.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);

  it('refuses a database whose tables need a later program, and takes one whose tables it fits', async () => {
    await other.query('insert into migration (version) values (99)');
    await assert.rejects(openPostgresStore(readDatabaseUrl(url)), /needs a program that knows 99/);
    await other.query('update migration set needs = 1 where version = 99');
    await (await openPostgresStore(readDatabaseUrl(url))).close();
  });

  it('refuses a server that forgets what it has acknowledged', async () => {
    const { pathname } = new URL(url);
    await other.query(`alter database ${pathname.slice(1)} set synchronous_commit = off`);
    await assert.rejects(openPostgresStore(readDatabaseUrl(url)), (error) => {
      assert.ok(error instanceof DurabilityError);
      assert.match(error.message, /synchronous_commit is off/);
      return true;
    });
  });

  it('is made once by services that start at the same time', async () => {
    await other.query('drop schema public cascade; create schema public');
    const stores = await Promise.all([1, 2, 3].map(() => openPostgresStore(readDatabaseUrl(url))));
    await Promise.all(stores.map((one) => one.transaction(write)));
    assert.deepEqual(await numbers(store), [1, 2, 3]);
    await Promise.all(stores.map((one) => one.close()));
  });

  it('reads large integers as numbers', async () => {
    await store.transaction((tx) => moveClockMark(tx, { at: 2 ** 53 - 1, known: 2, added: 1 }));
    const mark = await findClockMark(store.read);
    assert.deepEqual(mark, { at: 2 ** 53 - 1, set_backs: 3 });
    await other.query('update clock_mark set at = 9007199254740993');
    await assert.rejects(store.read.selectFrom('clock_mark').selectAll().execute(), /too large/);
  });

  it('rolls back a transaction that throws, and numbers the audit trail without gaps', async () => {
    const onPurpose = store.transaction(async (tx) => {
      await write(tx);
      throw new Error('on purpose');
    });
    await assert.rejects(onPurpose, /on purpose/);
    await Promise.all(Array.from({ length: 8 }, () => store.transaction(write)));
    assert.deepEqual(await numbers(store), [1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('runs a transaction again after a deadlock', async () => {
    await other.query(`insert into clock_mark values (1, 0, 0), (2, 0, 0)`);
    const arrived = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let runs = 0;
    const add = async (order: readonly [number, number]) =>
      store.transaction(async (tx) => {
        runs++;
        for (const [step, id] of order.entries()) {
          await tx
            .updateTable('clock_mark')
            .set(({ eb }) => ({ at: eb('at', '+', 1) }))
            .where('id', '=', id)
            .execute();
          if (step === 0) {
            arrived[order[0] - 1]!.resolve();
            await Promise.all(arrived.map(({ promise }) => promise));
          }
        }
      });
    await Promise.all([add([1, 2]), add([2, 1])]);
    assert.ok(runs > 2);
    const marks = await store.read.selectFrom('clock_mark').select('at').execute();
    assert.deepEqual(marks, [{ at: 2 }, { at: 2 }]);
  });

  it('is busy while somebody else holds a row', async () => {
    await other.query(`insert into clock_mark values (1, 0, 0)`);
    await other.query(`begin; select * from clock_mark for update`);
    const mark = { at: 1, known: 1, added: 0 };
    await assert.rejects(
      store.tryTransaction((tx) => moveClockMark(tx, mark)),
      BusyError,
    );
    await other.query('rollback');
    await store.tryTransaction((tx) => moveClockMark(tx, mark));
  });

  it('is unavailable while its connections are ended, and goes on afterwards', async () => {
    const lost = store.transaction(async (tx) => {
      await write(tx);
      await terminate();
      await write(tx);
    });
    await assert.rejects(lost, UnavailableError);
    assert.deepEqual(await numbers(store), []);
    await store.transaction(write);
    assert.deepEqual(await numbers(store), [1]);
  });

  it('does not try again what it lost the connection of during the commit', async () => {
    let runs = 0;
    const lost = store.transaction(async (tx) => {
      runs++;
      await write(tx);
      await terminate();
    });
    await assert.rejects(lost, UnknownOutcomeError);
    assert.equal(runs, 1);
  });

  it('is unavailable on a database that is read only, or without rights', async () => {
    const role = `reader_${process.pid}`;
    await other.query(`create role ${role} login password 'r'`);
    try {
      await other.query(`grant select on all tables in schema public to ${role}`);
      const asReader = Object.assign(new URL(url), { username: role, password: 'r' }).href;
      const reader = await openPostgresStore(readDatabaseUrl(asReader));
      await assert.rejects(reader.transaction(write), (error) => {
        assert.ok(error instanceof UnavailableError);
        assert.match(error.message, /permission denied .*42501/);
        return true;
      });
      await reader.close();
    } finally {
      await other.query(`drop owned by ${role}; drop role ${role}`);
    }
  });

  it('keeps any text, also such as UTF-8 does not have', async () => {
    const subjects = ['a\0b', '\ud800', 'x\udc00\ud83d\ude00', '\uffff0000', '\uffff', 'Ada 😀'];
    for (const subject of subjects) {
      await store.transaction((tx) => insertAuditEntry(tx, { ...entry, subject }, () => ''));
      const found = await store.read
        .selectFrom('audit')
        .select('subject')
        .where('subject', '=', subject)
        .execute();
      assert.deepEqual(found, [{ subject }]);
    }
  });

  it('keeps nothing in a session, so that a pooler may give each transaction another one', async () => {
    const one = await openPostgresStore({ ...readDatabaseUrl(url), max: 1 });
    const asked = sql<{ prepared: number; timeout: string }>`
      select (select count(*) from pg_prepared_statements) as prepared,
        current_setting('lock_timeout') as timeout`;
    const inside = await one.transaction(async (tx) => {
      await write(tx);
      return asked.execute(tx);
    });
    assert.deepEqual(inside.rows, [{ prepared: 0, timeout: '5s' }]);
    assert.deepEqual((await asked.execute(one.read)).rows, [{ prepared: 0, timeout: '0' }]);
    await one.close();
  });
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { openSqliteStore } from '../../../src/service/store/sqlite/sqlite.js';
import { Folder } from '../support/services/data-folder.js';
import { bank, userOfBank, writeFirstVersion } from '../support/services/first-version.js';

/** Rows as the first version wrote them. */
const rows = [
  bank,
  `insert into site values ('a1', 'bank', 'Bank', '["https://bank.example"]', 0, 0, 1)`,
  `insert into app_user values ('u', 'bank', 'Ada', 'ada', 'active', null, 'v', 's', 'us', 100000, 1, 0, 0, 1)`,
  ...['with', 'without'].map(
    (tid) =>
      `insert into token values ('${tid}', 'u', 'bank', 'a1', 'Laptop', 'Linux', '{}', 'ACTIVE', 3, 'k', 1, 'e', null, null, ${
        tid === 'with' ? "'b', 'bs'" : 'null, null'
      }, 'salt', 1, 0, 0, 1, 1)`,
  ),
  `insert into code values ('used', 'bank', 'u', null, 'activation', 'g', 0, 1, 2, 1, null, 0)`,
  `insert into token values ('over', 'u', 'bank', 'a1', 'Old', 'Linux', '{}', 'REVOKED', 3, 'k', 1, 'e', 'used', null, null, null, 'salt', 1, 0, 0, 7, 1)`,
  `insert into app_user values ('d', 'bank', 'Left', 'left', 'deleted', null, null, null, 'us', 100000, 1, 0, 0, 1)`,
  `insert into code values ('c', 'bank', 'd', null, 'activation', 'h', 0, 1, 2, null, null, 0)`,
  `insert into token values ('gone', 'd', 'bank', 'a1', 'Old', 'Linux', '{}', 'PROVISIONAL', 3, 'k', 1, 'e', 'c', null, null, null, 'salt', 1, 0, 0, 1, 1)`,
  `insert into op_log values ('gone', 'r', 2, 'c', 'applied', 'otp', '{}', null, 1, null)`,
  `insert into otp values ('o', 'd', 'a1', 'h', '[]', 1, 2, null, null, null, 0, null)`,
  `insert into audit (at, actor, kind, subject, detail) values (1, 'admin', 'user.created', 'u', '{}')`,
  `insert into audit (at, actor, kind, subject, detail) values (2, 'with', 'seal.made', 'with', '{"uid":"u","jti":"j","len":3}')`,
];

describe('a database of the first version', () => {
  let folder: Folder;
  let file: string;

  before(async () => {
    folder = new Folder();
    file = folder.file('neon.sqlite');
    await writeFirstVersion(file, rows);
  });

  after(() => folder.remove());

  it('has nothing of deleted users in its files once it was opened', async () => {
    const old = folder.file('deletions.sqlite');
    const people = Array.from({ length: 200 }, (_, index) => `somebody-${index}`);
    await writeFirstVersion(old, [
      ...rows,
      ...people.map(userOfBank),
      `delete from app_user where login like 'somebody-%'`,
    ]);
    assert.match(readFileSync(old, 'latin1'), /somebody-/);
    assert.match(readFileSync(old, 'latin1'), /Left/);
    const store = await openSqliteStore(old);
    for (const path of [old, `${old}-wal`].filter(existsSync)) {
      assert.doesNotMatch(readFileSync(path, 'latin1'), /somebody-|Left/, path);
    }
    await store.close();
    assert.doesNotMatch(readFileSync(old, 'latin1'), /somebody-|Left/);
  });

  it('keeps its rows but those of deleted users, and gets new columns with defaults that change nothing', async () => {
    for (let start = 0; start < 2; start++) {
      const store = await openSqliteStore(file);
      const service = await store.read.selectFrom('service').selectAll().executeTakeFirstOrThrow();
      assert.deepEqual([service.mac, service.idle_days, service.push_open], ['bank', 90, 1]);
      assert.equal(service.push_per_address, 30);
      // A browser of this service has four tries: one less than its user.
      assert.deepEqual([service.pin_tries, service.pin_browser_tries], [5, 5]);
      const site = await store.read.selectFrom('site').selectAll().executeTakeFirstOrThrow();
      assert.deepEqual([site.als, site.audiences, site.scopes], ['a1', null, '[]']);
      const users = await store.read.selectFrom('app_user').select('uid').execute();
      assert.deepEqual(
        users.map(({ uid }) => uid),
        ['u'],
      );
      const code = await store.read.selectFrom('code').select('id').executeTakeFirstOrThrow();
      assert.equal(code.id, 'used');
      for (const table of ['op_log', 'otp'] as const) {
        assert.deepEqual(await store.read.selectFrom(table).selectAll().execute(), []);
      }
      const tokens = await store.read.selectFrom('token').selectAll().orderBy('tid').execute();
      assert.deepEqual(
        tokens.map(({ tid, bio_had, n, pin_fails, wrong_pins_told, code_id, ended_at }) => [
          tid,
          bio_had,
          n,
          pin_fails,
          wrong_pins_told,
          code_id,
          ended_at,
        ]),
        [
          ['over', 0, 3, 0, 0, null, 7],
          ['with', 1, 3, 0, 0, null, null],
          ['without', 0, 3, 0, 0, null, null],
        ],
      );
      const entry = await store.read.selectFrom('audit').selectAll().executeTakeFirstOrThrow();
      assert.deepEqual([entry.seq, entry.kind, entry.prev_hash], [1, 'user.created', null]);
      const enrolments = await store.read.selectFrom('enrolment').selectAll().execute();
      assert.deepEqual(
        enrolments.map(({ mac, seq, at, uid, tid, als, h }) => [mac, seq, at, uid, tid, als, h]),
        [
          ['bank', 1, 1, 'u', 'over', 'a1', null],
          ['bank', 2, 1, 'u', 'with', 'a1', null],
          ['bank', 3, 1, 'u', 'without', 'a1', null],
        ],
      );
      const seals = await store.read.selectFrom('seal').selectAll().execute();
      assert.deepEqual(
        seals.map(({ tid, jti, uid, als, h, issued_at }) => [tid, jti, uid, als, h, issued_at]),
        [['with', 'j', 'u', 'a1', null, 2]],
      );
      await store.close();
    }
  });
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { sql } from 'kysely';
import { BusyError } from '../../../src/service/store/busy-error.js';
import { sqliteStore } from '../../../src/service/store/sqlite/sqlite-store.js';
import type { Store, Tx } from '../../../src/service/store/store.js';
import { UnavailableError } from '../../../src/service/store/unavailable-error.js';

const write = (subject: string, detail = '{}') =>
  async function insert(tx: Tx): Promise<string> {
    const entry = { at: 1, actor: 'test', kind: 'tested', subject, detail };
    await tx.insertInto('audit').values(entry).execute();
    return subject;
  };

async function subjects(db: Store['read'] | Tx): Promise<string[]> {
  const rows = await db.selectFrom('audit').select('subject').orderBy('seq').execute();
  return rows.map(({ subject }) => subject);
}

/** What became of a promise, in one word. */
function wordOf(outcome: PromiseSettledResult<string>): string {
  if (outcome.status === 'fulfilled') return outcome.value;
  return outcome.reason instanceof UnavailableError ? 'unavailable' : outcome.reason.message;
}

async function outcomesOf(transactions: readonly Promise<string>[]): Promise<string[]> {
  return (await Promise.allSettled(transactions)).map(wordOf);
}

describe('transactions that wait together', () => {
  let folder: string;
  let database: DatabaseSync;
  let store: Store;
  /** Statements of transactions, and whatever a test adds. */
  let order: string[];
  /** Runs before each of these statements. */
  let before: (statement: string) => void;
  /** Milliseconds that have passed, for groups. */
  let now: number;

  beforeEach(async () => {
    now = 0;
    mock.method(performance, 'now', () => now);
    folder = mkdtempSync(join(tmpdir(), 'neon-groups-'));
    database = new DatabaseSync(join(folder, 'neon.sqlite'));
    order = [];
    before = () => {};
    const observed = {
      exec(statement: string) {
        before(statement);
        order.push(statement);
        database.exec(statement);
      },
      prepare: (statement: string) => database.prepare(statement),
      close: () => database.close(),
    };
    const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
    store = await sqliteStore(observed, { nextTurn });
    order.length = 0;
  });

  afterEach(async () => {
    before = () => {};
    await store.close();
    mock.restoreAll();
    rmSync(folder, { recursive: true });
  });

  const commits = () => order.filter((statement) => statement === 'commit').length;

  it('undo what one of them wrote that throws, and nothing else', async () => {
    const found = await outcomesOf([
      store.transaction(write('first')),
      store.transaction(async (tx) => {
        await write('second')(tx);
        throw new Error('on purpose');
      }),
      store.transaction(write('third')),
    ]);
    assert.deepEqual(found, ['first', 'on purpose', 'third']);
    assert.deepEqual(await subjects(store.read), ['first', 'third']);
    assert.equal(commits(), 1);
  });

  it('tell a refusal too only after the commit', async () => {
    const told = (word: string) => () => order.push(word);
    const refused = store.transaction(async () => Promise.reject(new Error('on purpose')));
    await Promise.all([
      store.transaction(write('first')).then(told('accepted')),
      refused.catch(told('refused')),
    ]);
    assert.deepEqual(order.slice(-3).sort(), ['accepted', 'commit', 'refused']);
    assert.equal(order.at(-3), 'commit');
  });

  it('are run again one by one when their commit fails, each with its own outcome', async () => {
    let failures = 0;
    before = (statement) => {
      if (statement !== 'commit' || failures++ > 1) return;
      throw Object.assign(new Error('disk I/O error'), { errcode: 10 });
    };
    const useOnce = async (tx: Tx) => {
      if ((await subjects(tx)).includes('used')) throw new Error('used before');
      return write('used')(tx);
    };
    // The commit of the group fails, and that of the first one by itself.
    const found = await outcomesOf(
      [useOnce, useOnce, useOnce].map((use) => store.transaction(use)),
    );
    assert.deepEqual(found, ['unavailable', 'used', 'used before']);
    assert.deepEqual(await subjects(store.read), ['used']);
  });

  it('are each refused or kept by itself when the disk is full', async () => {
    const { page_count } = database.prepare('pragma page_count').get() as { page_count: number };
    database.exec(`pragma max_page_count = ${page_count + 20}`);
    const large = 'x'.repeat(40 * 4096);
    const works = [write('a'), write('large', large), write('b'), write('larger', large + large)];
    const found = await outcomesOf(works.map((work) => store.transaction(work)));
    assert.deepEqual(found, ['a', 'unavailable', 'b', 'unavailable']);
    assert.deepEqual(await subjects(store.read), ['a', 'b']);
  });

  it('keep nothing of one that goes on after the database has failed', async () => {
    const { page_count } = database.prepare('pragma page_count').get() as { page_count: number };
    database.exec(`pragma max_page_count = ${page_count + 20}`);
    const stubborn = async (tx: Tx) => {
      await write('large', 'x'.repeat(40 * 4096))(tx).catch(() => {});
      await write('then')(tx).catch(() => {});
      return 'told as done';
    };
    const found = await outcomesOf([write('a'), stubborn, write('b')].map(store.transaction));
    assert.deepEqual(found, ['a', 'unavailable', 'b']);
    assert.deepEqual(await subjects(store.read), ['a', 'b']);
  });

  it('are all refused when the database cannot be written, and kept when it can again', async () => {
    database.exec('pragma query_only = on');
    const all = () => outcomesOf(['a', 'b', 'c'].map((one) => store.transaction(write(one))));
    assert.deepEqual(await all(), ['unavailable', 'unavailable', 'unavailable']);
    database.exec('pragma query_only = off');
    assert.deepEqual(await all(), ['a', 'b', 'c']);
    assert.deepEqual(await subjects(store.read), ['a', 'b', 'c']);
  });

  it('are not run twice when one of them fails by itself', async () => {
    let runs = 0;
    const counted = (subject: string) => async (tx: Tx) => {
      runs++;
      return write(subject)(tx);
    };
    const twice = async (tx: Tx) => {
      await sql`insert into migration (version) values (1)`.execute(tx);
      return 'inserted';
    };
    const found = await outcomesOf([counted('a'), twice, counted('b')].map(store.transaction));
    assert.match(found[1]!, /UNIQUE/);
    assert.equal(runs, 2);
    assert.deepEqual(await subjects(store.read), ['a', 'b']);
  });

  it('go into the next group when an earlier one took long', async () => {
    const slow = async (tx: Tx) => {
      now += 11;
      return write('slow')(tx);
    };
    const works = [write('a'), slow, write('b'), write('c')];
    assert.deepEqual(await outcomesOf(works.map(store.transaction)), ['a', 'slow', 'b', 'c']);
    assert.equal(commits(), 2);
  });

  it('are committed before and after long work, not with it', async () => {
    await Promise.all([
      store.transaction(write('a')),
      store.transaction(write('b')),
      store.longTransaction(write('long')),
      store.transaction(write('c')),
    ]);
    const begins = order.filter((statement) => statement === 'begin immediate').length;
    assert.deepEqual([begins, commits()], [2, 2]);
    assert.deepEqual((await subjects(store.read)).sort(), ['a', 'b', 'c', 'long']);
  });

  it('wait for another process, and are refused after a while', async (context) => {
    const other = new DatabaseSync(join(folder, 'neon.sqlite'));
    context.after(() => other.close());
    other.exec('begin immediate');
    let tries = 0;
    before = (statement) => {
      if (statement === 'begin immediate' && ++tries === 2) now = 6_000;
    };
    const both = [store.transaction(write('a')), store.transaction(write('b'))];
    // More than one group takes: the last one has waited as long as the first.
    for (let more = 0; more < 130; more++) both.push(store.transaction(write('more')));
    for (const { status, ...rest } of await Promise.allSettled(both)) {
      assert.equal(status, 'rejected');
      assert.ok('reason' in rest && rest.reason instanceof BusyError);
    }
    assert.equal(tries, 2);
    other.exec('rollback');
    assert.equal(await store.transaction(write('c')), 'c');
  });
});

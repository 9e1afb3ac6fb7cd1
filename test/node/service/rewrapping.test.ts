/**
 * Secrets at rest that are encrypted anew after the key-encryption key was replaced.
 */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { generateKeyRing, type KeyRing } from '../../../src/service/domain/keys/key-ring.js';
import { rewrapSecrets } from '../../../src/service/domain/keys/rewrapping.js';
import { openDynamicKey, sealDynamicKey } from '../../../src/service/domain/keys/sealed-secrets.js';
import { listSealed, sealedColumns } from '../../../src/service/store/sealed-columns.js';
import type { Store } from '../../../src/service/store/store.js';
import { openSqliteStore } from '../../../src/service/store/sqlite/sqlite.js';
import { TestService } from '../../support/services/test-service.js';
import { tokenRow } from '../support/services/database-rows.js';
import { enrol } from '../support/tokens/enrolled-token.js';

describe('encrypting secrets anew', () => {
  const tids = Array.from({ length: 230 }, (_, index) => `${'x'.repeat(40)}${100 + index}`);
  const plain = (index: number) => new Uint8Array(32).fill(index);
  const log = () => assert.fail('a secret was unreadable');
  let service: TestService;
  let store: Store;
  let keys: KeyRing;

  // 230 browsers have their secrets under the first of two keys.
  beforeEach(async () => {
    store = await openSqliteStore(':memory:');
    service = await TestService.start({}, 'localhost', store);
    const first = await generateKeyRing('https://mfa.example.com', 1);
    const next = await generateKeyRing('https://mfa.example.com', 1);
    const byVersion = new Map([...first.kek.byVersion, [2, next.kek.byVersion.get(1)!]]);
    keys = { ...first, kek: { current: 2, byVersion } };
    const { tid } = await enrol(service, await service.addSite({ maxTools: 50 }), 'ada');
    const row = await tokenRow(service, tid);
    await store.transaction(async (tx) => {
      await tx.deleteFrom('op_log').execute();
      await tx.deleteFrom('token').execute();
      for (const [index, one] of tids.entries()) {
        const { sealed } = await sealDynamicKey(first, one, 3, plain(index));
        await tx
          .insertInto('token')
          .values({ ...row, tid: one, n: 3, k_sealed: sealed, kek_v: 1 })
          .execute();
      }
    });
  });

  afterEach(() => service.close());

  const remaining = async () =>
    (await listSealed(store.read, sealedColumns.dynamicKey, 1, 1000)).length;

  async function assertAllOpen(valueOf = (index: number) => index): Promise<void> {
    for (const [index, one] of tids.entries()) {
      const found = await openDynamicKey(keys, await tokenRow({ store }, one));
      assert.deepEqual(found, plain(valueOf(index)));
    }
  }

  it('may be killed at any point, and goes on', async () => {
    let left = 0;
    const failing: Store = {
      ...store,
      read: store.read,
      longTransaction: (work) => {
        left -= 1;
        return store.longTransaction(async (tx) => {
          const result = await work(tx);
          if (left < 0) throw new Error('killed');
          return result;
        });
      },
    };
    for (const [transactions, rest] of [
      [0, 230],
      [1, 130],
      [0, 130],
    ] as const) {
      left = transactions;
      await assert.rejects(rewrapSecrets({ store: failing, keys, log }), /killed/);
      assert.equal(await remaining(), rest);
      await assertAllOpen();
    }
    await rewrapSecrets({ store, keys, log });
    assert.equal(await remaining(), 0);
    await assertAllOpen();
  });

  it('ends with the present transaction when the service is to end', async () => {
    const ending = new AbortController();
    const stopping: Store = {
      ...store,
      read: store.read,
      longTransaction: (work) => {
        ending.abort();
        return store.longTransaction(work);
      },
    };
    await rewrapSecrets({ store: stopping, keys, log }, ending.signal);
    assert.equal(await remaining(), 130);
    await assertAllOpen();
  });

  it('may run twice at once while an operation moves a browser on', async () => {
    const last = tids.length - 1;
    const moved = await sealDynamicKey(keys, tids[last]!, 4, plain(255));
    const racing: Store = {
      ...store,
      read: store.read,
      longTransaction: async (work) => {
        await store.transaction((tx) =>
          tx
            .updateTable('token')
            .set({ n: 4, k_sealed: moved.sealed, kek_v: moved.kekVersion })
            .where('tid', '=', tids[last]!)
            .execute(),
        );
        return store.longTransaction(work);
      },
    };
    await Promise.all([
      rewrapSecrets({ store: racing, keys, log }),
      rewrapSecrets({ store, keys, log }),
    ]);
    assert.equal(await remaining(), 0);
    await assertAllOpen((index) => (index === last ? 255 : index));
  });

  it('covers every column of secrets that the database has', async () => {
    const { rows } = await sql<{ name: string }>`
      select m.name || '.' || c.name as name
      from sqlite_master m join pragma_table_info(m.name) c
      where m.type = 'table' and c.name like '%sealed'`.execute(store.read);
    const registered = Object.values(sealedColumns).map(
      ({ table, column }) => `${table}.${column}`,
    );
    assert.deepEqual(rows.map(({ name }) => name).sort(), registered.sort());
  });
});

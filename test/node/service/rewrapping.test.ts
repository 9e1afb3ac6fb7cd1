/**
 * Secrets at rest that are encrypted anew after the key-encryption key was replaced.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { generateKeyRing } from '../../../src/service/domain/keys/key-ring.js';
import { rewrapSecrets } from '../../../src/service/domain/keys/rewrapping.js';
import { openDynamicKey, sealDynamicKey } from '../../../src/service/domain/keys/sealed-secrets.js';
import { listSealed, sealedColumns } from '../../../src/service/store/sealed-columns.js';
import { openSqliteStore } from '../../../src/service/store/sqlite/sqlite.js';
import { TestService } from '../../support/services/test-service.js';
import { tokenRow } from '../support/services/database-rows.js';
import { enrol } from '../support/tokens/enrolled-token.js';

describe('encrypting secrets anew', () => {
  it('may end at any point, run twice at once, and meet operations', async () => {
    const store = await openSqliteStore(':memory:');
    const first = await generateKeyRing('https://mfa.example.com', 1);
    const service = await TestService.start({}, 'localhost', store);
    try {
      const site = await service.addSite({ maxTools: 50 });
      const { tid } = await enrol(service, site, 'ada');
      const row = await tokenRow(service, tid);
      const tids = Array.from({ length: 230 }, (_, index) => `${'x'.repeat(40)}${100 + index}`);
      const plain = (index: number) => new Uint8Array(32).fill(index);
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
      const next = await generateKeyRing('https://mfa.example.com', 1);
      const byVersion = new Map([...first.kek.byVersion, [2, next.kek.byVersion.get(1)!]]);
      const keys = { ...first, kek: { current: 2, byVersion } };
      const log = () => assert.fail('a secret was unreadable');
      let left = 0;
      const failing: typeof store = {
        ...store,
        read: store.read,
        transaction: (work) => {
          left -= 1;
          return store.transaction(async (tx) => {
            const result = await work(tx);
            if (left < 0) throw new Error('killed');
            return result;
          });
        },
      };
      const remaining = async () =>
        (await listSealed(store.read, sealedColumns.dynamicKey, 1, 1000)).length;
      const assertAllOpen = async (valueOf: (index: number) => number) => {
        for (const [index, one] of tids.entries()) {
          const found = await openDynamicKey(keys, await tokenRow({ store }, one));
          assert.deepEqual(found, plain(valueOf(index)));
        }
      };
      for (const [transactions, rest] of [
        [0, 230],
        [1, 130],
        [0, 130],
      ] as const) {
        left = transactions;
        await assert.rejects(rewrapSecrets({ store: failing, keys, log }), /killed/);
        assert.equal(await remaining(), rest);
        await assertAllOpen((index) => index);
      }

      // While the rest is encrypted anew, an operation moves one browser on.
      const moved = await sealDynamicKey(keys, tids.at(-1)!, 4, plain(255));
      const racing: typeof store = {
        ...store,
        read: store.read,
        transaction: async (work) => {
          await store.transaction((tx) =>
            tx
              .updateTable('token')
              .set({ n: 4, k_sealed: moved.sealed, kek_v: moved.kekVersion })
              .where('tid', '=', tids.at(-1)!)
              .execute(),
          );
          return store.transaction(work);
        },
      };
      await Promise.all([
        rewrapSecrets({ store: racing, keys, log }),
        rewrapSecrets({ store, keys, log }),
      ]);
      assert.equal(await remaining(), 0);
      await assertAllOpen((index) => (index === tids.length - 1 ? 255 : index));
    } finally {
      await service.close();
    }
  });

  it('covers every column of secrets that the database has', async () => {
    const store = await openSqliteStore(':memory:');
    try {
      const { rows } = await sql<{ name: string }>`
        select m.name || '.' || c.name as name
        from sqlite_master m join pragma_table_info(m.name) c
        where m.type = 'table' and c.name like '%sealed'`.execute(store.read);
      const registered = Object.values(sealedColumns).map(
        ({ table, column }) => `${table}.${column}`,
      );
      assert.deepEqual(rows.map(({ name }) => name).sort(), registered.sort());
    } finally {
      await store.close();
    }
  });
});

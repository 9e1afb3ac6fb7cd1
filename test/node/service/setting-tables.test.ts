import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { serviceSettings } from '../../../src/service/settings/service-settings.js';
import type { SettingTable } from '../../../src/service/settings/setting-table.js';
import { siteSettings } from '../../../src/service/settings/site-settings.js';
import { openSqliteStore } from '../../../src/service/store/sqlite/sqlite.js';
import { settingsPage, withSettingTables } from '../../../tools/setting-tables.js';
import { root } from '../support/documents/examples.js';

describe('the tables of settings', () => {
  it('are what the documentation shows: npm run docs:settings', async () => {
    const page = await readFile(join(root, settingsPage), 'utf8');
    assert.equal(page, withSettingTables(page));
  });

  it('refuse a page that has no place for them', () => {
    assert.throws(() => withSettingTables('# Running the service'), /settings:process/);
  });

  it('have every column of the database that is no key and no time', async () => {
    const store = await openSqliteStore(':memory:');
    const columnsOf = async (table: string) => {
      const query = sql<{ name: string }>`select name from pragma_table_info(${table})`;
      return (await query.execute(store.read)).rows.map(({ name }) => name);
    };
    const columns = (table: SettingTable) => Object.values(table).map(({ column }) => column);
    try {
      const service = ['mac', 'created', ...columns(serviceSettings)];
      assert.deepEqual((await columnsOf('service')).sort(), service.sort());
      const site = ['als', 'mac', 'created', ...columns(siteSettings)];
      assert.deepEqual((await columnsOf('site')).sort(), site.sort());
    } finally {
      await store.close();
    }
  });
});

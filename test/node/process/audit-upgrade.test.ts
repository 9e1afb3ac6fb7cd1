/**
 * The audit trail of a data folder that an earlier version has written: its entries have no tags, and the key file no
 * keys for them.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { startService, type RunningService } from '../../../src/service/node/running-service.js';
import { AdminApi } from '../../support/services/admin-api.js';
import { Folder } from '../support/services/data-folder.js';
import { run } from '../support/services/service-process.js';

describe('the audit trail of an earlier version', () => {
  let folder: Folder;
  const keyFile = () => folder.file('data', 'keys.json');

  const start = (): Promise<RunningService> =>
    startService(
      { port: 0, data: folder.data, publicUrl: 'http://localhost:8787' },
      { log: () => {} },
    );

  /** Runs the service, and has it link and sign what `work` leaves in the trail. */
  async function withService(work: (admin: AdminApi) => Promise<unknown>): Promise<void> {
    const service = await start();
    try {
      await work(AdminApi.at(service.localUrl, service.adminKey));
      await service.refresh();
    } finally {
      await service.close();
    }
  }

  function tamper(...statements: readonly string[]): void {
    const database = new DatabaseSync(folder.file('data', 'neon.sqlite'));
    for (const statement of statements) database.exec(statement);
    database.close();
  }

  async function check(): Promise<string> {
    const { code, stdout, stderr } = await run({
      args: ['audit', 'verify', '--data', folder.data],
    });
    if (code !== 0) return stderr.trim();
    const { linked, unlinked } = JSON.parse(stdout) as { linked: number; unlinked: number };
    return `${linked} ${unlinked}`;
  }

  before(async () => {
    folder = new Folder();
    await withService(async (admin) => {
      const mac = await admin.makeService();
      for (let count = 0; count < 4; count++) await admin.makeUser(mac, `user ${count}`);
    });
    const { audit: _, ...record } = JSON.parse(readFileSync(keyFile(), 'utf8')) as {
      audit: object;
    };
    writeFileSync(keyFile(), JSON.stringify(record));
    tamper(
      'delete from audit_head',
      'update audit set tag = null',
      'update audit set prev_hash = null where seq > 3',
    );
  });

  after(() => folder.remove());

  it('is good after the update, and gets its first signed head', async () => {
    assert.equal(await check(), '5 0');
    await withService((admin) => admin.makeService());
    assert.equal(await check(), '6 0');
    const database = new DatabaseSync(folder.file('data', 'neon.sqlite'), { readOnly: true });
    const { count } = database.prepare('select count(*) as count from audit_head').get()!;
    database.close();
    assert.equal(count, 1);
  });

  it('cannot be changed since, though its entries have no tags', async () => {
    const hash = (row: object) =>
      createHash('sha256')
        .update(JSON.stringify(Object.values(row)))
        .digest('base64url');
    const changed = 'the trail was changed.';
    const kept = readDatabase();
    tamper("update audit set subject = 'x', prev_hash = null where seq = 5");
    assert.equal(await check(), `Entry 5 is not linked: ${changed}`);
    // Linked anew, as the service would.
    const { prev_hash } = kept.find(({ seq }) => seq === 5)!;
    tamper(`update audit set prev_hash = '${String(prev_hash)}' where seq = 5`);
    const five = readDatabase().find(({ seq }) => seq === 5)!;
    tamper(`update audit set prev_hash = '${hash(five)}' where seq = 6`);
    assert.equal(await check(), `Entry 5 has another hash: ${changed}`);
    tamper('delete from audit_head', 'update audit set prev_hash = null where seq > 4');
    await withService(async () => {});
    assert.notEqual(await check(), '6 0');
  });

  function readDatabase(): Record<string, unknown>[] {
    const database = new DatabaseSync(folder.file('data', 'neon.sqlite'), { readOnly: true });
    const columns = 'seq, at, actor, kind, subject, detail, prev_hash';
    const rows = database.prepare(`select ${columns} from audit order by seq`).all();
    database.close();
    return rows;
  }
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import { Folder } from '../support/services/data-folder.js';
import { assertComplains, run, ServiceProcess } from '../support/services/service-process.js';

type Json = Record<string, unknown>;

describe('administration on the command line', () => {
  let folder: Folder;
  let alias: string;

  before(async () => {
    folder = new Folder();
    const service = await ServiceProcess.start({ args: ['--data', folder.data] });
    await service.stop();
    await done('service', 'add', '--mac', 'shop');
    await done('user', 'add', '--service', 'shop', '--login', 'ada');
    const site = ['--service', 'shop', '--origins', 'https://shop.example'];
    alias = String((await done('site', 'add', ...site))['alias']);
  });

  after(() => folder.remove());

  const start = (...args: string[]) => ({ args, env: { NEON_DATA: folder.data } });

  async function done(...args: string[]): Promise<Json> {
    const { code, stdout, stderr } = await run(start(...args));
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Json;
  }

  const refused = (sentence: string | RegExp, ...args: string[]) =>
    assertComplains(start(...args), 1, sentence);

  it('refuses commands about a site, browser or code that cannot exist', async () => {
    await refused('There is no such site.', 'site', 'set', 'f'.repeat(32), '--name', 'x');
    await refused('There is no such site.', 'site', 'delete', 'f'.repeat(32));
    await refused('There is no such token.', 'token', 'revoke', 'A'.repeat(43));
    await refused('There is no such token.', 'bio', 'revoke', 'A'.repeat(43));
    const reset = ['--service', 'shop', '--login', 'ada', '--kind', 'reset', '--life', '7200'];
    await refused('A code of kind reset lives at most 3600 seconds.', 'code', 'new', ...reset);
  });

  it('issues short codes', async () => {
    for (const kind of ['unlock', 'reset']) {
      const code = await done('code', 'new', '--service', 'shop', '--login', 'ada', '--kind', kind);
      assert.match(String(code['code']), /^\d{10}$/);
    }
  });

  it('changes a site, and deletes it', async () => {
    const flags = [
      '--audiences',
      'https://api.example',
      '--audiences',
      'urn:b',
      '--scopes',
      'pay, read,write',
    ];
    const site = await done('site', 'set', alias, ...flags);
    assert.deepEqual(site['audiences'], ['https://api.example', 'urn:b']);
    assert.deepEqual(site['scopes'], ['pay', 'read', 'write']);
    assert.deepEqual(await done('site', 'delete', alias), {});
    await refused('There is no such site.', 'site', 'delete', alias);
  });

  it('searches the audit trail, and verifies its chain', async () => {
    const linking = await ServiceProcess.start({ args: ['--data', folder.data] });
    await done('signing-key', 'rotate', '--now');
    linking.signal('SIGHUP');
    await linking.logged('audit.head');
    await linking.stop();
    const found = (await done('audit', 'list', '--kind', 'site.deleted')) as unknown as Json[];
    assert.deepEqual(
      found.map(({ actor, subject }) => [actor, subject]),
      [['command-line', alias]],
    );
    const { seq, hash, unlinked } = await done('audit', 'verify');
    assert.ok(Number(seq) >= 6);
    assert.equal(unlinked, 0);
    const head = ['--seq', String(seq), '--hash', String(hash)];
    assert.deepEqual((await done('audit', 'verify', ...head))['seq'], seq);

    const database = new DatabaseSync(folder.file('data', 'neon.sqlite'));
    database.prepare('delete from audit where seq = ?').run(Number(seq));
    const missing = `Entry ${String(seq)} is missing: the trail was changed.`;
    await refused(missing, 'audit', 'verify');
    await refused(missing, 'audit', 'verify', ...head);
    const { signed } = await done('audit', 'head');
    database.exec('delete from audit_head');
    await refused(missing, 'audit', 'verify', '--signed', String(signed));
    database.exec("update audit set subject = 'x' where seq = 2");
    database.close();
    const changed = 'Entry 2 was not written by this service: the trail was changed.';
    await refused(changed, 'audit', 'verify');
  });
});

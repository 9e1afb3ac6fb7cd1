/**
 * The files of the database after a user was deleted, byte for byte, while the service runs.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createClient } from '../../../src/browser/create-client.js';
import { memoryTokenStore } from '../../../src/storage/memory-token-store.js';
import { pin } from '../../support/clients/pins.js';
import { rejectionCode } from '../../support/clients/rejection.js';
import { call } from '../../support/services/door-call.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { Folder } from '../support/services/data-folder.js';
import { run } from '../support/services/service-process.js';

const login = 'Wilhelmina.Quincey@example.com';
const names = ['Grandmother’s laptop', 'Telephone in the kitchen'];

describe('a deleted user', () => {
  let folder: Folder;
  let service: TestService;
  let site: TestSite;
  let uid: string;
  let tids: string[];

  beforeEach(async () => {
    folder = new Folder();
    service = await TestService.inFolder(folder.data);
    site = await service.addSite({ push: true, seal: true });
    // Others, so that pages are divided and rows are moved.
    for (let count = 0; count < 100; count++)
      await service.admin.makeUser(site.mac, `other ${count}`);
    ({ uid } = await service.admin.made<{ uid: string }>('/users', { service: site.mac, login }));
    for (const name of names) await enrol(name);
    tids = (await rows('token', uid)).map(({ tid }) => String(tid));
  });

  afterEach(async () => {
    await service.close();
    folder.remove();
  });

  async function enrol(name: string) {
    const { alias, origin } = site;
    const store = memoryTokenStore();
    const client = createClient({ service: service.url, alias, origin, store });
    await client.activate(await service.issueCode(site, login), { pin, tokenName: name });
    await client.getOnlineOtp(login, { pin });
    await client.getAccessToken(login, { pin });
    await client.sealData(login, 'Pay', { pin });
    assert.equal(
      await rejectionCode(client.getOnlineOtp(login, { pin: '111213' })),
      'PASSWORD_IS_WRONG',
    );
    await client.getActivationCode(login, { pin });
    return client;
  }

  async function rows(table: string, of: string): Promise<Record<string, unknown>[]> {
    const all = (await service.dump())[table] as Record<string, unknown>[];
    return all.filter((row) => Object.values(row).includes(of));
  }

  /** Names of the files that contain a text, in UTF-8. */
  function filesWith(text: string): string[] {
    return readdirSync(folder.data)
      .filter((name) => name.startsWith('neon.sqlite'))
      .filter((name) => readFileSync(join(folder.data, name)).includes(Buffer.from(text)));
  }

  const personal = [login, login.toLowerCase(), 'Quincey', ...names, 'kitchen'];

  it('is in no file any more, except by opaque ids in the audit trail and the records of enrolments and seals', async () => {
    for (const text of personal) assert.notDeepEqual(filesWith(text), [], text);
    const third = await enrol('A third one');
    const asking = { service: site.mac, login, place: 'Whitby' };
    const { key } = await service.admin.made<{ key: string }>('/keys', {
      service: site.mac,
      scopes: ['push', 'seal.verify'],
    });
    const data = 'Pay again';
    const used = await call(`${service.localUrl}/rp/v1/seal/verify`, {
      method: 'POST',
      key,
      headers: { 'idempotency-key': 'checkout-of-Quincey' },
      body: {
        service: site.mac,
        seal: await third.sealData(login, data, { pin }),
        data,
        once: true,
      },
    });
    assert.equal(used.status, 200);
    assert.equal((await service.rp('/push/request', key, asking)).status, 200);
    await service.admin.delete(`/users/${uid}`);
    for (const text of [...personal, 'Whitby']) assert.deepEqual(filesWith(text), [], text);
    const tables: string[] = [];
    for (const [table, content] of Object.entries(await service.dump())) {
      const text = JSON.stringify(content);
      if ([uid, ...tids].some((id) => text.includes(id))) tables.push(table);
    }
    assert.deepEqual(tables.sort(), ['audit', 'enrolment', 'seal']);
    assert.ok(service.log.every((line) => personal.every((text) => !line.includes(text))));
  });

  it('is in no file any more when the command line deleted it beside the service', async () => {
    const args = ['user', 'delete', uid, '--data', folder.data];
    const { code, stderr } = await run({ args });
    assert.equal(code, 0, stderr);
    await service.refresh();
    for (const text of personal) assert.deepEqual(filesWith(text), [], text);
  });
});

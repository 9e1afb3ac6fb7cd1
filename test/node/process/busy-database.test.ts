import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { activationPath } from '../../../src/protocol/activation.js';
import { call } from '../../support/services/door-call.js';
import { assertRefused } from '../support/services/door-answers.js';
import { Folder } from '../support/services/data-folder.js';
import { Door } from '../support/tokens/token-door.js';
import { activationOf } from '../support/tokens/raw-activation.js';
import { RawToken } from '../support/tokens/raw-token.js';
import { assertComplains, ServiceProcess } from '../support/services/service-process.js';

const origin = 'http://localhost:8000';

describe('a database that another process holds', () => {
  let folder: Folder;
  let service: ServiceProcess;
  let other: DatabaseSync;
  let adminKey: string;

  before(async () => {
    folder = new Folder();
    service = await ServiceProcess.start({ args: ['--data', folder.data] });
    adminKey = readFileSync(join(folder.data, 'admin-key'), 'utf8').trim();
    other = new DatabaseSync(join(folder.data, 'neon.sqlite'));
  });

  after(async () => {
    other.close();
    await service.stop();
    folder.remove();
  });

  const admin = (path: string, body: object) =>
    call(`${service.url}/admin/v1${path}`, { key: adminKey, body });

  it('makes every door answer 503 with Retry-After, and delays no other request', async () => {
    const { body: tenant } = await admin('/services', { mac: 'shop', iterations: 100_000 });
    const { body: site } = await admin('/sites', { service: tenant['mac'], origins: [origin] });
    await admin('/users', { service: 'shop', login: 'ada' });
    const { body: key } = await admin('/keys', { service: 'shop', scopes: ['otp.verify'] });
    const order = { service: 'shop', login: 'ada', kind: 'activation' };
    const { body: code } = await admin('/codes', order);
    const iss = String(service.lines[0]!['url']);
    const door = new Door({ at: service.url, iss, als: String(site['alias']), origin });
    const activation = await activationOf(await RawToken.make(door), String(code['code']));
    const requests = {
      admin: () => admin('/users', { service: 'shop', login: 'bea' }),
      rp: () =>
        call(`${service.url}/rp/v1/otp/verify`, {
          key: String(key['key']),
          body: { service: 'shop', login: 'ada', otp: '12345678' },
        }),
      token: () => door.post(activationPath, activation.body),
    };

    other.exec('begin immediate');
    const waiting = Object.values(requests).map((send) => send());
    const begin = performance.now();
    assert.equal((await fetch(`${service.url}/readyz`)).status, 200);
    assert.ok(performance.now() - begin < 2_000, 'others are answered meanwhile');
    for (const answer of await Promise.all(waiting)) {
      const { status, headers } = answer;
      assert.deepEqual([status, headers.get('retry-after')], [503, '1']);
      if ('body' in answer) assertRefused(answer, '503 SERVICE_UNAVAILABLE');
    }
    await assertComplains(
      { args: ['user', 'add', '--service', 'shop', '--login', 'cleo', '--data', folder.data] },
      1,
      'The database is busy: another process holds it. Nothing was done.',
    );
    assert.ok(service.lines.some(({ event }) => event === 'database.busy'));

    other.exec('rollback');
    assert.equal((await requests.admin()).status, 201);
    assert.deepEqual((await requests.rp()).body, { ok: false });
    assert.equal((await requests.token()).status, 200);
  });
});

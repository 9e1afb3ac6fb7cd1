import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pin } from '../../support/clients/pins.js';
import { nodeClient } from '../support/services/node-client.js';
import { Folder } from '../support/services/data-folder.js';
import { rejectionCode } from '../../support/clients/rejection.js';
import { run, ServiceProcess } from '../support/services/service-process.js';

const origin = 'http://localhost:8000';

describe('the command line beside a running service', () => {
  let folder: Folder;
  let service: ServiceProcess;
  let site: { alias: string; origin: string };

  before(async () => {
    folder = new Folder();
    service = await ServiceProcess.start({ args: ['--data', folder.data] });
    await done('service', 'add', '--mac', 'shop', '--iterations', '100000');
    const { alias } = await done('site', 'add', '--service', 'shop', '--origins', origin);
    site = { alias: String(alias), origin };
    await done('user', 'add', '--service', 'shop', '--login', 'ada');
  });

  after(async () => {
    await service.stop();
    folder.remove();
  });

  async function done(...args: string[]): Promise<Record<string, unknown>> {
    const { code, stdout, stderr } = await run({ args: [...args, '--data', folder.data] });
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  async function issueCode(): Promise<string> {
    const order = ['--service', 'shop', '--login', 'ada', '--kind', 'activation'];
    return String((await done('code', 'new', ...order))['code']);
  }

  const browser = () => nodeClient(String(service.lines[0]!['url']), site);

  async function verify(key: unknown, otp: string) {
    const response = await fetch(`${service.url}/rp/v1/otp/verify`, {
      method: 'POST',
      headers: { authorization: `Bearer ${String(key)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ service: 'shop', login: 'ada', otp }),
    });
    const body = (await response.json()) as { ok?: boolean };
    return { status: response.status, ok: body.ok };
  }

  it('issues codes and keys that the service accepts, and revokes them', async () => {
    const { id, key } = await done('key', 'new', '--service', 'shop', '--scopes', 'otp.verify');
    const opened = browser();
    assert.equal(await opened.activate(await issueCode(), { pin }), 'ada');
    const otp = await opened.getOnlineOtp('ada', { pin });
    assert.deepEqual(await verify(key, otp.value), { status: 200, ok: true });

    const tokens = await done('token', 'list', '--service', 'shop', '--login', 'ada');
    const [{ tid } = { tid: '' }] = tokens as unknown as { tid: string }[];
    await done('token', 'block', tid);
    assert.equal(await rejectionCode(opened.getOnlineOtp('ada', { pin })), 'TOKEN_IS_BLOCKED');
    await done('token', 'unblock', tid);
    const next = await opened.getOnlineOtp('ada', { pin });
    await done('key', 'revoke', String(id));
    assert.equal((await verify(key, next.value)).status, 401);
  });

  it('works concurrently with the service and with other commands', async () => {
    const logins = Array.from({ length: 4 }, (_, index) => `user-${index}`);
    const opened = browser();
    const code = await issueCode();
    await Promise.all([
      ...logins.map((login) => done('user', 'add', '--service', 'shop', '--login', login)),
      opened.activate(code, { pin }),
    ]);
    const users = (await done('user', 'list', '--service', 'shop')) as unknown as {
      login: string;
    }[];
    assert.deepEqual(users.map(({ login }) => login).sort(), ['ada', ...logins]);
    assert.match((await opened.getOnlineOtp('ada', { pin })).value, /^\d{8}$/);
  });

  it('removes what a killed process has left of new keys, and nothing that is being written', async () => {
    const [old, young] = [randomUUID(), randomUUID()].map((id) =>
      join(folder.data, `keys.json.${id}`),
    );
    writeFileSync(old!, '{"signing":', { mode: 0o600 });
    utimesSync(old!, 0, 0);
    writeFileSync(young!, '{"signing":', { mode: 0o600 });
    service.signal('SIGHUP');
    assert.equal((await service.logged('key-drafts.removed'))['count'], 1);
    assert.deepEqual([existsSync(old!), existsSync(young!)], [false, true]);
    rmSync(young!);
  });

  it('replaces the signing key, which the service loads on SIGHUP and browsers follow', async () => {
    const opened = browser();
    await opened.activate(await issueCode(), { pin });
    const published = async () => {
      const response = await fetch(`${service.url}/.well-known/jwks.json`);
      return ((await response.json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
    };
    const [old] = await published();
    const { kid } = await done('signing-key', 'rotate', '--now');
    assert.deepEqual(await published(), [old]);
    service.signal('SIGHUP');
    assert.equal((await service.logged('signing-key.replaced'))['kid'], kid);
    assert.deepEqual(await published(), [old, kid]);
    assert.deepEqual(await opened.initOnline(), ['ada']);
    assert.match((await opened.getOnlineOtp('ada', { pin })).value, /^\d{8}$/);
  });
});

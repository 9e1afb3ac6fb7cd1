import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pin } from '../../support/clients/pins.js';
import { nodeClient } from '../support/services/node-client.js';
import { Folder } from '../support/services/data-folder.js';
import { rejectionCode } from '../../support/clients/rejection.js';
import { assertComplains, run, ServiceProcess } from '../support/services/service-process.js';

/** What `service-key list` prints of a key, as far as it is read here. */
interface ListedKey {
  readonly key: string;
  readonly versions: readonly { readonly state: string }[];
}

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

  it('replaces another key, which the service knows before anybody uses it', async () => {
    const { version, from } = await done('service-key', 'rotate', 'code');
    assert.equal(version, 2);
    assert.ok(Number(from) > Date.now());
    service.signal('SIGHUP');
    const { key, version: published } = await service.logged('service-key.published');
    assert.deepEqual([key, published], ['code', 2]);
    const keys = (await done('service-key', 'list')) as unknown as ListedKey[];
    const names = ['kek', 'pepper', 'code', 'otp', 'challenge', 'signing', 'hpke', 'audit'];
    assert.deepEqual(
      keys.map((one) => one.key),
      names,
    );
    const states = keys.find((one) => one.key === 'code')!.versions;
    assert.deepEqual(
      states.map((one) => one.state),
      ['current', 'upcoming'],
    );
    const entries = await done('audit', 'list', '--kind', 'service-key.rotate');
    assert.equal((entries as unknown as { subject: string }[])[0]!.subject, 'code');
    await browser().activate(await issueCode(), { pin });
  });

  it('replaces a key once when several commands do it at the same time', async () => {
    const args = ['service-key', 'rotate', 'otp', '--data', folder.data];
    const ended = await Promise.all(Array.from({ length: 3 }, () => run({ args })));
    assert.deepEqual(ended.map(({ code }) => code).sort(), [0, 1, 1]);
    for (const { code, stderr } of ended) {
      if (code) assert.match(stderr, /is waiting already|Another process changes/);
    }
    const keys = (await done('service-key', 'list')) as unknown as ListedKey[];
    assert.equal(keys.find((one) => one.key === 'otp')!.versions.length, 2);
  });

  it('makes a backup while others write, and leaves nothing of one that has no room', async () => {
    const place = folder.file('full');
    const args = ['backup', place, '--data', folder.data];
    // Room for the keys, and not for the database.
    const small = ['prlimit', '--fsize=20000:20000'];
    const refused = /^The backup .*full cannot be written: .+\.$/;
    await assertComplains({ args, through: small }, 1, refused);
    assert.deepEqual(readdirSync(place), []);

    const adding = Array.from({ length: 4 }, (_, index) =>
      done('user', 'add', '--service', 'shop', '--login', `late-${index}`),
    );
    const [made] = await Promise.all([done(...args.slice(0, 2)), ...adding]);
    const restored = folder.file('restored');
    assert.deepEqual(await done('backup', 'verify', place), made);
    mkdirSync(restored, { mode: 0o700 });
    for (const file of ['neon.sqlite', 'keys.json'])
      cpSync(join(place, file), join(restored, file));
    const checked = await run({ args: ['audit', 'verify', '--data', restored] });
    assert.equal(checked.code, 0, checked.stderr);
  });

  it('refuses to replace or drop what it cannot', async () => {
    for (const [sentence, code, ...args] of [
      [
        'There is no such key: kek, pepper, code, otp, challenge, signing, hpke, audit.',
        2,
        'rotate',
        'tls',
      ],
      ['Only the key "signing" has --now.', 2, 'rotate', 'pepper', '--now'],
      [
        'Version 1 of pepper is in use: rotate pepper first.',
        1,
        'drop',
        'pepper',
        '--version',
        '1',
      ],
      ['There is no version 7 of pepper.', 2, 'drop', 'pepper', '--version', '7'],
      [
        'There is no such key: kek, pepper, code, otp, challenge.',
        2,
        'drop',
        'hpke',
        '--version',
        '1',
      ],
    ] as const) {
      const ended = await run({ args: ['service-key', ...args, '--data', folder.data] });
      assert.deepEqual([ended.stderr.trim(), ended.code], [sentence, code]);
    }
  });
});

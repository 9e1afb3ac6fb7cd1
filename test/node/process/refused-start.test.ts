import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { startService } from '../../../src/service/node/running-service.js';
import { AdminApi } from '../../support/services/admin-api.js';
import { makeCertificate } from '../support/services/certificate.js';
import { Folder } from '../support/services/data-folder.js';
import { bank, userOfBank, writeFirstVersion } from '../support/services/first-version.js';
import { assertComplains, run } from '../support/services/service-process.js';

describe('the program', () => {
  let folder: Folder;
  const start = (...args: string[]) => ({ args: ['--data', folder.data, ...args] });

  beforeEach(() => {
    folder = new Folder();
  });

  afterEach(() => folder.remove());

  it('ends with code 2 and one sentence for a bad setting, and makes nothing', async () => {
    const port = '--port (NEON_PORT) has to be a number from 0 to 65535.';
    await assertComplains(start('--port', 'x'), 2, port);
    await assertComplains({ ...start(), env: { NEON_PORT: 'x' } }, 2, port);
    await assertComplains(start('--prot', '1'), 2, "Unknown option '--prot'.");
    await assertComplains(
      start('--host', '0.0.0.0'),
      2,
      '--public-url (NEON_PUBLIC_URL) is missing: the origin by which browsers reach the service.',
    );
    await assertComplains(
      start('--public-url', 'http://mfa.example.com'),
      2,
      '--public-url (NEON_PUBLIC_URL) has to begin with https:, except on localhost.',
    );
    await assertComplains(
      { ...start(), env: { NEON_ADMIN_KEY: 'canary' } },
      2,
      'NEON_ADMIN_KEY has to have 32 or more characters A-Z a-z 0-9 - . _ ~ + / without a pattern: "neon-service admin-key new" prints a key.',
    );
    assert.ok(!existsSync(folder.data));
  });

  it('ends with code 2 when the port is taken, and makes nothing', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await assertComplains(
      start('--port', String(port)),
      2,
      `The service cannot listen on 127.0.0.1, port ${port}: EADDRINUSE.`,
    );
    other.close();
    assert.ok(!existsSync(folder.data));
  });

  it('ends with code 2 when the address is not of this machine', async () => {
    await assertComplains(
      start('--host', '192.0.2.1', '--public-url', 'https://mfa.example.com', '--port', '0'),
      2,
      'The service cannot listen on 192.0.2.1, port 0: EADDRNOTAVAIL.',
    );
  });

  it('ends with code 2 when the TLS files are unusable', async () => {
    const { cert, key } = makeCertificate();
    const files: [string, string][] = [
      ['cert.pem', cert],
      ['key.pem', key],
      ['other.pem', makeCertificate().key],
      ['bad.pem', 'canary'],
    ];
    for (const [name, text] of files) writeFileSync(folder.file(name), text, { mode: 0o600 });
    const complains = (certName: string, keyName: string, sentence: string) => {
      const [certFile, keyFile] = [folder.file(certName), folder.file(keyName)];
      return assertComplains(
        start('--port', '0', '--tls-cert', certFile, '--tls-key', keyFile),
        2,
        sentence,
      );
    };
    await complains('none.pem', 'key.pem', `${folder.file('none.pem')} cannot be read.`);
    await complains('cert.pem', 'none.pem', `${folder.file('none.pem')} cannot be read.`);
    for (const [certName, keyName] of [
      ['bad.pem', 'key.pem'],
      ['cert.pem', 'bad.pem'],
      ['cert.pem', 'other.pem'],
    ] as const) {
      const names = `${folder.file(certName)} and ${folder.file(keyName)}`;
      await complains(certName, keyName, `${names} are not a certificate and its key in PEM form.`);
    }
    assert.ok(!existsSync(folder.data));
  });

  it('ends with code 1 where an update has no room, says how much it takes, and goes on at a later start', async () => {
    const settings = { port: 0, data: folder.data };
    const inProcess = () => startService(settings, { log: () => {} });
    // Makes the keys.
    await (await inProcess()).close();
    const file = join(folder.data, 'neon.sqlite');
    rmSync(file);
    const logins = Array.from({ length: 3000 }, (_, index) => `login-${index}`);
    await writeFirstVersion(file, [bank, ...logins.map(userOfBank)]);
    const { size } = statSync(file);
    assert.ok(size > 400_000, String(size));

    const through = ['prlimit', '--fsize=200000'];
    const sentence = new RegExp(
      `^The database ${file} is of an earlier version and cannot be updated: .* \\(SQLite \\d+\\)\\. ` +
        `That needs ${Math.ceil((size * 1.25) / 1e6)} MB of free room in ${folder.data}, ` +
        'and as much in the folder for temporary files \\(TMPDIR, by default /var/tmp\\)\\. ' +
        'Nothing is lost: the next start goes on\\.$',
    );
    await assertComplains({ ...start('--port', '0'), through }, 1, sentence);
    const list = ['user', 'list', '--service', 'bank', '--data', folder.data];
    await assertComplains({ args: list, through }, 1, sentence);

    const service = await inProcess();
    const admin = AdminApi.at(service.localUrl, service.adminKey);
    const { users } = await admin.done<{ users: object[] }>('/users?service=bank&limit=1000');
    const { users: last } = await admin.done<{ users: { login: string }[] }>(
      '/users?service=bank&login=login-2999',
    );
    assert.deepEqual([users.length, last[0]?.login], [1000, 'login-2999']);
    await service.close();
  });

  it('says that Node is too old before it loads code that an old Node cannot run', async () => {
    const preload = folder.file('old-node.mjs');
    for (const version of ['20.19.5', '22.17.1', '18.0.0']) {
      const text = `const versions = { ...process.versions, node: '${version}' };
        Object.defineProperty(process, 'versions', { value: versions });`;
      writeFileSync(preload, text);
      await assertComplains(
        { ...start(), node: ['--import', preload] },
        2,
        `neon-service needs Node.js 22.18 or later; this is ${version}.`,
      );
    }
  });

  it('prints its usage when asked', async () => {
    for (const ask of ['help', '--help', '-h']) {
      const { code, stdout, stderr } = await run({ args: [ask] });
      assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
      for (const part of [
        '--public-url',
        'SIGHUP',
        'user add',
        '--service …',
        '[--[no-]host-pin]',
        'code new',
        'signing-key rotate',
      ]) {
        assert.ok(stdout.includes(part), part);
      }
    }
  });
});

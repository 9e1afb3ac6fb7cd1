import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fingerprint, makeCertificate, type Certificate } from '../support/services/certificate.js';
import { Folder } from '../support/services/data-folder.js';
import { assertComplains, ServiceProcess } from '../support/services/service-process.js';

describe('the service over TLS', () => {
  let folder: Folder;
  let service: ServiceProcess;
  let first: Certificate;

  function place({ cert, key }: Certificate): void {
    writeFileSync(folder.file('cert.pem'), cert);
    writeFileSync(folder.file('key.pem'), key, { mode: 0o600 });
  }

  beforeEach(async () => {
    folder = new Folder();
    first = makeCertificate();
    place(first);
    const files = ['--tls-cert', folder.file('cert.pem'), '--tls-key', folder.file('key.pem')];
    service = await ServiceProcess.start({ args: ['--data', folder.data, ...files] });
  });

  afterEach(async () => {
    await service.stop();
    folder.remove();
  });

  /** Sends a request on a new connection that trusts one certificate only. */
  async function ask({ cert }: Certificate, path: string, options: object = {}) {
    const url = `https://localhost:${service.port}${path}`;
    const asked = request(url, { ca: cert, agent: false, ...options });
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    const { fingerprint256 } = (response.socket as TLSSocket).getPeerCertificate();
    await response.toArray();
    return { status: response.statusCode, headers: response.headers, fingerprint256 };
  }

  it('refuses clients that trust another certificate, offer an old TLS version, or speak plain HTTP', async () => {
    await assert.rejects(ask(makeCertificate(), '/healthz'));
    await assert.rejects(ask(first, '/healthz', { maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1' }));
    await assert.rejects(fetch(`http://localhost:${service.port}/healthz`));
    assert.equal((await ask(first, '/healthz')).status, 200);
  });

  it('refuses a key that others may read, at the start and while it runs', async () => {
    const key = folder.file('key.pem');
    const sentence = `${key} holds keys and others may read it: run "chmod 600 ${key}".`;
    for (const mode of [0o640, 0o604, 0o660]) {
      chmodSync(key, mode);
      const files = ['--tls-cert', folder.file('cert.pem'), '--tls-key', key];
      const other = ['--port', '0', '--data', folder.file('other'), ...files];
      await assertComplains({ args: other }, 2, sentence);
    }
    service.signal('SIGHUP');
    assert.equal((await service.logged('housekeeping.failed'))['message'], sentence);
    assert.equal((await ask(first, '/healthz')).status, 200);
  });

  it('agrees on suites with forward secrecy and authenticated encryption only', async () => {
    const rsa = makeCertificate('localhost', 'rsa');
    place(rsa);
    service.signal('SIGHUP');
    await service.logged('certificate.replaced');
    const agree = (suite: string) =>
      ask(rsa, '/healthz', { maxVersion: 'TLSv1.2', ciphers: suite });
    for (const suite of [
      'AES128-GCM-SHA256',
      'AES256-SHA256',
      'AES128-SHA',
      'ECDHE-RSA-AES128-SHA',
      'ECDHE-RSA-AES256-SHA384',
      'DHE-RSA-AES128-GCM-SHA256',
    ]) {
      await assert.rejects(agree(suite), /handshake failure/, suite);
    }
    for (const suite of ['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-CHACHA20-POLY1305']) {
      assert.equal((await agree(suite)).status, 200);
    }
    assert.equal((await ask(rsa, '/healthz', { minVersion: 'TLSv1.3' })).status, 200);
  });

  it('has an https URL, and sends Strict-Transport-Security', async () => {
    assert.equal(service.lines[0]!['url'], `https://localhost:${service.port}`);
    const { headers } = await ask(first, '/healthz');
    assert.equal(headers['strict-transport-security'], 'max-age=63072000');
  });

  it('uses a renewed certificate after SIGHUP, and keeps the old one while the new one is unusable', async () => {
    const second = makeCertificate();
    rmSync(folder.file('key.pem'));
    service.signal('SIGHUP');
    const failed = await service.logged('housekeeping.failed');
    assert.equal(failed['message'], `${folder.file('key.pem')} cannot be read.`);
    assert.equal((await ask(first, '/healthz')).fingerprint256, fingerprint(first));

    place(second);
    service.signal('SIGHUP');
    await service.logged('certificate.replaced');
    assert.equal((await ask(second, '/healthz')).fingerprint256, fingerprint(second));
  });
});

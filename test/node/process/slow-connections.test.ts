import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { makeCertificate } from '../support/services/certificate.js';
import { Folder } from '../support/services/data-folder.js';
import { ServiceProcess } from '../support/services/service-process.js';

/** How a connection begins, and what it sends once a second from then on. */
interface Slowness {
  readonly begin: string | Buffer;
  readonly drop: string;
}

const slow: Readonly<Record<string, Slowness>> = {
  nothing: { begin: '', drop: '' },
  headers: { begin: 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ', drop: 'a' },
  body: {
    begin:
      'POST /btt/v1/hello HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{',
    drop: ' ',
  },
};

const slowHandshakes: Readonly<Record<string, Slowness>> = {
  nothing: { begin: '', drop: '' },
  // The head of a ClientHello of 245 bytes.
  handshake: { begin: Buffer.from('16030100f5010000f10303', 'hex'), drop: 'a' },
};

describe('a connection that is slow on purpose', () => {
  let folder: Folder;
  let service: ServiceProcess;

  beforeEach(() => {
    folder = new Folder();
  });

  afterEach(async () => {
    assert.equal((await service.stop()) ?? 1, 0);
    folder.remove();
  });

  /** Resolves with the milliseconds until the service ends the connection. */
  async function timeOf({ begin, drop }: Slowness): Promise<number> {
    const start = performance.now();
    const socket = connect(service.port, '127.0.0.1');
    await once(socket, 'connect');
    // The service may reset a connection that sends at that moment, which is an end like any other.
    const closed = new Promise((resolve) =>
      socket.on('error', () => undefined).on('close', resolve),
    );
    socket.resume();
    if (begin) socket.write(begin);
    const dripping = setInterval(() => drop && socket.write(drop), 1_000);
    await closed;
    clearInterval(dripping);
    return performance.now() - start;
  }

  /** Ten of each kind at a time; meanwhile the service answers. */
  async function assertCut(kinds: Readonly<Record<string, Slowness>>): Promise<void> {
    await Promise.all(
      Object.entries(kinds).map(async ([name, one]) => {
        const times = await Promise.all(Array.from({ length: 10 }, () => timeOf(one)));
        for (const time of times) {
          assert.ok(time > 9_000 && time < 20_000, `${name}: ${Math.round(time)} ms`);
        }
      }),
    );
  }

  it('is cut when ten seconds are over, whether it sends headers, a body or nothing', async () => {
    service = await ServiceProcess.start({ args: ['--data', folder.data] });
    const cut = assertCut(slow);
    assert.equal((await fetch(`${service.url}/healthz`)).status, 200);
    await cut;
    assert.deepEqual(
      service.lines.filter(({ level }) => level === 'error'),
      [],
    );
  });

  it('is cut when ten seconds are over in the TLS handshake', async () => {
    const { cert, key } = makeCertificate();
    const [certFile, keyFile] = [folder.file('cert.pem'), folder.file('key.pem')];
    writeFileSync(certFile, cert);
    writeFileSync(keyFile, key, { mode: 0o600 });
    const args = ['--data', folder.data, '--tls-cert', certFile, '--tls-key', keyFile];
    service = await ServiceProcess.start({ args });
    await assertCut(slowHandshakes);
  });
});

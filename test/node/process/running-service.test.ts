import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { call } from '../../support/services/door-call.js';
import { assertRefused } from '../support/services/door-answers.js';
import { Folder } from '../support/services/data-folder.js';
import { ServiceProcess } from '../support/services/service-process.js';

describe('the running service', () => {
  let folder: Folder;
  let service: ServiceProcess;
  let key: string;

  beforeEach(async () => {
    folder = new Folder();
    const args = ['--data', folder.data, '--trusted-proxies', '127.0.0.1'];
    service = await ServiceProcess.start({ args });
    key = readFileSync(join(folder.data, 'admin-key'), 'utf8').trim();
  });

  afterEach(async () => {
    await service.stop();
    folder.remove();
  });

  /** Begins a request whose body is not complete. */
  async function begin(body: string): Promise<ClientRequest> {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const begun = request(`${service.url}/admin/v1/services`, { method: 'POST', headers });
    begun.write(body);
    await once(begun, 'socket').then(([socket]) => once(socket as NodeJS.EventEmitter, 'connect'));
    return begun;
  }

  const answerOf = async (begun: ClientRequest) =>
    ((await once(begun, 'response')) as [IncomingMessage])[0];

  it('finishes running requests at SIGTERM, and reports that it is not ready', async () => {
    const begun = await begin('{"mac":');
    // An answer on a later connection shows that the first request has arrived.
    assert.equal((await call(`${service.url}/readyz`, {})).status, 200);
    service.signal('SIGTERM');
    await service.logged('service.stopping');
    const detail = 'The service takes no requests now.';
    assertRefused(await call(`${service.url}/readyz`, {}), '503 SERVICE_UNAVAILABLE', detail);
    assert.equal((await call(`${service.url}/healthz`, {})).status, 200);

    begun.end('"drained"}');
    const answer = await answerOf(begun);
    assert.equal(answer.statusCode, 201);
    assert.equal((JSON.parse(String(await answer.toArray())) as { mac: string }).mac, 'drained');
    assert.equal(await service.ended(), 0);
    assert.equal(service.lines.at(-1)!.event, 'service.stopped');
  });

  it('ends at once at a second signal', async () => {
    const begun = await begin('{"mac":');
    const broken = once(begun, 'error');
    assert.equal((await call(`${service.url}/readyz`, {})).status, 200);
    service.signal('SIGTERM');
    await service.logged('service.stopping');
    service.signal('SIGINT');
    assert.equal(await service.ended(), 1);
    await broken;
  });

  it('ends although connections are kept alive', async () => {
    for (let count = 0; count < 3; count++) {
      assert.equal((await call(`${service.url}/healthz`, {})).status, 200);
    }
    const idle = connect(service.port, '127.0.0.1');
    await once(idle, 'connect');
    const closed = once(idle, 'close');
    assert.equal(await service.stop(), 0);
    await closed;
  });

  it('answers 413 to a long body, even if all of it is sent, and keeps running', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(2_000_000) });
    for (let count = 0; count < 3; count++) {
      const answer = await call(`${service.url}/admin/v1/services`, { key, body });
      assertRefused(answer, '413 REQUEST_MALFORMED');
    }
    assert.equal((await call(`${service.url}/healthz`, {})).status, 200);
  });

  it('logs no error when a caller disconnects in the middle', async () => {
    const begun = await begin('{"mac":');
    assert.equal((await call(`${service.url}/readyz`, {})).status, 200);
    const gone = new Error('gone');
    const broken = assert.rejects(once(begun, 'response'), gone);
    const lines = service.lines.length;
    begun.destroy(gone);
    await broken;
    await service.logged('request', lines);
    assert.deepEqual(
      service.lines.filter(({ level }) => level === 'error'),
      [],
    );
  });

  it('takes the address from X-Forwarded-For as far as the hops are trusted', async () => {
    const from = (forwarded: string) =>
      call(`${service.url}/admin/v1/services`, {
        key: 'wrong',
        headers: { 'x-forwarded-for': forwarded },
      });
    for (let count = 0; count < 10; count++) {
      assertRefused(await from(`198.51.100.${count}, 203.0.113.7`), '401 NOT_AUTHORIZED');
    }
    assertRefused(await from('203.0.113.7'), '429 RATE_LIMITED');
    assertRefused(await from('203.0.113.8'), '401 NOT_AUTHORIZED');
    const addresses = service.lines.flatMap(({ event, address }) =>
      event === 'key.refused' ? [address] : [],
    );
    assert.deepEqual([...new Set(addresses)], ['203.0.113.7', '203.0.113.8']);
  });

  it('logs one JSON object per line, with route patterns in place of paths', async () => {
    const paths = ['/canary-path?canary-query', '/admin/v1/users/canary-user/enable', '/%ff/..'];
    for (const path of paths) await call(service.url + path, { method: 'POST', key });
    await call(`${service.url}/canary-agent`, {
      headers: { 'user-agent': 'canary', cookie: 'canary' },
    });
    const code = await service.stop();
    assert.equal(code, 0);
    const routes = service.lines.flatMap(({ event, route }) =>
      event === 'request' ? [route] : [],
    );
    assert.deepEqual(routes, ['/*', '/admin/v1/users/:uid/enable', '/*', '/*']);
    for (const line of service.lines) {
      assert.match(String(line['level']), /^(info|warn|error)$/);
      assert.equal(new Date(String(line['time'])).toISOString(), line['time']);
    }
    const text = service.written.join('\n');
    assert.doesNotMatch(text, /canary/);
    assert.ok(!text.includes(key));
    assert.equal(service.written.length, service.lines.length);
  });

  it('sends every answer with security headers', async () => {
    for (const path of ['/healthz', '/nothing', '/admin/v1/services', '/.well-known/jwks.json']) {
      const { headers } = await fetch(service.url + path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(
        headers.get('content-security-policy'),
        "default-src 'none'; frame-ancestors 'none'",
      );
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('access-control-allow-origin'), null);
      assert.equal(headers.get('strict-transport-security'), null);
    }
  });
});

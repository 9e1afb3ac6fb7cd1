/**
 * Which spellings of a path are the same, which headers may be repeated, what becomes of a body that is too long, and what an
 * answer without a body says.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { requestListener } from '../../../src/service/node/http/node-request.js';
import { startService } from '../../../src/service/node/running-service.js';
import { TestService } from '../../support/services/test-service.js';
import { ask } from '../support/services/public-folder.js';

let service: TestService;

before(async () => {
  service = await TestService.start();
});

after(() => service.close());

async function statusOf(target: string, method = 'GET'): Promise<number> {
  return (await ask(service.localUrl, target, { method })).status;
}

/** Sends a request without a body over a connection of its own. */
async function exchange(...lines: readonly string[]): Promise<string> {
  const { port } = new URL(service.localUrl);
  const socket = connect(Number(port), 'localhost');
  try {
    socket.write([...lines, 'Host: localhost', 'Connection: close', '', ''].join('\r\n'));
    return Buffer.concat(await socket.toArray()).toString();
  } finally {
    socket.destroy();
  }
}

/** Asserts a refusal of a request that no door has seen. */
function assertUnreadable(answer: string, detail: string): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  assert.match(head, /^HTTP\/1\.1 400 /);
  for (const line of [
    'x-content-type-options: nosniff',
    'referrer-policy: no-referrer',
    "content-security-policy: default-src 'none'; frame-ancestors 'none'",
    'cache-control: no-store',
    'connection: close',
  ]) {
    assert.ok(head.toLowerCase().split('\r\n').includes(line), line);
  }
  const { code, detail: said } = JSON.parse(body) as { code: string; detail: string };
  assert.deepEqual([code, said], ['REQUEST_MALFORMED', detail]);
}

describe('the target of a request', () => {
  it('is refused when it is no path', async () => {
    for (const target of ['*', 'healthz', 'http://', 'http://a b/healthz']) {
      assert.match(await exchange(`GET ${target} HTTP/1.1`), /^HTTP\/1\.1 400 /, target);
    }
  });

  it('is refused like any other request: with the security headers, in the log and in the metrics', async () => {
    const counted = async () => {
      const { text } = await ask(service.localUrl, '/metrics');
      const labels = 'method="OPTIONS",route="/*",status="4xx"';
      return text.split(`neon_http_requests_total{${labels}} `)[1]?.split('\n')[0];
    };
    assert.equal(await counted(), undefined);
    assertUnreadable(await exchange('OPTIONS * HTTP/1.1'), 'The request cannot be read.');
    assert.equal(await counted(), '1');
    const lines = service.log.filter((line) => line.includes('"method":"OPTIONS"'));
    const { route, status } = JSON.parse(lines.at(-1)!) as { route: string; status: number };
    assert.deepEqual([route, status], ['/*', 400]);
  });

  it('is not said to be unreadable when the service fails: that is logged', async () => {
    const lines: string[] = [];
    const running = await startService(
      { port: 0, data: ':memory:' },
      { log: (level, event, fields) => lines.push(JSON.stringify({ level, event, ...fields })) },
    );
    const failing = createServer(
      requestListener(Promise.resolve(running.app), () => {
        throw new RangeError('canary');
      }),
    );
    try {
      await once(failing.listen(0), 'listening');
      const { port } = failing.address() as AddressInfo;
      const answer = await ask(`http://localhost:${port}`, '/healthz');
      assert.equal(answer.status, 500);
      const logged = lines.filter((line) => line.includes('request.failed'));
      assert.match(logged.join(), /"level":"error".*"name":"RangeError","at":"at .*requests\.test/);
      assert.ok(!lines.join().includes('canary'));
    } finally {
      failing.close();
      await running.close();
    }
  });

  it('is another one with an empty segment, an escaped slash or a slash at the end', async () => {
    for (const target of [
      '//healthz',
      '/healthz/',
      '/.well-known%2fjwks.json',
      '/healthz%00',
      '/%zz',
    ]) {
      assert.equal(await statusOf(target), 404, target);
    }
    assert.equal(await statusOf('/btt/v1/lists/'), 404);
    assert.equal(await statusOf('/btt/v1'), 404);
    assert.equal(await statusOf('/btt/v1', 'OPTIONS'), 204);
    assert.equal(await statusOf('/btt/v12', 'OPTIONS'), 404);
  });

  it('is the same with escapes, dot segments, a query or an origin', async () => {
    const dots = ['/./healthz', '/../healthz', '/%2e/healthz', '/.%2E/healthz', '/x/../healthz'];
    const same = ['/%68ealthz', '/healthz?x', '/healthz?/../x', '/.well-known/./jwks.json'];
    for (const target of [...dots, ...same, `${service.localUrl}/healthz`]) {
      assert.equal(await statusOf(target), 200, target);
    }
    for (const target of ['/./rp/v1/x', '/../rp/v1/x', '/%2e%2e/rp/v1/x']) {
      assert.equal(await statusOf(target), 401, target);
      const line = service.log.findLast((one) => one.includes('"event":"request"'));
      assert.equal((JSON.parse(line!) as { route: string }).route, '/rp/v1/*', target);
    }
    assert.equal(await statusOf('/btt/%76%31/op'), 405);
    assert.equal(await statusOf('/rp/v1/../../admin/v1/services'), 401);
  });
});

describe('a header of which there may only be one', () => {
  it('is refused when it is there twice, in any case of its letters, and even with the same value', async () => {
    for (const name of ['Authorization', 'Content-Type', 'Host', 'Idempotency-Key', 'Origin']) {
      const lines = name === 'Host' ? [`${name}: localhost`] : [`${name}: a`, `${name}: a`];
      const [first = '', ...others] = lines;
      for (const method of ['GET /healthz', 'POST /btt/v1/op', 'POST /rp/v1/otp/verify']) {
        const answer = await exchange(`${method} HTTP/1.1`, first.toUpperCase(), ...others);
        assertUnreadable(answer, `${name.toLowerCase()} is given twice.`);
      }
    }
  });

  it('does not let a second key, or none, enter beside the right one', async () => {
    const right = `Authorization: Bearer ${service.adminKey}`;
    const target = 'GET /admin/v1/services HTTP/1.1';
    for (const other of ['Authorization: Bearer wrong', 'Authorization:']) {
      assertUnreadable(await exchange(target, right, other), 'authorization is given twice.');
      assertUnreadable(await exchange(target, other, right), 'authorization is given twice.');
    }
    assert.match(await exchange(target, right), /^HTTP\/1\.1 200 /);
  });

  it('is not one that is a list', async () => {
    const lists = ['X-Forwarded-For: 192.0.2.1', 'X-Forwarded-For: 192.0.2.2'];
    const others = ['Forwarded: for=192.0.2.1', 'Forwarded: for=192.0.2.2'];
    assert.match(await exchange('GET /healthz HTTP/1.1', ...lists, ...others), /^HTTP\/1\.1 200 /);
  });
});

describe('a body that is too long', () => {
  it('is thrown away: the next request on the same connection is answered', async () => {
    const { port } = new URL(service.localUrl);
    const socket = connect(Number(port), 'localhost');
    try {
      const body = 'x'.repeat(1_000_000);
      const head = 'Host: localhost\r\nContent-Type: text/plain';
      socket.write(
        `POST /btt/v1/op HTTP/1.1\r\n${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}` +
          `GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      const text = Buffer.concat(await socket.toArray()).toString();
      assert.deepEqual(text.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 400', 'HTTP/1.1 200']);
    } finally {
      socket.destroy();
    }
  });
});

describe('an answer without a body', () => {
  it('to HEAD has the headers and the length of the answer to GET', async () => {
    const target = '/.well-known/jwks.json';
    const got = await ask(service.localUrl, target);
    const head = await ask(service.localUrl, target, { method: 'HEAD' });
    const without = ({ date: _, ...headers }: (typeof got)['headers']) => headers;
    assert.deepEqual([head.status, head.text], [200, '']);
    assert.deepEqual(without(head.headers), without(got.headers));
    assert.equal(got.headers['content-length'], String(Buffer.byteLength(got.text)));
  });
});

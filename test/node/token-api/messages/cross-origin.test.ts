import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { after, before, describe, it } from 'node:test';
import { activationPath } from '../../../../src/protocol/activation.js';
import { helloPath } from '../../../../src/protocol/hello.js';
import { operationPath } from '../../../../src/protocol/operation-message.js';
import { statusPath } from '../../../../src/protocol/status.js';
import { syncPath } from '../../../../src/protocol/sync.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { assertRefused, type Door, type Reply } from '../../support/tokens/token-door.js';
import { doorOf, enrol, rightPin } from '../../support/tokens/enrolled-token.js';
import { RawToken } from '../../support/tokens/raw-token.js';

const paths = [helloPath, activationPath, operationPath, syncPath, statusPath];
const stranger = 'https://evil.example';

let service: TestService;
let site: TestSite;
let door: Door;

before(async () => {
  service = await TestService.start();
  site = await service.addSite();
  door = doorOf(service, site);
});

after(() => service.close());

function assertReadable({ headers }: Pick<Reply, 'headers'>): void {
  assert.equal(headers.get('access-control-allow-origin'), '*');
  assert.equal(headers.get('access-control-allow-credentials'), null);
  assert.equal(headers.get('access-control-expose-headers'), 'retry-after');
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('set-cookie'), null);
}

describe('a preflight of the token API', () => {
  it('is answered for every path, also unknown ones, from any origin', async () => {
    for (const path of [...paths, '/btt/v1/nothing', '/btt/v1/lists/x.txt']) {
      const response = await fetch(door.at + path, {
        method: 'OPTIONS',
        headers: { origin: stranger, 'access-control-request-method': 'POST' },
      });
      assert.equal(response.status, 204);
      assertReadable(response);
      assert.equal(response.headers.get('access-control-allow-methods'), 'POST');
      assert.equal(response.headers.get('access-control-allow-headers'), 'content-type');
      assert.equal(response.headers.get('access-control-max-age'), '7200');
    }
  });
});

describe('an answer of the token API', () => {
  it('can be read by the page when it is a refusal', async () => {
    for (const path of paths) {
      const malformed = await door.post(path, '{', { origin: stranger });
      assertRefused(malformed, '400 REQUEST_MALFORMED');
      assertReadable(malformed);
      const long = await door.post(path, ' '.repeat(100_000));
      assertRefused(long, '400 REQUEST_MALFORMED');
      assertReadable(long);
    }
    const foreign = { v: [1], als: door.als, lib: '', cn: 'AAAAAAAAAAAAAAAAAAAAAA' };
    const refused = await door.post(helloPath, foreign, { origin: stranger });
    assertRefused(refused, '403 ORIGIN_NOT_ALLOWED');
    assertReadable(refused);
    const unknown = await door.post('/btt/v1/nothing', {});
    assertRefused(unknown, '404 REQUEST_MALFORMED');
    assertReadable(unknown);
    const wrongMethod = await door.post(helloPath, {}, { method: 'PUT' });
    assertRefused(wrongMethod, '405 REQUEST_MALFORMED');
    assertReadable(wrongMethod);
  });

  it('can be read by the page when it is granted', async () => {
    const token = await enrol(service, site);
    const operation = await token.operation('otp', rightPin);
    const reply = await token.send(operation);
    assert.equal((await token.open(operation, reply))['ok'], true);
    assertReadable(reply);
  });
});

describe('a service that fails', () => {
  it('says that it is unavailable, and nothing else, so that the page can read it', async (t) => {
    const broken = await TestService.start();
    t.after(() => broken.close());
    const its = doorOf(broken, await broken.addSite());
    const token = await RawToken.make(its);
    const chal = await its.challenge();
    const operation = await token.operation('otp', rightPin, { core: { chal } });
    await broken.store.transaction(async (tx) => {
      await sql`alter table token rename to lost`.execute(tx);
    });
    const reply = await token.send(operation);
    assertRefused(reply, '503 SERVICE_UNAVAILABLE');
    assertReadable(reply);
    const { type, title, status, ...own } = JSON.parse(reply.text) as Record<string, unknown>;
    assert.deepEqual([type, title, status], ['about:blank', 'Service Unavailable', 503]);
    assert.deepEqual(own, {
      code: 'SERVICE_UNAVAILABLE',
      detail: 'The service failed. Its log says more.',
    });
  });
});

describe('the other doors', () => {
  it('say nothing to pages of other origins', async () => {
    for (const path of ['/admin/v1/services', '/rp/v1/otp/verify', '/readyz']) {
      for (const method of ['GET', 'OPTIONS']) {
        const response = await fetch(door.at + path, { method, headers: { origin: stranger } });
        assert.equal(response.headers.get('access-control-allow-origin'), null);
      }
    }
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { helloPath, readHello, readSuccession } from '../../../../src/protocol/hello.js';
import { rotateSigningKeyFile } from '../../../../src/service/node/keys/key-rotation.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { assertRefused, type Door } from '../../support/tokens/token-door.js';
import { doorOf } from '../../support/tokens/enrolled-token.js';
import { RestartableService } from '../../support/services/restartable-service.js';
import { leavesNoTrace } from '../../support/services/database-rows.js';

const cn = 'AAAAAAAAAAAAAAAAAAAAAA';

let service: TestService;
let site: TestSite;
let door: Door;

before(async () => {
  service = await TestService.start();
  site = await service.addSite({ name: 'Bank', pin: 'password', maxTools: 7, otpDigits: 6 });
  door = doorOf(service, site);
});

after(() => service.close());

const ask = (change: object) =>
  leavesNoTrace(service, () =>
    door.post(helloPath, { v: [1], als: door.als, lib: 'raw', cn, ...change }),
  );

describe('a hello', () => {
  it('is refused for an unknown alias, another version, or without a nonce', async () => {
    assertRefused(await ask({ als: 'f'.repeat(32) }), '404 MACID_IS_UNKNOWN');
    assertRefused(await ask({ v: [2, 3] }), '400 VERSION_UNSUPPORTED');
    assertRefused(await ask({ v: [] }), '400 VERSION_UNSUPPORTED');
    for (const change of [
      { cn: undefined },
      { cn: 'AAAA' },
      { v: 1 },
      { lib: 'ü' },
      { extra: 1 },
    ]) {
      assertRefused(await ask(change), '400 REQUEST_MALFORMED');
    }
  });

  it('is refused while the service is closed', async () => {
    const closed = await service.addSite();
    await service.admin.patch(`/services/${closed.mac}`, { status: 'closed' });
    assertRefused(await ask({ als: closed.alias }), '404 NO_ACTIVE_SERVICE_FOR_USER');
  });

  it('echoes the nonce, and says who the service is and what it asks for', async () => {
    const hello = await door.hello();
    assert.deepEqual([hello.iss, hello.als, hello.mac], [door.iss, door.als, site.mac]);
    assert.deepEqual(hello.svc, {
      name: 'Bank',
      pin: 'password',
      bio: 'off',
      seal: false,
      push: false,
      maxTools: 7,
      otp: { digits: 6, ttl: 20_000 },
      hostPin: false,
    });
    assert.deepEqual([hello.policy.kind, hello.policy.min], ['text', 8]);
    assert.deepEqual(hello.keys, []);
  });

  it('signs all versions that it speaks, and a client takes none but its own', async () => {
    const hello = await door.hello();
    assert.deepEqual(hello.versions, [1]);
    assert.equal(readHello(hello, '$').iss, door.iss);
    for (const v of [undefined, 0, 2, '1']) {
      assert.throws(() => readHello({ ...hello, v }, '$'), { path: '$.v' });
    }
  });

  it('gives another challenge each time', async () => {
    assert.notEqual(await door.challenge(), await door.challenge());
  });

  it('names a list of common values that is what its hash says', async () => {
    const { list } = (await door.hello()).policy;
    const response = await fetch(list!.url);
    const content = await response.arrayBuffer();
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', content));
    assert.equal(digest.toString('base64url'), list!.sha256);
    assert.match(response.headers.get('cache-control') ?? '', /immutable/);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    const unknown = await fetch(`${door.at}/btt/v1/lists/${'A'.repeat(43)}.txt`);
    assert.equal(unknown.status, 404);
  });
});

describe('after the signing key was replaced', () => {
  let restartedSite: TestSite;
  const restartable = new RestartableService();

  before(async () => {
    await restartable.start();
    restartedSite = await restartable.addSite();
  });

  after(() => restartable.close());

  it('a hello carries the statements that lead from each former key to its signer', async () => {
    const { iss, jwks: former } = await doorOf(restartable, restartedSite).hello();
    await restartable.restart(async (folder) => {
      await rotateSigningKeyFile(folder, Date.now(), true);
      await rotateSigningKeyFile(folder, Date.now(), true);
    });
    const { keys, jwks } = await doorOf(restartable, restartedSite).hello();
    assert.deepEqual([keys.length, jwks.length, jwks[0]], [2, 3, former[0]]);

    let trusted = { ...former[0]! };
    for (const [index, statement] of keys.entries()) {
      const prev = await calculateJwkThumbprint(trusted);
      assert.equal(decodeProtectedHeader(statement).kid, prev);
      const { payload } = await compactVerify(statement, await importJWK(trusted, 'ES256'));
      const claims = readSuccession(JSON.parse(new TextDecoder().decode(payload)), '$');
      assert.deepEqual([claims.iss, claims.prev, claims.seq], [iss, prev, index + 1]);
      trusted = { ...claims.next };
    }
    assert.deepEqual(trusted, jwks.at(-1));
  });
});

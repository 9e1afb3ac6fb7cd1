import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { activationPath } from '../../../../src/protocol/activation.js';
import { helloPath } from '../../../../src/protocol/hello.js';
import { operationPath } from '../../../../src/protocol/operation-message.js';
import { statusPath } from '../../../../src/protocol/status.js';
import { syncPath } from '../../../../src/protocol/sync.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import type { TestService } from '../../../support/services/test-service.js';
import { assertRefused, type Door } from '../../support/tokens/token-door.js';
import { rightPin, startEnrolled } from '../../support/tokens/enrolled-token.js';
import { bend, hostileBodies } from '../../support/messages/hostile-values.js';
import { activationOf } from '../../support/tokens/raw-activation.js';
import { RawToken } from '../../support/tokens/raw-token.js';
import { leavesNoTrace } from '../../support/services/database-rows.js';
import {
  assertAllRefused as refuseAll,
  type Hostile,
} from '../../support/messages/orderly-refusals.js';

const paths = [helloPath, activationPath, operationPath, syncPath, statusPath];

let service: TestService;
let site: TestSite;
let door: Door;
let token: RawToken;

before(async () => {
  ({ service, site, door, token } = await startEnrolled());
});

after(() => service.close());

const assertAllRefused = (path: string, bodies: readonly Hostile[]) =>
  refuseAll(service, door, path, bodies);

describe('a body that is no message', () => {
  for (const path of paths) {
    it(`is refused at ${path} and leaves no trace`, async () => {
      const bodies = hostileBodies.map((body, index) => ({
        name: `body ${index}`,
        body: body as string,
      }));
      await assertAllRefused(path, bodies);
    });
  }
});

describe('a message with a hostile member', () => {
  it('is refused as a hello', async () => {
    const hello = { v: [1], als: door.als, lib: 'raw', cn: 'AAAAAAAAAAAAAAAAAAAAAA' };
    // `lib` is a name: much of what is hostile elsewhere is one.
    const bent = bend(hello, 2).filter(({ name }) => name !== 'lib');
    await assertAllRefused(helloPath, bent);
  });

  it('is refused as an activation, outside', async () => {
    const { body } = await activationOf(await RawToken.make(door), 'ABC');
    await assertAllRefused(activationPath, bend(body));
  });

  it('is refused as an envelope', async () => {
    const operation = await token.operation('otp', rightPin);
    await assertAllRefused(operationPath, bend(operation.body, 3));
    await assertAllRefused(syncPath, bend((await token.sync(operation)).body, 3));
    const items = [await token.statusItem()];
    const bentStatus = bend({ v: 1, als: door.als, items }).filter(({ name, body }) => {
      const { items: bent } = body as { items: unknown };
      return name !== 'items' || JSON.stringify(bent) !== '[]';
    });
    await assertAllRefused(statusPath, bentStatus);
    const bentItems = bend(items[0]!, 3).map(({ name, body }) => ({
      name,
      body: { v: 1, als: door.als, items: [body] },
    }));
    await assertAllRefused(statusPath, bentItems);
  });
});

describe('a verification with a hostile member', () => {
  it('is refused or finds nothing, and leaves no trace but events', async () => {
    const template = { service: site.mac, login: 'ada', otp: '12345678' };
    const verify = async () => {
      for (const { body } of bend(template)) {
        const answer = await service.rp<{ ok?: boolean }>('/otp/verify', site.apiKey, body);
        const { status } = answer;
        assert.ok(status === 200 ? answer.body.ok === false : status >= 400 && status < 500);
      }
    };
    await leavesNoTrace(service, verify, ['event']);
  });
});

describe('a hostile address', () => {
  it('is refused as a path', async () => {
    const hostile = [
      '/btt/v1/',
      '/btt/v1/op/',
      '/btt/v1//op',
      '/btt/v1/op%00',
      '/btt/v1/..%2f..%2fkeys.json',
      '/btt/v1/lists/%E0%A4%A.txt',
      '/btt/v1/lists/__proto__.txt',
      `/btt/v1/lists/${'a'.repeat(4_000)}.txt`,
    ];
    await leavesNoTrace(service, async () => {
      for (const path of hostile) {
        for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
          const response = await fetch(door.at + path, { method });
          assert.ok(response.status >= 400 && response.status < 500, `${method} ${path}`);
          await response.body?.cancel();
        }
      }
    });
  });

  it('is refused as an origin', async () => {
    const origins = [
      '*',
      `${door.origin}/`,
      door.origin.toUpperCase(),
      `${door.origin}, ${door.origin}`,
      'http://localhost',
      'http://localhost:80001',
      'file://',
      'a'.repeat(4_000),
    ];
    const operation = await token.operation('otp', rightPin);
    await leavesNoTrace(service, async () => {
      for (const origin of origins) {
        const reply = await door.post(operation.path, operation.body, { origin });
        assertRefused(reply, '403 ORIGIN_NOT_ALLOWED');
      }
    });
  });
});

describe('the token that all this was tried on', () => {
  it('works as before', async () => {
    assert.equal((await token.run('otp', rightPin))['ok'], true);
    assert.equal(service.log.filter((line) => line.includes('failed')).length, 0);
  });
});

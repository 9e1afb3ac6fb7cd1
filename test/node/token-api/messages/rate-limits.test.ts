import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { longCodeFrom, formatLongCode } from '../../../../src/crypto/codes.js';
import { generateSigningKey } from '../../../../src/crypto/jws.js';
import { activationPath } from '../../../../src/protocol/activation.js';
import { statusPath } from '../../../../src/protocol/status.js';
import {
  RateLimits,
  staticFailures,
  strangerPushes,
} from '../../../../src/service/domain/limits/rate-limits.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { assertRefused, type Door, type Reply } from '../../support/tokens/token-door.js';
import { doorOf, enrol, rightPin } from '../../support/tokens/enrolled-token.js';
import { activationOf, openActivation } from '../../support/tokens/raw-activation.js';
import { RawToken } from '../../support/tokens/raw-token.js';
import { leavesNoTrace } from '../../support/services/database-rows.js';

const minute = 60_000;
const unknownCode = formatLongCode(longCodeFrom(new Uint8Array(15).fill(1)));

let service: TestService;
let site: TestSite;
let door: Door;

before(async () => {
  service = await TestService.start({ trustedProxies: ['127.0.0.1'] });
  service.clock.stop();
  site = await service.addSite();
  door = doorOf(service, site);
});

beforeEach(() => service.clock.advance(minute));

after(() => service.close());

function assertLimited(reply: Reply, seconds: number): void {
  assertRefused(reply, '429 RATE_LIMITED');
  assert.equal(reply.headers.get('retry-after'), String(seconds));
  assert.equal(reply.headers.get('access-control-expose-headers'), 'retry-after');
}

/** How many of some replies had which status. */
function tally(replies: readonly { readonly status: number }[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

describe('wrong static signatures', () => {
  const address = '198.51.100.7';

  /** Sends twenty of them in one of the three kinds of message. */
  async function exhaust(token: RawToken): Promise<void> {
    const { privateKey } = await generateSigningKey();
    const operation = await token.operation('otp', rightPin, { staticKey: privateKey });
    const sync = await token.sync(operation, { staticKey: privateKey });
    for (let count = 0; count < 10; count++) {
      for (const { path, body } of [operation, sync]) {
        const reply = await leavesNoTrace(service, () => door.post(path, body, { address }));
        assertRefused(reply, '401 STATIC_TOKEN_KEY_IS_INVALID');
      }
    }
  }

  it('are slowed down after twenty in a minute, in all kinds of messages together', async () => {
    const token = await enrol(service, site, 'limited');
    await exhaust(token);
    const { privateKey: staticKey } = await generateSigningKey();
    const { path, body } = await token.operation('otp', rightPin, { staticKey });
    service.clock.advance(20_000);
    assertLimited(await leavesNoTrace(service, () => door.post(path, body, { address })), 40);
    const items = [await token.statusItem({ staticKey })];
    const status = { v: 1, als: door.als, items };
    assertLimited(await door.post(statusPath, status, { address }), 40);
    service.clock.advance(40_000);
    assertRefused(await door.post(path, body, { address }), '401 STATIC_TOKEN_KEY_IS_INVALID');
  });

  it('of somebody at the same address keep no right one out', async () => {
    const token = await enrol(service, site, 'owner');
    for (let round = 0; round < 3; round++) await Promise.all([flood(token), flood(token)]);
    const operation = await token.operation('otp', rightPin);
    const reply = await door.post(operation.path, operation.body, { address });
    assert.equal((await token.open(operation, reply))['ok'], true);
    token.follow(operation);
    const status = { v: 1, als: door.als, items: [await token.statusItem()] };
    assert.equal((await door.post(statusPath, status, { address })).status, 200);
  });

  /** Sends twenty of them at once. */
  async function flood(token: RawToken): Promise<void> {
    const { privateKey: staticKey } = await generateSigningKey();
    const { path, body } = await token.operation('otp', rightPin, { staticKey });
    await Promise.all(Array.from({ length: 20 }, () => door.post(path, body, { address })));
  }

  it('are limited just as strictly when they come all at once', async () => {
    const token = await enrol(service, site, 'burst');
    const { privateKey } = await generateSigningKey();
    const messages = await Promise.all(
      Array.from({ length: 60 }, () => token.operation('otp', rightPin, { staticKey: privateKey })),
    );
    const replies = messages.map(({ path, body }) => door.post(path, body, { address }));
    assert.deepEqual(tally(await Promise.all(replies)), { 401: 20, 429: 40 });
  });

  it('limit neither the token from elsewhere nor another token', async () => {
    const token = await enrol(service, site, 'elsewhere');
    const other = await enrol(service, site, 'other');
    await exhaust(token);
    assert.equal((await token.run('otp', rightPin))['ok'], true);
    const operation = await other.operation('otp', rightPin);
    const reply = await door.post(operation.path, operation.body, { address });
    assert.equal((await other.open(operation, reply))['ok'], true);
  });
});

describe('questions of a token for its status', () => {
  it('are 600 in a minute at most, of which one that waits counts once', async () => {
    const token = await enrol(service, site, 'asking');
    const items = Array<object>(10).fill(await token.statusItem());
    const { privateKey: staticKey } = await generateSigningKey();
    const body = { v: 1, als: door.als, items };
    const ask = (asked: object = body) => door.post(statusPath, asked, { address: '198.51.100.6' });
    // Whoever knows the id alone takes nothing away from the token.
    await ask({ ...body, items: Array<object>(10).fill(await token.statusItem({ staticKey })) });
    assert.equal((await ask({ ...body, wait: 1 })).status, 200);
    for (let count = 1; count < 60; count++) assert.equal((await ask()).status, 200);
    service.clock.advance(20_000);
    assertLimited(await leavesNoTrace(service, ask), 40);
    assert.equal((await (await enrol(service, site, 'asking too')).status())['st'], 'active');
    assert.equal((await token.run('otp', rightPin))['ok'], true);
    service.clock.advance(40_000);
    assert.equal((await token.status())['st'], 'active');
  });
});

describe('unknown codes', () => {
  async function present(code: string, address: string): Promise<Reply> {
    const { body } = await activationOf(await RawToken.make(door), code);
    return door.post(activationPath, body, { address });
  }

  it('are slowed down after ten in a minute from one address, and keep no right one out', async () => {
    const address = '198.51.100.8';
    for (let count = 0; count < 10; count++) {
      service.clock.advance(1_000);
      assert.equal((await present(unknownCode, address)).status, 200);
    }
    const token = await RawToken.make(door);
    const message = await activationOf(token, await service.issueCode(site, 'neighbour'));
    const send = (from: string) => door.post(activationPath, message.body, { address: from });
    assertLimited(await leavesNoTrace(service, () => present(unknownCode, address)), 51);
    assert.equal((await openActivation(message, await send(address)))['ok'], true);
    service.clock.advance(51_000);
    assert.equal((await present(unknownCode, address)).status, 200);
  });

  it('from many addresses in one second keep nobody from enrolling', async () => {
    const message = await activationOf(
      await RawToken.make(door),
      await service.issueCode(site, 'among many'),
    );
    const wrong = Array.from({ length: 40 }, (_, index) =>
      present(unknownCode, `203.0.113.${index}`),
    );
    const reply = door.post(activationPath, message.body, { address: '198.51.100.9' });
    assert.deepEqual(tally(await Promise.all(wrong)), { 200: 40 });
    assert.equal((await openActivation(message, await reply))['ok'], true);
  });

  it('are limited just as strictly when they come all at once', async () => {
    const token = await RawToken.make(door);
    const bodies = await Promise.all(
      Array.from({ length: 40 }, async () => (await activationOf(token, unknownCode)).body),
    );
    const replies = bodies.map((body) =>
      door.post(activationPath, body, { address: '198.51.100.11' }),
    );
    assert.deepEqual(tally(await Promise.all(replies)), { 200: 10, 429: 30 });
  });

  it('do not slow right codes down, many of which come at once', async () => {
    const logins = Array.from({ length: 30 }, (_, index) => `at once ${index}`);
    const messages = await Promise.all(
      logins.map(async (login) =>
        activationOf(await RawToken.make(door), await service.issueCode(site, login)),
      ),
    );
    const replies = await Promise.all(
      messages.map(({ body }) => door.post(activationPath, body, { address: '198.51.100.12' })),
    );
    for (const [index, reply] of replies.entries()) {
      assert.equal((await openActivation(messages[index]!, reply))['ok'], true);
    }
  });

  it('count from the addresses of one subscriber together', async () => {
    for (let count = 0; count < 10; count++) {
      service.clock.advance(1_000);
      assert.equal((await present(unknownCode, `2001:db8:1:2::${count}`)).status, 200);
    }
    assertLimited(await present(unknownCode, '2001:db8:1:2:ffff::1'), 51);
    assert.equal((await present(unknownCode, '2001:db8:1:3::1')).status, 200);
  });

  it('are not counted when they are right', async () => {
    const address = '198.51.100.10';
    for (let count = 0; count < 12; count++) {
      service.clock.advance(1_000);
      const token = await RawToken.make(door);
      const message = await activationOf(token, await service.issueCode(site, `right ${count}`));
      const reply = await door.post(activationPath, message.body, { address });
      assert.equal((await openActivation(message, reply))['ok'], true);
    }
  });
});

describe('more subjects of one limit than are remembered', () => {
  it('make no other limit forget its subjects', async () => {
    const limits = new RateLimits(service.clock);
    const limit = strangerPushes(1);
    limits.count(limit, 'address');
    // Tokens that strangers have made up.
    for (let count = 0; count < 11_000; count++) {
      const who = { subject: `token ${count}`, address: 'address' };
      await limits.judge(staticFailures, who, async () => false);
    }
    assert.throws(() => limits.count(limit, 'address'), { code: 'RATE_LIMITED' });
  });

  it('are forgotten, the oldest first, beyond the capacity that was given', () => {
    const limits = new RateLimits(service.clock, 2);
    const allows = (subject: string) => limits.allows(strangerPushes(1), subject);
    assert.deepEqual(['a', 'b', 'a', 'b'].map(allows), [true, true, false, false]);
    assert.deepEqual(['c', 'b', 'a'].map(allows), [true, false, true]);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { generateSigningKey } from '../../../../src/crypto/jws.js';
import { helloPath } from '../../../../src/protocol/hello.js';
import { statusPath } from '../../../../src/protocol/status.js';
import { issueChallenge } from '../../../../src/service/domain/message/challenge.js';
import { openExistingKeys } from '../../../../src/service/node/keys/key-files.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { Folder } from '../../support/services/data-folder.js';
import { assertRefused, type Reply } from '../../support/tokens/token-door.js';
import { doorOf, enrol, rightPin } from '../../support/tokens/enrolled-token.js';
import { RawToken, type Draft, type Operation } from '../../support/tokens/raw-token.js';
import { leavesNoTrace } from '../../support/services/database-rows.js';
import { assertStated } from '../../support/tokens/refusal-statement.js';

const origin = 'http://localhost:8000';
const elsewhere = 'https://evil.example';

let service: TestService;
let site: TestSite;
let other: TestSite;
let token: RawToken;

before(async () => {
  service = await TestService.start();
  service.clock.stop();
  site = await service.addSite({}, origin);
  const als = await service.addAlias(site.mac, 'https://other.example');
  other = { ...site, alias: als, origin: 'https://other.example' };
  token = await enrol(service, site);
});

after(() => service.close());

/** An operation and a sync that are alike in what is drafted. */
async function bothWith(draft: Draft, of = token): Promise<Operation[]> {
  const operation = await of.operation('otp', rightPin, draft);
  return [operation, await of.sync(operation, draft)];
}

async function assertBothRefused(
  draft: Draft,
  expected: string,
  send: (message: Operation) => Promise<Reply> = (message) => token.send(message),
): Promise<void> {
  for (const message of await bothWith(draft)) {
    const reply = await leavesNoTrace(service, () => send(message));
    assertRefused(reply, expected);
  }
}

const from = (sender: string | null) => (message: Operation) =>
  token.door.post(message.path, message.body, { origin: sender });

describe('a message for another site or service', () => {
  it('is refused when the alias is unknown', async () => {
    const chal = await token.door.challenge();
    await assertBothRefused({ core: { als: '0'.repeat(32), chal } }, '404 MACID_IS_UNKNOWN');
  });

  it('is refused when the version is unknown', async () => {
    await assertBothRefused({ core: { v: 2 } }, '400 VERSION_UNSUPPORTED');
  });

  it('is refused when it names another service', async () => {
    await assertBothRefused({ core: { iss: 'http://localhost:1' } }, '400 REQUEST_MALFORMED');
  });

  it('is refused when the token was enrolled under another alias of the service', async () => {
    const visitor = token.clone(doorOf(service, other));
    for (const message of await bothWith({}, visitor)) {
      const reply = await leavesNoTrace(service, () => visitor.send(message));
      await assertStated(visitor, message, reply, 'gone');
    }
    assert.equal((await visitor.status())['st'], 'gone');
  });
});

describe('a page that does not belong to the alias', () => {
  it('is refused, whatever the message says', async () => {
    for (const sender of [elsewhere, 'null', null, other.origin]) {
      await assertBothRefused({}, '403 ORIGIN_NOT_ALLOWED', from(sender));
      const lying = { core: { org: sender ?? elsewhere } };
      if (sender === 'null') continue;
      await assertBothRefused(lying, '403 ORIGIN_NOT_ALLOWED', from(sender));
    }
  });

  it('is refused when the message names another page than the one that sends it', async () => {
    await assertBothRefused({ core: { org: elsewhere } }, '403 ORIGIN_NOT_ALLOWED');
  });

  it('gets neither hello nor status', async () => {
    const { als } = token.door;
    const items = [await token.statusItem()];
    const hello = { v: [1], als, lib: '', cn: 'AAAAAAAAAAAAAAAAAAAAAA' };
    for (const sender of [elsewhere, 'null', null]) {
      const replies = [
        await token.door.post(helloPath, hello, { origin: sender }),
        await token.door.post(statusPath, { v: 1, als, items }, { origin: sender }),
      ];
      for (const reply of replies) assertRefused(reply, '403 ORIGIN_NOT_ALLOWED');
    }
  });

  it('is malformed when the message names no page', async () => {
    await assertBothRefused({ core: { org: undefined } }, '400 REQUEST_MALFORMED');
  });
});

describe('the frame of the service', () => {
  it('is admitted for a registered page around it where the alias allows frames', async () => {
    const { body } = await service.admin.post<{ alias: string }>('/sites', {
      service: site.mac,
      origins: [origin],
      iframe: true,
    });
    const framed = await enrol(service, { ...site, alias: body.alias }, 'framed');
    const inFrame = (message: Operation) =>
      framed.door.post(message.path, message.body, { origin: service.url });

    const lying = await framed.operation('otp', rightPin, { core: { org: elsewhere } });
    assertRefused(await inFrame(lying), '403 ORIGIN_NOT_ALLOWED');
    const own = await framed.operation('otp', rightPin, { core: { org: service.url } });
    assertRefused(await inFrame(own), '403 ORIGIN_NOT_ALLOWED');
    const operation = await framed.operation('otp', rightPin);
    assert.equal((await framed.open(operation, await inFrame(operation)))['ok'], true);
  });

  it('is refused where the alias does not allow frames', async () => {
    await assertBothRefused({}, '403 ORIGIN_NOT_ALLOWED', from(service.url));
  });
});

describe('a challenge', () => {
  it('is refused when it was altered, or is of another alias', async () => {
    const chal = await token.door.challenge();
    const altered = chal.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
    const foreign = await doorOf(service, other).challenge();
    for (const bad of [altered, foreign]) {
      await assertBothRefused({ core: { chal: bad } }, '409 CHALLENGE_STALE');
    }
  });

  it('is accepted for five minutes, and no longer', async () => {
    const chal = await token.door.challenge();
    service.clock.advance(5 * 60_000);
    assert.equal((await token.run('otp', rightPin, { core: { chal } }))['ok'], true);
    service.clock.advance(1);
    await assertBothRefused({ core: { chal } }, '409 CHALLENGE_STALE');
  });

  it('is accepted up to five seconds ahead of the clock, and no further', async () => {
    const folder = new Folder();
    const node = await TestService.start({ data: folder.data });
    const keys = await openExistingKeys(folder.data, service.clock.now(), {
      accept: async () => {},
      closeTrail: () => assert.fail('the keys are complete'),
    });
    node.clock.stop();
    const there = await enrol(node, await node.addSite());
    const aheadBy = (ms: number) => {
      const clock = { now: () => node.clock.now() + ms, elapsed: () => 0, setBacks: 0 };
      return issueChallenge({ keys, clock }, there.door.als);
    };
    const far = await there.operation('otp', rightPin, { core: { chal: aheadBy(5_001) } });
    assertRefused(await there.send(far), '409 CHALLENGE_STALE');
    const near = await there.run('otp', rightPin, { core: { chal: aheadBy(5_000) } });
    assert.equal(near['ok'], true);
    await node.close();
    folder.remove();
  });

  it('is checked before the token and its signature', async () => {
    const stranger = await RawToken.make(token.door);
    const chal = await doorOf(service, other).challenge();
    const { privateKey } = await generateSigningKey();
    for (const message of await bothWith({ core: { chal } }, stranger)) {
      assertRefused(await stranger.send(message), '409 CHALLENGE_STALE');
    }
    await assertBothRefused({ core: { chal }, staticKey: privateKey }, '409 CHALLENGE_STALE');
  });
});

describe('a token that the service does not know', () => {
  it('is told so in a signed statement', async () => {
    const stranger = await RawToken.make(token.door);
    for (const message of await bothWith({}, stranger)) {
      const reply = await leavesNoTrace(service, () => stranger.send(message));
      await assertStated(stranger, message, reply, 'gone');
    }
  });
});

describe('a wrong static signature', () => {
  it('is refused without a statement and never touches the token', async () => {
    const { privateKey } = await generateSigningKey();
    await assertBothRefused({ staticKey: privateKey }, '401 STATIC_TOKEN_KEY_IS_INVALID');
    assert.equal((await token.run('otp', rightPin))['ok'], true);
  });
});

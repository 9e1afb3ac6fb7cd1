import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { randomBytes } from '../../../../src/crypto/bytes.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { assertRefused, type Reply } from '../../support/tokens/token-door.js';
import { enrol, rightPin } from '../../support/tokens/enrolled-token.js';
import type { Operation, RawToken } from '../../support/tokens/raw-token.js';
import { evidenceAgainst, leavesNoTrace, tokenRow } from '../../support/services/database-rows.js';
import { assertStated } from '../../support/tokens/refusal-statement.js';
import { next, random, syncMac } from '../../support/tokens/token-keys.js';

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  service.clock.stop();
  site = await service.addSite();
});

after(() => service.close());

/** Checks that a message ended its token as evidence of a copy. */
async function assertCopied(
  token: RawToken,
  message: Pick<Operation, 'body'>,
  reply: Reply,
  evidence: string,
): Promise<void> {
  await assertStated(token, message, reply, 'fork');
  assert.equal((await tokenRow(service, token.tid)).status, 'DESYNC');
  assert.deepEqual(await evidenceAgainst(service, token.tid), [evidence]);
  const warned = service.log.filter((line) => line.includes('token.copied'));
  assert.ok(warned.some((line) => line.includes(token.tid) && line.includes(evidence)));
}

describe('an operation id that comes with another payload', () => {
  it('ends the token when the first payload was executed', async () => {
    const token = await enrol(service, site, 'reused');
    const operation = await token.operation('otp', rightPin);
    await token.send(operation);
    const other = await token.operation('otp', rightPin, { rid: operation.step.rid });
    await assertCopied(token, other, await token.send(other), 'reuse');
  });

  it('ends the token when the first payload was buried', async () => {
    const token = await enrol(service, site, 'reused sync');
    const operation = await token.operation('otp', rightPin);
    await token.resolve(operation);
    const other = await token.sync({
      ...operation,
      step: { ...operation.step, ch: random(32) },
    });
    await assertCopied(token, other, await token.send(other), 'reuse');
  });
});

describe('a message about an operation that the token has left behind', () => {
  /** A copy that has missed a step, and the operation that both know. */
  async function leftBehind(
    login: string,
    buried: boolean,
  ): Promise<{ copy: RawToken; operation: Operation }> {
    const token = await enrol(service, site, login);
    const operation = await token.operation('otp', rightPin);
    const copy = token.clone();
    if (buried) {
      await token.resolve(operation);
    } else {
      await token.send(operation);
      token.follow(operation);
    }
    await token.run('otp', rightPin);
    return { copy, operation };
  }

  for (const buried of [false, true]) {
    const kind = buried ? 'a buried' : 'an applied';

    it(`is stale about ${kind} one up to five seconds after the step`, async () => {
      const { copy, operation } = await leftBehind(`in time ${buried}`, buried);
      service.clock.advance(5_000);
      const sync = await copy.sync(operation);
      service.clock.advance(60_000);
      assertRefused(await leavesNoTrace(service, () => copy.send(sync)), '409 DUPLICATE_STALE');
    });

    it(`ends the token about ${kind} one with a later challenge`, async () => {
      const { copy, operation } = await leftBehind(`late ${buried}`, buried);
      service.clock.advance(5_001);
      const sync = await copy.sync(operation);
      await assertCopied(copy, sync, await copy.send(sync), 'late');
    });
  }
});

describe('a new operation at a position that is over', () => {
  it('ends the token for the copy and for the owner', async () => {
    const owner = await enrol(service, site, 'behind');
    const copy = owner.clone();
    assert.equal((await copy.run('otp', rightPin))['ok'], true);
    const operation = await owner.operation('otp', rightPin);
    await assertCopied(owner, operation, await owner.send(operation), 'behind');

    const next = await copy.operation('otp', rightPin);
    await assertStated(copy, next, await copy.send(next), 'fork');
  });

  it('ends the token when it is only asked about', async () => {
    const owner = await enrol(service, site, 'behind sync');
    const copy = owner.clone();
    await copy.run('otp', rightPin);
    const sync = await owner.sync(await owner.operation('otp', rightPin));
    await assertCopied(owner, sync, await owner.send(sync), 'behind');
  });
});

describe('a message at the right position with the wrong dynamic key', () => {
  const wrong = { macKey: randomBytes(32) };

  it('ends the token as an operation', async () => {
    const token = await enrol(service, site, 'mac');
    const operation = await token.operation('otp', rightPin, wrong);
    await assertCopied(token, operation, await token.send(operation), 'mac');
  });

  it('ends the token as a sync about an unknown operation', async () => {
    const token = await enrol(service, site, 'mac sync');
    const sync = await token.sync(await token.operation('otp', rightPin), wrong);
    await assertCopied(token, sync, await token.send(sync), 'mac');
  });

  it('ends the token as a sync about the last operation', async () => {
    const token = await enrol(service, site, 'mac applied');
    const operation = await token.operation('otp', rightPin);
    await token.send(operation);
    const sync = await token.sync(operation, wrong);
    await assertCopied(token, sync, await token.send(sync), 'mac');
  });

  /** A sync that names another position than its operation's, and is signed for that position. */
  async function displaced(token: RawToken, { at, step }: Operation): Promise<Operation> {
    const sid = random(16);
    const after = next(at, step);
    const macKey = syncMac({ ...after, n: after.n + 1 }, step.rid, sid);
    return token.sync({ at, step }, { core: { n: at.n + 1, sid }, macKey });
  }

  it('ends the token as a sync about the last operation from another position', async () => {
    const token = await enrol(service, site, 'position applied');
    const operation = await token.operation('otp', rightPin);
    await token.send(operation);
    const sync = await displaced(token, operation);
    await assertCopied(token, sync, await token.send(sync), 'mac');
  });

  it('ends the token as a sync about a buried operation from another position', async () => {
    const token = await enrol(service, site, 'position buried');
    const operation = await token.operation('otp', rightPin);
    await token.resolve(operation);
    const sync = await displaced(token, operation);
    await assertCopied(token, sync, await token.send(sync), 'mac');
  });

  it('ends the token as a sync about a buried operation', async () => {
    const token = await enrol(service, site, 'mac buried');
    const operation = await token.operation('otp', rightPin);
    await token.resolve(operation);
    const sync = await token.sync(operation, wrong);
    await assertCopied(token, sync, await token.send(sync), 'mac');
  });

  it('ends the token as a sync that brings another contribution', async () => {
    const token = await enrol(service, site, 'contribution');
    const { at, step } = await token.operation('otp', rightPin);
    const sync = await token.sync({ at, step }, { core: { r: 'A'.repeat(43) } });
    await assertCopied(token, sync, await token.send(sync), 'mac');
  });
});

describe('a token ended by a copy', () => {
  it('says so to its last operation, a sync, and anything else, and does nothing', async () => {
    const token = await enrol(service, site, 'ended');
    const last = await token.operation('otp', rightPin);
    await token.send(last);
    const wrong = await token.sync(last, { macKey: randomBytes(32) });
    await token.send(wrong);
    service.clock.advance(6_000);
    token.follow(last);

    const messages = [
      last,
      await token.sync(last),
      await token.operation('otp', rightPin),
      await token.operation('token.revoke'),
      await token.operation('otp', rightPin, { at: { ...token.at, n: 99 } }),
    ];
    for (const message of messages) {
      const reply = await leavesNoTrace(service, () => token.send(message));
      await assertStated(token, message, reply, 'fork');
    }
  });
});

describe('a message from a position that the service has not reached', () => {
  it('raises one alarm and does not touch the token', async () => {
    const token = await enrol(service, site, 'ahead');
    const ahead = { ...token.at, n: token.at.n + 1 };
    const operation = await token.operation('otp', rightPin, { at: ahead });
    for (const message of [operation, await token.sync(operation)]) {
      const reply = await leavesNoTrace(service, () => token.send(message));
      await assertStated(token, message, reply, 'ahead');
    }
    const alarms = service.log.filter((line) => line.includes('SERVER_ROLLBACK_SUSPECTED'));
    assert.equal(alarms.filter((line) => line.includes(token.tid)).length, 1);
    assert.equal((await token.run('otp', rightPin))['ok'], true);
  });
});

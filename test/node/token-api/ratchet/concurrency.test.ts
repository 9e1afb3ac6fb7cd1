import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { activationPath } from '../../../../src/protocol/activation.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { doorOf, enrol, newPin, rightPin } from '../../support/tokens/enrolled-token.js';
import { activationOf, openActivation } from '../../support/tokens/raw-activation.js';
import { RawToken, type Operation } from '../../support/tokens/raw-token.js';
import { evidenceAgainst, tokenRow } from '../../support/services/database-rows.js';
import { assertStated } from '../../support/tokens/refusal-statement.js';

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  site = await service.addSite();
});

after(() => service.close());

/** Sends messages of one token at the same time and says how many were executed. */
async function race(token: RawToken, messages: readonly Operation[]): Promise<number> {
  const replies = await Promise.all(messages.map((message) => token.send(message)));
  const refused = messages.filter((_, index) => replies[index]!.status !== 200);
  for (const message of refused) {
    const reply = replies[messages.indexOf(message)]!;
    await assertStated(token, message, reply, 'fork');
  }
  return messages.length - refused.length;
}

async function appliedBy({ tid }: RawToken): Promise<number> {
  const { read } = service.store;
  const rows = await read
    .selectFrom('op_log')
    .select('rid')
    .where('tid', '=', tid)
    .where('outcome', '=', 'applied')
    .execute();
  return rows.length;
}

describe('operations of one token at one position at the same time', () => {
  it('are executed once, and the token is dead and says so', async () => {
    const token = await enrol(service, site, 'two');
    const operations = [
      await token.operation('otp', rightPin),
      await token.clone().operation('otp', rightPin),
    ];
    assert.equal(await race(token, operations), 1);
    assert.equal(await appliedBy(token), 2);
    assert.equal((await tokenRow(service, token.tid)).status, 'DESYNC');
    assert.deepEqual(await evidenceAgainst(service, token.tid), ['behind']);
    const sync = await token.sync(operations[0]!);
    await assertStated(token, sync, await token.send(sync), 'fork');
  });

  it('are executed once when there are thirty of them', async () => {
    const token = await enrol(service, site, 'thirty');
    const operations: Operation[] = [];
    for (let count = 0; count < 30; count++) {
      operations.push(await token.operation('otp', rightPin));
    }
    assert.equal(await race(token, operations), 1);
    assert.equal(await appliedBy(token), 2);
  });

  it('are executed once and harm nothing when they are one and the same', async () => {
    const token = await enrol(service, site, 'same');
    const operation = await token.operation('otp', rightPin);
    const replies = await Promise.all(Array.from({ length: 20 }, () => token.send(operation)));
    assert.equal(new Set(replies.map(({ text }) => text)).size, 1);
    await token.open(operation, replies[0]!);
    assert.equal(await appliedBy(token), 2);
    assert.equal((await tokenRow(service, token.tid)).status, 'ACTIVE');
  });
});

describe('an operation and the question what became of it at the same time', () => {
  it('agree, whichever is first', async () => {
    const token = await enrol(service, site, 'agree');
    for (let round = 0; round < 10; round++) {
      const operation = await token.operation('otp', rightPin);
      const sync = await token.sync(operation);
      const [reply, synced] = await Promise.all(
        round % 2
          ? [token.send(operation), token.send(sync)]
          : [token.send(sync), token.send(operation)].reverse(),
      );
      const { outcome } = await token.openSync(sync, synced!);
      assert.equal(outcome, reply!.status === 200 ? 'applied' : 'not_applied');
      if (outcome === 'applied') token.follow(operation);
    }
    assert.equal((await token.run('otp', rightPin))['ok'], true);
  });
});

describe('activations at the same time', () => {
  it('never exceed the limit of tokens', async () => {
    const narrow = await service.addSite({ maxTools: 3 });
    const first = await enrol(service, narrow, 'limit');
    const second = await enrol(service, narrow, 'limit');
    // Ten codes for tokens that are gone already count like activations, and do not void each other.
    const tokens: RawToken[] = [];
    for (let count = 0; count < 10; count++) {
      const gone = await enrol(service, narrow, 'limit');
      await gone.run('token.revoke');
      const code = await service.issueCode(narrow, 'limit', { kind: 'restore', tid: gone.tid });
      const token = await RawToken.make(gone.door);
      assert.equal((await token.begin(code))['ok'], true);
      tokens.push(token);
    }
    const answers = await Promise.all(tokens.map((token) => token.run('activate', rightPin)));
    assert.equal(answers.filter(({ ok }) => ok).length, 1);
    assert.equal(answers.filter(({ err }) => err === 'MAX_NB_TOOLS').length, 9);
    const { uid } = await tokenRow(service, first.tid);
    const active = await service.store.read
      .selectFrom('token')
      .select('tid')
      .where('uid', '=', uid)
      .where('status', '=', 'ACTIVE')
      .execute();
    assert.equal(active.length, 3);
    assert.ok(active.some(({ tid }) => tid === second.tid));
  });

  it('of two browsers with one code have one winner', async () => {
    const code = await service.issueCode(site, 'one code');
    const tokens = [
      await RawToken.make(doorOf(service, site)),
      await RawToken.make(doorOf(service, site)),
    ];
    const begun = await Promise.all(tokens.map((token) => token.begin(code)));
    assert.deepEqual(
      begun.map(({ ok }) => ok),
      [true, true],
    );
    const answers = await Promise.all(tokens.map((token) => token.run('activate', newPin)));
    assert.deepEqual(answers.map(({ ok, err }) => err ?? ok).sort(), [
      'CODE_ENTRY_DOES_NOT_EXIST',
      true,
    ]);
  });

  it('by one message sent twenty times make one provisional token', async () => {
    const code = await service.issueCode(site, 'twenty');
    const token = await RawToken.make(doorOf(service, site));
    const message = await activationOf(token, code);
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () =>
        openActivation(message, await token.door.post(activationPath, message.body)),
      ),
    );
    assert.ok(answers.every(({ ok, exp }) => ok && exp === answers[0]!['exp']));
    token.at = { ...token.at, key: message.firstKey };
    assert.equal((await token.run('activate', newPin))['ok'], true);
  });
});

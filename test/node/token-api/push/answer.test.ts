import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import type { TestService } from '../../../support/services/test-service.js';
import type { Json } from '../../support/tokens/token-answers.js';
import { assertRefused, type Door } from '../../support/tokens/token-door.js';
import { blockUser, enrol, rightPin, wrongPin } from '../../support/tokens/enrolled-token.js';
import * as push from '../../support/tokens/raw-push.js';
import type { RawToken } from '../../support/tokens/raw-token.js';
import { leavesNoTrace, userRow } from '../../support/services/database-rows.js';

const minute = 60_000;
const gone = { ok: false, err: 'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST' };

let service: TestService;
let site: TestSite;
let door: Door;

push.usePush((started) => ({ service, site, door } = started));

/** The part of an answer that says how it ended. */
function ending({ ok, err, left }: Json): Json {
  return { ok, ...(err !== undefined && { err }), ...(left !== undefined && { left }) };
}

async function assertCollects(asked: push.Asked, expected: string): Promise<void> {
  assertRefused(await push.collect(asked), expected);
}

describe('an answer to a request', () => {
  it('is refused when its argument is contradictory, incomplete or malformed', async () => {
    const token = await enrol(service, site, 'argument');
    const { pid } = await push.ask(door, 'argument');
    for (const arg of [
      {},
      { pid },
      { pid, yes: true },
      { pid, yes: true, number: '12345a' },
      { pid, yes: true, number: '123456', mute: true },
      { pid, yes: false, number: '123456' },
      { pid: 'x', yes: false },
      { pid, yes: 'true', number: '123456' },
    ]) {
      const operation = await token.operation('push.answer', rightPin, { core: { arg } });
      const reply = await leavesNoTrace(service, () => token.send(operation));
      assertRefused(reply, '400 REQUEST_MALFORMED');
    }
  });

  it('is refused for an unknown, foreign, own, answered or expired request', async () => {
    const [token, asker] = [
      await enrol(service, site, 'missing'),
      await enrol(service, site, 'missing'),
    ];
    await enrol(service, site, 'other');
    const foreign = await push.ask(door, 'other');
    const own = await push.ask(door, 'missing', asker);
    const answers = [
      await push.approve(token, 'A'.repeat(22), '123456'),
      await push.approve(token, foreign.pid, foreign.number),
      await push.refuse(token, foreign.pid, true),
      await push.approve(asker, own.pid, own.number),
      await push.refuse(asker, own.pid),
    ];
    assert.deepEqual(answers.map(ending), Array(5).fill(gone));
    await assertCollects({ ...foreign, cv: own.cv }, '404 PUSH_ALIAS_ENTRY_DOES_NOT_EXIST');
    assert.equal((await push.collect(own)).status, 202);

    assert.deepEqual(ending(await push.approve(token, own.pid, own.number)), { ok: true });
    assert.deepEqual(ending(await push.approve(token, own.pid, own.number)), gone);
    assert.deepEqual(ending(await push.refuse(token, own.pid, true)), gone);
    assert.equal((await userRow(service, 'missing')).push_muted_until, null);

    const late = await push.ask(door, 'missing', asker);
    service.clock.advance(2 * minute);
    assert.deepEqual(ending(await push.approve(token, late.pid, late.number)), gone);
    await assertCollects(late, '410 PUSH_EXPIRED');
  });

  it('needs the right number: the third wrong one denies the request', async () => {
    const token = await enrol(service, site, 'numbers');
    const asked = await push.ask(door, 'numbers');
    const wrong = push.otherThan(asked.number);
    for (const left of [2, 1, 0]) {
      assert.equal((await push.collect(asked)).status, 202);
      const answer = await push.approve(token, asked.pid, left === 1 ? '1' : wrong);
      assert.deepEqual(ending(answer), { ok: false, err: 'CODE_ENTRY_DOES_NOT_EXIST', left });
    }
    assert.deepEqual(ending(await push.approve(token, asked.pid, asked.number)), gone);
    await assertCollects(asked, '410 PUSH_DENIED');
    assert.equal((await userRow(service, 'numbers')).pin_fails, 0);
  });

  it('needs the PIN before the number is looked at, and only to approve', async () => {
    const token = await enrol(service, site, 'factor');
    const asked = await push.ask(door, 'factor');
    const refused = await push.approve(token, asked.pid, push.otherThan(asked.number), wrongPin);
    assert.deepEqual(ending(refused), { ok: false, err: 'PASSWORD_IS_WRONG', left: 4 });
    const arg = { pid: asked.pid, yes: true, number: asked.number };
    const without = await token.run('push.answer', undefined, { core: { arg } });
    assert.equal(without['err'], 'PASSWORD_IS_WRONG');
    assert.equal((await push.collect(asked)).status, 202);
    await blockUser(service, site, 'factor');
    const blocked = await push.approve(token, asked.pid, asked.number);
    assert.deepEqual(ending(blocked), { ok: false, err: 'USER_IS_BLOCKED' });
    assert.deepEqual(ending(await push.refuse(token, asked.pid)), { ok: true });
    await assertCollects(asked, '410 PUSH_DENIED');
  });

  it('is of no use from a token that is blocked', async () => {
    const token = await enrol(service, site, 'blocked');
    const asked = await push.ask(door, 'blocked');
    await service.admin.post(`/tokens/${token.tid}/block`);
    assert.deepEqual(await push.inbox(token), []);
    for (const answer of [
      await push.refuse(token, asked.pid),
      await push.approve(token, asked.pid, asked.number),
    ]) {
      assert.equal(answer['err'], 'TOKEN_IS_BLOCKED');
    }
    assert.equal((await push.collect(asked)).status, 202);
  });

  it('by two browsers at once counts once', async () => {
    const tokens = [await enrol(service, site, 'twice'), await enrol(service, site, 'twice')];
    const asked = await push.ask(door, 'twice');
    const answers = await Promise.all([
      push.approve(tokens[0]!, asked.pid, asked.number),
      push.approve(tokens[1]!, asked.pid, asked.number),
      push.refuse(await enrol(service, site, 'twice'), asked.pid),
    ]);
    assert.equal(answers.filter(({ ok }) => ok).length, 1);
    assert.deepEqual(answers.filter(({ ok }) => !ok).map(ending), [gone, gone]);
  });

  it('that says "not me" denies all pending requests and mutes for an hour', async () => {
    const token = await enrol(service, site, 'mute');
    const one = await push.ask(door, 'mute');
    service.clock.advance(1);
    const two = await push.ask(door, 'mute');
    assert.deepEqual(await push.inbox(token), [one.pid, two.pid]);
    assert.deepEqual(ending(await push.refuse(token, one.pid, true)), { ok: true });
    await assertCollects(one, '410 PUSH_DENIED');
    await assertCollects(two, '410 PUSH_DENIED');
    await push.ask(door, 'mute');
    assert.deepEqual(await push.inbox(token), []);
    service.clock.advance(60 * minute);
    const later = await push.ask(door, 'mute');
    assert.deepEqual(await push.inbox(token), [later.pid]);
    const audit = JSON.stringify((await service.dump())['audit']);
    assert.ok(audit.includes('push.muted'));
  });
});

describe('the inbox of a token', () => {
  it('shows what a person needs to decide, to every browser but the asking one', async () => {
    const [token, asker] = [
      await enrol(service, site, 'inbox'),
      await enrol(service, site, 'inbox'),
    ];
    await enrol(service, site, 'elsewhere');
    await push.ask(door, 'elsewhere');
    const at = service.clock.now();
    const { pid, number } = await push.ask(door, 'inbox', asker);
    service.clock.advance(1_000);
    const item = await leavesNoTrace(service, () => token.status());
    assert.deepEqual(item['push'], [
      { pid, at, site: 'localhost:8000', place: '', browser: 'Browser', ttl: 119_000 },
    ]);
    assert.ok(!JSON.stringify(item).includes(number));
    assert.deepEqual(await push.inbox(asker), []);
    service.clock.advance(119_000);
    assert.deepEqual(await push.inbox(token), []);
  });

  it('is left out where the service has no push', async () => {
    const other = await service.addSite();
    const token: RawToken = await enrol(service, other, 'without');
    assert.equal('push' in (await token.status()), false);
  });
});

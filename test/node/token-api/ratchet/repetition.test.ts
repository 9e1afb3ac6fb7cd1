import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { assertRefused } from '../../support/tokens/token-door.js';
import { enrol, rightPin, wrongPin } from '../../support/tokens/enrolled-token.js';
import { RawToken } from '../../support/tokens/raw-token.js';
import { leavesNoTrace, tokenRow, userRow } from '../../support/services/database-rows.js';

const minute = 60_000;

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  site = await service.addSite();
});

after(() => service.close());

async function otpsOf({ tid }: RawToken): Promise<number> {
  const { uid } = await tokenRow(service, tid);
  const { read } = service.store;
  return (await read.selectFrom('otp').select('id').where('uid', '=', uid).execute()).length;
}

describe('the same operation sent again', () => {
  it('gets the same answer byte for byte and is not executed again', async () => {
    const token = await enrol(service, site, 'again');
    const operation = await token.operation('otp', rightPin);
    const first = await token.send(operation);
    const second = await leavesNoTrace(service, () => token.send(operation));

    assert.equal(second.text, first.text);
    assert.equal((await token.open(operation, second))['ok'], true);
    assert.equal(await otpsOf(token), 1);
  });

  it('counts a wrong PIN once', async () => {
    const token = await enrol(service, site, 'wrong once');
    const operation = await token.operation('otp', wrongPin);
    await token.send(operation);
    await token.send(operation);
    const answer = await token.open(operation, await token.send(operation));

    assert.deepEqual([answer['err'], answer['left']], ['PASSWORD_IS_WRONG', 4]);
    assert.equal((await userRow(service, 'wrong once')).pin_fails, 1);
  });

  it('is stale, and nothing else, once the token has moved on', async () => {
    const token = await enrol(service, site, 'moved on');
    const operation = await token.operation('otp', rightPin);
    await token.open(operation, await token.send(operation));
    token.follow(operation);
    await token.run('otp', rightPin);

    const late = await leavesNoTrace(service, () => token.send(operation));
    assertRefused(late, '409 DUPLICATE_STALE');
    assert.equal((await token.run('otp', rightPin))['ok'], true);
  });

  it('is refused for its challenge after five minutes, whatever became of it', async () => {
    const token = await enrol(service, site, 'five minutes');
    const operation = await token.operation('otp', rightPin);
    await token.send(operation);
    service.clock.advance(5 * minute + 1);
    assertRefused(await token.send(operation), '409 CHALLENGE_STALE');
  });
});

describe('a sync', () => {
  it('says that an operation will never be executed, and keeps the promise', async () => {
    const token = await enrol(service, site, 'tombstone');
    const operation = await token.operation('otp', rightPin);
    const answer = await token.resolve(operation);
    assert.deepEqual([answer['outcome'], answer['n']], ['not_applied', 1]);
    assert.equal('ok' in answer, false);

    const late = await leavesNoTrace(service, () => token.send(operation));
    assertRefused(late, '409 SUPERSEDED');
    assert.equal(await otpsOf(token), 0);
    assert.equal((await token.run('otp', rightPin))['ok'], true);
  });

  it('says so again when it is asked again', async () => {
    const token = await enrol(service, site, 'asked twice');
    const operation = await token.operation('otp', rightPin);
    await token.resolve(operation);
    const answer = await leavesNoTrace(service, () => token.resolve(operation));
    assert.equal(answer['outcome'], 'not_applied');
  });

  it('leaves a buried operation merely stale after the token has moved on', async () => {
    const token = await enrol(service, site, 'buried');
    const operation = await token.operation('otp', rightPin);
    await token.resolve(operation);
    await token.run('otp', rightPin);
    assertRefused(await token.send(operation), '409 DUPLICATE_STALE');
    assert.equal((await tokenRow(service, token.tid)).status, 'ACTIVE');
  });

  it('says that an operation was applied and brings its answer', async () => {
    const token = await enrol(service, site, 'applied');
    const operation = await token.operation('otp', rightPin);
    const { text } = await token.send(operation);
    const answer = await leavesNoTrace(service, () => token.resolve(operation));

    assert.deepEqual(
      [answer['outcome'], answer['n'], answer['ok'], answer['err']],
      ['applied', 2, true, undefined],
    );
    assert.equal(answer['res'], text);
    const out = (await token.openText(operation, String(answer['res'])))['out'] as { otp: string };
    assert.match(out.otp, /^\d{8}$/);
  });

  it('takes no step: the operation after it is at the position it would have been at', async () => {
    const token = await enrol(service, site, 'no step');
    const operation = await token.operation('otp', rightPin);
    await token.send(operation);
    await token.resolve(operation);
    token.follow(operation);
    assert.equal((await token.run('otp', rightPin))['n'], 3);
  });
});

describe('ten minutes after an operation', () => {
  it('a sync still says that it failed, and why, without its answer', async () => {
    const token = await enrol(service, site, 'failed');
    const operation = await token.operation('otp', wrongPin);
    await token.send(operation);
    service.clock.advance(10 * minute);
    const answer = await token.resolve(operation);
    assert.deepEqual(
      [answer['outcome'], answer['ok'], answer['err'], answer['left'], answer['res']],
      ['applied', false, 'PASSWORD_IS_WRONG', 4, undefined],
    );
  });

  it('a sync still says that a restore succeeded', async () => {
    const lost = await enrol(service, site, 'restored');
    const fresh = await RawToken.make(lost.door);
    await fresh.begin(await service.issueCode(site, 'restored', { kind: 'restore' }));
    const operation = await fresh.operation('activate', rightPin);
    await fresh.send(operation);
    service.clock.advance(10 * minute);
    const answer = await fresh.resolve(operation);
    assert.deepEqual(
      [answer['outcome'], answer['ok'], answer['fx'], answer['res']],
      ['applied', true, { restored: true }, undefined],
    );
  });

  it('a sync still says that a token was revoked', async () => {
    const token = await enrol(service, site, 'revoked');
    const operation = await token.operation('token.revoke');
    await token.send(operation);
    service.clock.advance(10 * minute);
    const answer = await token.resolve(operation);
    assert.deepEqual(
      [answer['outcome'], answer['ok'], answer['fx'], answer['res']],
      ['applied', true, { revoked: true }, undefined],
    );
  });
});

describe('the next operation', () => {
  it('erases the answer of the one before, and keeps what came of it', async () => {
    const token = await enrol(service, site, 'erased');
    await token.run('otp', wrongPin);
    await token.run('otp', rightPin);
    const entries = await service.store.read
      .selectFrom('op_log')
      .select(['n', 'response', 'result'])
      .where('tid', '=', token.tid)
      .orderBy('n')
      .execute();
    assert.deepEqual(
      entries.map(({ n, response }) => [n, response === null]),
      [
        [0, true],
        [1, true],
        [2, false],
      ],
    );
    assert.match(entries[1]!.result, /PASSWORD_IS_WRONG/);
  });
});

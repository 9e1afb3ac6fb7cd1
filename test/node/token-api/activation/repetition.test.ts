import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { activationPath } from '../../../../src/protocol/activation.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { entriesPerCode } from '../../../../src/service/domain/limits/stored-limits.js';
import { maxHolders } from '../../../../src/service/domain/tokens/activation.js';
import { TestService } from '../../../support/services/test-service.js';
import type { Json } from '../../support/tokens/token-answers.js';
import type { Door } from '../../support/tokens/token-door.js';
import { complete, doorOf, newPin, wrongPin } from '../../support/tokens/enrolled-token.js';
import {
  activationOf,
  openActivation,
  type ActivationMessage,
} from '../../support/tokens/raw-activation.js';
import { RawToken } from '../../support/tokens/raw-token.js';
import { leavesNoTrace, tokenRow } from '../../support/services/database-rows.js';
import { assertStated } from '../../support/tokens/refusal-statement.js';

const minute = 60_000;

let service: TestService;
let site: TestSite;
let door: Door;

before(async () => {
  service = await TestService.start();
  site = await service.addSite();
  door = doorOf(service, site);
});

// Unknown codes are limited to ten a minute.
beforeEach(() => service.clock.advance(minute));

after(() => service.close());

async function send(message: ActivationMessage): Promise<Json> {
  return openActivation(message, await door.post(activationPath, message.body));
}

/** Checks that sending a message is refused like an unknown code, and changes nothing. */
async function assertUnknown(message: ActivationMessage): Promise<void> {
  const answer = await leavesNoTrace(service, () => send(message));
  assert.deepEqual([answer['ok'], answer['err']], [false, 'CODE_ENTRY_DOES_NOT_EXIST']);
}

/** A token and the message by which it has begun. */
async function begun(login: string): Promise<{ token: RawToken; first: ActivationMessage }> {
  const token = await RawToken.make(door);
  const first = await activationOf(token, await service.issueCode(site, login));
  assert.equal((await send(first))['ok'], true);
  token.at = { ...token.at, key: first.firstKey };
  return { token, first };
}

describe('the message that begins an activation', () => {
  it('gets the same answer when it is repeated, and the token lives no longer for that', async () => {
    const { token, first } = await begun('again');
    const { expires } = await tokenRow(service, token.tid);
    service.clock.advance(minute);
    const answer = await leavesNoTrace(service, () => send(first));
    assert.deepEqual([answer['ok'], answer['tid'], answer['exp']], [true, token.tid, expires]);
    assert.equal((await token.run('activate', newPin))['ok'], true);
  });

  it('replaces no key when another message arrives for the same static key, in either order', async () => {
    const token = await RawToken.make(door);
    const code = await service.issueCode(site, 'two messages');
    const first = await activationOf(token, code);
    const second = await activationOf(token, code);
    assert.equal((await send(second))['ok'], true);
    await assertUnknown(first);
    assert.equal((await send(second))['ok'], true);
    token.at = { ...token.at, key: second.firstKey };
    assert.equal((await token.run('activate', newPin))['ok'], true);
  });

  it('changes nothing once the activation is complete', async () => {
    const { token, first } = await begun('complete');
    await token.run('activate', newPin);
    await assertUnknown(first);
    const other = await activationOf(token, await service.issueCode(site, 'complete'));
    await assertUnknown(other);
    assert.equal((await tokenRow(service, token.tid)).status, 'ACTIVE');
  });

  it('gets the same answer when it is repeated after the code has expired', async () => {
    const token = await RawToken.make(door);
    const message = await activationOf(token, await service.issueCode(site, 'brief', { life: 60 }));
    assert.equal((await send(message))['ok'], true);
    service.clock.advance(2 * minute);
    assert.equal((await send(message))['ok'], true);
  });

  it('revives no provisional token that a copy has ended', async () => {
    const { token, first } = await begun('ended');
    await token.send(await token.operation('activate', newPin, { macKey: new Uint8Array(32) }));
    await assertUnknown(first);
    const operation = await token.operation('activate', newPin);
    await assertStated(token, operation, await token.send(operation), 'gone');
  });

  it('leaves no more of one code, however often a copy ends what has begun with it', async () => {
    const code = await service.issueCode(site, 'often');
    const before = await service.dump();
    for (let round = 0; round < 2 * entriesPerCode; round++) {
      const token = await RawToken.make(door);
      await token.begin(code);
      const operation = await token.operation('activate', newPin, { macKey: new Uint8Array(32) });
      await assertStated(token, operation, await token.send(operation), 'fork');
    }
    const after = await service.dump();
    const added = (table: string) => after[table]!.length - before[table]!.length;
    assert.deepEqual([added('token'), added('audit')], [maxHolders, entriesPerCode]);
    const last = await RawToken.make(door);
    assert.equal((await complete(last, await last.begin(code)))['ok'], true);
  });

  it('changes nothing after the time of the provisional token is over', async () => {
    const { token } = await begun('over');
    service.clock.advance(15 * minute);
    await assertUnknown(await activationOf(token, await service.issueCode(site, 'over')));
  });
});

describe('a provisional token', () => {
  it('outlives its code, but not its own fifteen minutes', async () => {
    const token = await RawToken.make(door);
    const code = await service.issueCode(site, 'short', { life: 60 });
    const answer = await token.begin(code);
    service.clock.advance(14 * minute);
    assert.equal((await complete(token, answer))['ok'], true);

    const late = await begun('late');
    service.clock.advance(15 * minute);
    const operation = await late.token.operation('activate', newPin);
    for (const message of [operation, await late.token.sync(operation)]) {
      const reply = await leavesNoTrace(service, () => late.token.send(message));
      await assertStated(late.token, message, reply, 'gone');
    }
  });

  it('does not live longer after wrong PINs', async () => {
    await complete(...(await enrolledBefore('prolonged')));
    const token = await RawToken.make(door);
    await token.begin(await service.issueCode(site, 'prolonged'));
    const { expires } = await tokenRow(service, token.tid);
    service.clock.advance(14 * minute);
    assert.equal((await token.run('activate', wrongPin))['err'], 'PASSWORD_IS_WRONG');
    assert.equal((await tokenRow(service, token.tid)).expires, expires);
  });
});

async function enrolledBefore(login: string): Promise<[RawToken, Json]> {
  const token = await RawToken.make(door);
  return [token, await token.begin(await service.issueCode(site, login))];
}

describe('browsers that began an activation with the same code', () => {
  it('are at most five; a sixth replaces the oldest', async () => {
    const code = await service.issueCode(site, 'holders');
    const holders: RawToken[] = [];
    for (let count = 0; count < 6; count++) {
      const token = await RawToken.make(door);
      assert.equal((await token.begin(code))['ok'], true);
      holders.push(token);
      service.clock.advance(1_000);
    }
    const [oldest, second] = holders;
    const out = await oldest!.operation('activate', newPin);
    await assertStated(oldest!, out, await oldest!.send(out), 'gone');
    assert.equal((await second!.run('activate', newPin))['ok'], true);
  });

  it('find the code used up when another browser completed first', async () => {
    const code = await service.issueCode(site, 'race');
    const [slow, quick] = [await RawToken.make(door), await RawToken.make(door)];
    await slow.begin(code);
    await quick.begin(code);
    assert.equal((await quick.run('activate', newPin))['ok'], true);
    const answer = await slow.run('activate', newPin);
    assert.deepEqual([answer['ok'], answer['err']], [false, 'CODE_ENTRY_DOES_NOT_EXIST']);
    assert.equal((await tokenRow(service, slow.tid)).status, 'PROVISIONAL');
  });
});

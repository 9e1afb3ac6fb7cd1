import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import type { Json } from '../../support/tokens/token-answers.js';
import { assertRefused } from '../../support/tokens/token-door.js';
import { doorOf, enrol, newPin, rightPin, wrongPin } from '../../support/tokens/enrolled-token.js';
import { RestartableService } from '../../support/services/restartable-service.js';
import { RawToken, type Operation } from '../../support/tokens/raw-token.js';
import { assertStated } from '../../support/tokens/refusal-statement.js';

const service = new RestartableService();
let site: TestSite;

before(async () => {
  await service.start();
  site = await service.addSite();
});

after(() => service.close());

/** Sends an operation that the service does not survive; returns the token as it meets the next process. */
async function crashedBy(
  moment: Parameters<RestartableService['crash']>[0],
  token: RawToken,
  operation: Operation,
): Promise<RawToken> {
  await service.crash(moment, () => token.send(operation));
  return token.clone(doorOf(service, site));
}

function otpIn(answer: Json): string {
  return (answer['out'] as { otp: string }).otp;
}

describe('a service that dies before the commit of an operation', () => {
  it('has not counted the wrong PIN, and promises not to', async () => {
    const token = await enrol(service, site, 'wrong, lost');
    const operation = await token.operation('otp', wrongPin);
    const again = await crashedBy('before the commit', token, operation);
    assert.equal((await again.status())['left'], 5);
    assert.equal((await again.resolve(operation))['outcome'], 'not_applied');
    assertRefused(await again.send(operation), '409 SUPERSEDED');
    assert.equal((await again.status())['left'], 5);
    assert.equal((await again.run('otp', rightPin))['ok'], true);
  });

  it('executes the operation once when it is sent again instead', async () => {
    const token = await enrol(service, site, 'sent again');
    const operation = await token.operation('otp', wrongPin);
    const again = await crashedBy('before the commit', token, operation);
    const answer = await again.open(operation, await again.send(operation));
    assert.deepEqual([answer['err'], answer['left']], ['PASSWORD_IS_WRONG', 4]);
    again.follow(operation);
    assert.equal((await again.status())['left'], 4);
  });

  it('has not used the code of an activation, nor defined its PIN', async () => {
    const token = await RawToken.make(doorOf(service, site));
    const code = await service.issueCode(site, 'activation, lost');
    await token.begin(code);
    const operation = await token.operation('activate', newPin);
    const again = await crashedBy('before the commit', token, operation);
    assert.equal((await again.resolve(operation))['outcome'], 'not_applied');
    const other = await RawToken.make(doorOf(service, site));
    assert.equal((await other.begin(code))['pin'], 'define');
    assert.equal((await again.run('activate', newPin))['ok'], true);
  });

  it('has not forgotten a copy for good: the next message of it is evidence again', async () => {
    const token = await enrol(service, site, 'copy, lost');
    const copy = token.clone();
    await token.run('otp', rightPin);
    const operation = await copy.operation('otp', rightPin);
    const again = await crashedBy('before the commit', copy, operation);
    assert.equal((await token.clone(doorOf(service, site)).status())['st'], 'active');
    await assertStated(again, operation, await again.send(operation), 'fork');
  });
});

describe('a service that dies between the commit of an operation and its answer', () => {
  it('has counted the wrong PIN once, and says so', async () => {
    const token = await enrol(service, site, 'wrong, kept');
    const operation = await token.operation('otp', wrongPin);
    const again = await crashedBy('after the commit', token, operation);
    const answer = await again.resolve(operation);
    assert.deepEqual(
      [answer['outcome'], answer['ok'], answer['err'], answer['left']],
      ['applied', false, 'PASSWORD_IS_WRONG', 4],
    );
    const { text } = await again.send(operation);
    assert.equal(text, answer['res']);
    again.follow(operation);
    assert.equal((await again.status())['left'], 4);
    assert.equal((await again.run('otp', rightPin))['ok'], true);
  });

  it('hands out the one OTP that it has issued', async () => {
    const token = await enrol(service, site, 'otp, kept');
    const operation = await token.operation('otp', rightPin);
    const again = await crashedBy('after the commit', token, operation);
    const { res } = await again.resolve(operation);
    const otp = otpIn(await again.openText(operation, String(res)));
    assert.equal(otpIn(await again.open(operation, await again.send(operation))), otp);
    assert.equal(await service.verifyOtp(site, 'otp, kept', otp), true);
    assert.equal(await service.verifyOtp(site, 'otp, kept', otp), false);
  });

  it('has completed the activation, and used the code up', async () => {
    const token = await RawToken.make(doorOf(service, site));
    const code = await service.issueCode(site, 'activation, kept');
    await token.begin(code);
    const operation = await token.operation('activate', newPin);
    const again = await crashedBy('after the commit', token, operation);
    const answer = await again.resolve(operation);
    assert.deepEqual([answer['outcome'], answer['ok']], ['applied', true]);
    const other = await RawToken.make(doorOf(service, site));
    assert.equal((await other.begin(code))['err'], 'CODE_ENTRY_DOES_NOT_EXIST');
    again.follow(operation);
    assert.equal((await again.run('otp', rightPin))['ok'], true);
  });

  it('keeps its promise not to execute an operation', async () => {
    const token = await enrol(service, site, 'promise, kept');
    const operation = await token.operation('otp', rightPin);
    const sync = await token.sync(operation);
    await service.crash('after the commit', () => token.send(sync));
    const again = token.clone(doorOf(service, site));
    assertRefused(await again.send(operation), '409 SUPERSEDED');
    assert.equal((await again.resolve(operation))['outcome'], 'not_applied');
  });

  it('has not used an OTP up twice when its verification is repeated', async () => {
    const token = await enrol(service, site, 'verified, lost');
    const otp = otpIn(await token.run('otp', rightPin));
    await service.crash('after the commit', () => service.verifyOtp(site, 'verified, lost', otp));
    assert.equal(await service.verifyOtp(site, 'verified, lost', otp), false);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loseReplies } from './support/lost-replies.js';
import { useStage } from './support/stage.js';

/** Replies that the browser never received. Concurrent, since the client mostly waits. */
describe('a lost reply in the demo', { concurrency: true }, () => {
  const stage = useStage();

  const statuses = async (login: string) =>
    (await stage.demo.tokens(login)).map(({ status }) => status);

  it('to the code leaves the code valid for another press of the button', async () => {
    const visitor = await stage.visitor();
    await visitor.takeCode('lost.code');
    const lost = await loseReplies(visitor.page, stage.demo.serviceUrl, 'activation');
    await visitor.submitCode();
    await visitor.problem(visitor.activation, /cannot be reached/).waitFor();
    assert.equal(await lost.end(), 3);
    assert.deepEqual(await statuses('lost.code'), []);

    await visitor.submitCode();
    await visitor.choosePin();
    await visitor.activated('lost.code');
    assert.deepEqual(await statuses('lost.code'), ['ACTIVE']);
    const otp = await visitor.getOtp();
    assert.equal((await stage.demo.signIn('lost.code', otp)).status, 303);
  });

  it('to the new PIN is recovered at once', async () => {
    const visitor = await stage.visitor();
    await visitor.takeCode('lost.pin');
    await visitor.submitCode();
    const lost = await loseReplies(visitor.page, stage.demo.serviceUrl, 'op');
    await visitor.choosePin();
    await visitor.activated('lost.pin');
    assert.equal(await lost.end(), 3);

    assert.deepEqual(await statuses('lost.pin'), ['ACTIVE']);
    assert.equal(await stage.demo.audited('token.activated', 'lost.pin'), 1);
    const otp = await visitor.getOtp();
    assert.equal((await stage.demo.signIn('lost.pin', otp)).status, 303);
  });

  it('to the new PIN, and to every sync after it, is recovered at the next visit', async () => {
    const visitor = await stage.visitor();
    const code = await visitor.takeCode('lost.all');
    await visitor.submitCode();
    const lost = await loseReplies(visitor.page, stage.demo.serviceUrl, 'op', 'sync');
    await visitor.choosePin();
    await visitor.problem(visitor.activation, /connection was lost/).waitFor();
    await lost.end();
    assert.deepEqual(await statuses('lost.all'), ['ACTIVE']);

    await visitor.page.reload();
    await visitor.chosen('lost.all');
    const otp = await visitor.getOtp();
    assert.equal((await stage.demo.signIn('lost.all', otp)).status, 303);

    const stranger = await stage.visitor();
    await stranger.submitCode(code);
    await stranger.problem(stranger.activation, /unknown, used or expired/).waitFor();
    assert.deepEqual(await statuses('lost.all'), ['ACTIVE']);
  });

  it('to the new PIN, and to every sync after it, is recovered by another press of the button', async () => {
    const visitor = await stage.visitor();
    await visitor.takeCode('lost.again');
    await visitor.submitCode();
    const lost = await loseReplies(visitor.page, stage.demo.serviceUrl, 'op', 'sync');
    await visitor.choosePin();
    await visitor.problem(visitor.activation, /connection was lost/).waitFor();
    await lost.end();

    await visitor.submitCode();
    await visitor.activated('lost.again');
    assert.deepEqual(await statuses('lost.again'), ['ACTIVE']);
    const otp = await visitor.getOtp();
    assert.equal((await stage.demo.signIn('lost.again', otp)).status, 303);
  });

  it('with the one-time password does not lose the password', async () => {
    const visitor = await stage.visitor();
    await visitor.setUp('lost.otp');
    const lost = await loseReplies(visitor.page, stage.demo.serviceUrl, 'op');
    const otp = await visitor.getOtp();
    assert.equal(await lost.end(), 3);

    assert.equal((await stage.demo.signIn('lost.otp', otp)).status, 303);
    assert.notEqual(await visitor.getOtp(), otp);
    assert.deepEqual(await statuses('lost.otp'), ['ACTIVE']);
    assert.equal(await stage.demo.audited('token.desync'), 0);
  });
});

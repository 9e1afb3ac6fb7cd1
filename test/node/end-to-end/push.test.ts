import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Device } from './support/device.js';
import { login } from './support/page-server.js';
import { Stage } from './support/stage.js';

const pin = '739164820';
const gone = 'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST';

describe('a request for a push', { timeout: 240_000 }, () => {
  let stage: Stage;
  let laptop: Device;
  let phone: Device;
  let stranger: Device;
  before(async () => {
    stage = await Stage.open({ push: true });
    laptop = await stage.device('laptop');
    phone = await stage.device('phone');
    stranger = await stage.device('stranger');
    for (const device of [laptop, phone]) {
      const { code } = await device.call('activate', await stage.code('activation'), { pin });
      assert.equal(code, 'OK');
    }
  });
  after(() => stage.close());

  /** Has the stranger's page ask; resolves with the number that it shows. */
  const ask = async (): Promise<string> => {
    await stranger.part('neon-push-otp', 'button').click();
    return stranger.text('neon-push-otp', 'number');
  };

  const requestAt = async (device: Device): Promise<string> => {
    const { value } = await device.call('pushRequests');
    return (value as { pid: string }[]).at(-1)!.pid;
  };

  const answer = async (device: Device, pid: string, number: string): Promise<string> =>
    (await device.call('answerPush', pid, { approve: true, number, pin })).code;

  it('ends with its page: a reloaded page makes a new request, and only that is answered', async () => {
    const before = await ask();
    const first = await requestAt(laptop);
    await stranger.reopen();
    assert.equal(
      await stranger.part('neon-push-otp', 'number').filter({ hasText: /\d/ }).count(),
      0,
    );

    const got = stranger.next('neon-otp-generated');
    const now = await ask();
    const second = await requestAt(laptop);
    assert.notEqual(second, first);
    assert.equal(await answer(laptop, first, before), 'OK');
    assert.equal(await stranger.read('neon-push-otp'), '');
    assert.equal(await answer(laptop, second, now), 'OK');
    await got;
    const otp = await stranger.read('neon-push-otp');
    assert.equal((await stage.verifier.verifyOtp(login, otp))?.login, login);
  });

  it('is answered once when two browsers do so at the same time', async () => {
    await stranger.reopen();
    const got = stranger.next('neon-otp-generated');
    const number = await ask();
    const pid = await requestAt(laptop);
    const answers = [laptop, phone].map((device) => answer(device, pid, number));
    assert.deepEqual((await Promise.all(answers)).sort(), ['OK', gone]);
    await got;
    assert.equal(await answer(phone, pid, number), gone);
  });

  it('shows a number for an unknown login, and waits as for any other', async () => {
    await stranger.reopen();
    await stranger.set('neon-push-otp', 'login', 'nobody');
    assert.match(await ask(), /^\d{6}$/);
    assert.equal(await stranger.part('neon-push-otp', 'timer').isVisible(), true);
    assert.deepEqual((await laptop.call('pushRequests')).value, []);
  });
});

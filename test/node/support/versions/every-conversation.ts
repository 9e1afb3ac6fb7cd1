/**
 * Everything that a client says to a service, and that relying parties do with the results, as tests that run for any
 * pairing of versions.
 * @module
 */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { NeonError } from '../../../../src/index.js';
import { newPin, pin, wrongPin } from '../../../support/clients/pins.js';
import { ScriptedPrompter } from '../../../support/clients/scripted-prompter.js';
import { order, VersionBench } from './version-bench.js';

const bioKey = 'a value that nobody guesses';

/** Settings of the service that all conversations are possible with. */
export const everything = { seal: true, bio: 'allowed', push: true, maxTools: 5 };

/** Checks that a call is refused with a code; resolves with the error. */
async function refused(call: Promise<unknown>, code: string): Promise<NeonError> {
  const error = await call.then(
    () => assert.fail(`fulfilled instead of ${code}`),
    // Each version has an error class of its own.
    (reason: unknown) => reason as NeonError,
  );
  assert.equal(error.code, code, String(error.stack));
  return error;
}

/** Registers the tests in the current suite. */
export function everyConversation(open: () => Promise<VersionBench>): void {
  let bench: VersionBench;
  before(async () => {
    bench = await open();
  });
  after(() => bench?.close());

  it('refuses a wrong code and a wrong PIN, and accepts a one-time password once', async () => {
    const browser = bench.browser();
    await refused(browser.activate('3AHR-Z6DM-V29G-QY5H', { pin }), 'CODE_ENTRY_DOES_NOT_EXIST');
    await browser.activate(await bench.code('otp'), { pin, tokenName: 'Laptop' });
    const { left } = await refused(
      browser.getOnlineOtp('otp', { pin: wrongPin }),
      'PASSWORD_IS_WRONG',
    );
    assert.equal(left, 4);
    assert.equal((await browser.accounts())[0]!.tokenName, 'Laptop');
    const { value } = await browser.getOnlineOtp('otp', { pin });
    assert.deepEqual(await bench.spend('otp', value), ['swk', 'pin', 'mfa']);
  });

  it('obtains an access token that every verifier and the service accept', async () => {
    const browser = await bench.enrolled('jwt');
    await refused(browser.getAccessToken('jwt', { pin, scope: 'all' }), 'REQUEST_MALFORMED');
    const { accessToken } = await browser.getAccessToken('jwt', { pin });
    await bench.checkAccessToken('jwt', accessToken);
  });

  it('makes a seal that every verifier accepts, online and offline', async () => {
    const browser = await bench.enrolled('seal');
    await bench.checkSeal('seal', await browser.sealData('seal', order, { pin }));
  });

  it('enrols another browser by a code of the first, lists both, and ends one', async () => {
    const first = await bench.enrolled('devices');
    const { code } = await first.getActivationCode('devices', { pin });
    const second = bench.browser();
    await second.activate(code, { pin });
    const names = await second.devices('devices');
    assert.deepEqual(
      names.map(({ isThis, state }) => [isThis, state]),
      [
        [false, 'active'],
        [true, 'active'],
      ],
    );
    await second.revokeDevice('devices', names[0]!.tid, { pin });
    await refused(first.getOnlineOtp('devices', { pin }), 'NO_DEVICE_FOUND');
    assert.deepEqual(await second.initOnline(), ['devices']);
    await second.forget('devices');
    assert.deepEqual(await second.initOnline(), []);
  });

  it('replaces a lost browser by a restore code', async () => {
    const lost = await bench.enrolled('restore');
    const browser = bench.browser();
    await browser.activate(await bench.code('restore', { kind: 'restore' }), { pin });
    assert.deepEqual(await lost.initOnline(), []);
    assert.equal((await lost.accounts())[0]!.state, 'lost');
    assert.equal((await browser.devices('restore')).length, 1);
  });

  it('registers a BioKey, uses it, and revokes it', async () => {
    const browser = await bench.enrolled('bio');
    const prompter = new ScriptedPrompter({ type: 'bio', value: bioKey });
    await refused(browser.getOnlineOtp('bio', { prompter }), 'BIO_KEY_NOT_ALLOWED');
    await browser.setBioKey('bio', bioKey, { pin });
    await refused(browser.setBioKey('bio', bioKey, { pin }), 'BIO_KEY_ALREADY_EXIST');
    const { value } = await browser.getOnlineOtp('bio', { prompter });
    assert.deepEqual(await bench.spend('bio', value), ['swk', 'mfa']);
    await browser.revokeBioKey('bio', { pin });
    await refused(browser.getOnlineOtp('bio', { prompter }), 'BIO_KEY_NOT_ALLOWED');
  });

  it('changes the PIN, and resets a forgotten one', async () => {
    const browser = await bench.enrolled('pin');
    const old = { oldPin: wrongPin, newPin };
    await refused(browser.changePin('pin', old), 'PASSWORD_IS_WRONG');
    await browser.changePin('pin', { oldPin: pin, newPin });
    await bench.spend('pin', (await browser.getOnlineOtp('pin', { pin: newPin })).value);
    const refusal = browser.resetPin('pin', { resetCode: '0000000000', newPin: pin });
    await refused(refusal, 'CODE_ENTRY_DOES_NOT_EXIST');
    const resetCode = await bench.code('pin', { kind: 'reset' });
    await browser.resetPin('pin', { resetCode, newPin: pin });
    await bench.spend('pin', (await browser.getOnlineOtp('pin', { pin })).value);
  });

  it('blocks a person after wrong PINs, and unlocks the person and a browser', async () => {
    const browser = await bench.enrolled('lock');
    for (let tries = 0; tries < 5; tries++) {
      await refused(browser.getOnlineOtp('lock', { pin: wrongPin }), 'PASSWORD_IS_WRONG');
    }
    await assert.rejects(browser.getOnlineOtp('lock', { pin }));
    const unlockCode = await bench.code('lock', { kind: 'unlock' });
    await browser.unlockToken('lock', { unlockCode, pin });
    const { tid } = (await browser.devices('lock'))[0]!;
    await bench.service.admin.done(`/tokens/${tid}/block`, { method: 'POST' });
    await refused(browser.getOnlineOtp('lock', { pin }), 'TOKEN_IS_BLOCKED');
    const another = await bench.code('lock', { kind: 'unlock', tid });
    await browser.unlockToken('lock', { unlockCode: another, pin });
    await bench.spend('lock', (await browser.getOnlineOtp('lock', { pin })).value);
  });

  it('approves, denies and gives up the request of a page', async () => {
    const approver = await bench.enrolled('push');
    const ask = async (signal?: AbortSignal) => {
      let shown!: (number: string) => void;
      const number = new Promise<string>((resolve) => (shown = resolve));
      const otp = bench.browser().getRemoteOtpByPush('push', { onNumber: shown, signal });
      // Observed from the start: it may end before the test awaits it.
      otp.catch(() => undefined);
      return { otp, number: await number, pid: (await approver.pushRequests())[0]!.pid };
    };
    const first = await ask();
    const wrong = { approve: true, number: first.number === '111111' ? '222222' : '111111', pin };
    await refused(approver.answerPush(first.pid, wrong), 'CODE_ENTRY_DOES_NOT_EXIST');
    await approver.answerPush(first.pid, { approve: true, number: first.number, pin });
    assert.deepEqual(await bench.spend('push', (await first.otp).value), [
      'swk',
      'pin',
      'mfa',
      'mca',
    ]);
    const second = await ask();
    await approver.answerPush(second.pid, { approve: false });
    await refused(second.otp, 'PUSH_DENIED');
    const stop = new AbortController();
    const third = await ask(stop.signal);
    stop.abort(new Error('given up'));
    await assert.rejects(third.otp, /given up/);
    assert.deepEqual(await approver.pushRequests(), []);
  });

  it('learns the outcome of an operation whose answer was lost', async () => {
    const browser = await bench.enrolled('sync');
    const { proxy } = bench.service;
    proxy.plan('/btt/v1/op', { status: 502, body: '' });
    const passed = proxy.messages.length;
    const { value } = await browser.getOnlineOtp('sync', { pin });
    const paths = proxy.messages.slice(passed).map(({ path }) => path);
    assert.deepEqual(paths, ['/btt/v1/op', '/btt/v1/sync']);
    await bench.spend('sync', value);
  });

  it('has an operation that never arrived not executed later, and repeats it', async () => {
    const browser = await bench.enrolled('abandoned');
    const { proxy } = bench.service;
    // The message itself and its two repetitions.
    proxy.plan('/btt/v1/op', 'lose-request', 3);
    const passed = proxy.messages.length;
    const { value } = await browser.getOnlineOtp('abandoned', { pin });
    const paths = proxy.messages.slice(passed).map(({ path }) => path.split('/').at(-1));
    assert.deepEqual(paths, ['op', 'op', 'op', 'sync', 'op']);
    await bench.spend('abandoned', value);
  });
}

/** Registers the tests of a service that has another factor than a PIN. */
export function otherFactors(open: (settings: object) => Promise<VersionBench>): void {
  it('enrols and signs in with a password', async (t) => {
    const bench = await open({ pin: 'password' });
    t.after(() => bench.close());
    const browser = bench.browser();
    const password = 'Zoë likes trains 42';
    await browser.activate(await bench.code('zoë'), { pin: password });
    const { value } = await browser.getOnlineOtp('zoë', { pin: password });
    assert.deepEqual(await bench.spend('zoë', value), ['swk', 'pwd', 'mfa']);
  });

  it('enrols and signs in without a PIN', async (t) => {
    const bench = await open({ pin: 'none' });
    t.after(() => bench.close());
    const browser = bench.browser();
    await browser.activate(await bench.code('ada'));
    assert.deepEqual(await bench.spend('ada', (await browser.getOnlineOtp('ada')).value), ['swk']);
  });
}

/**
 * What every operation makes of a signal that has ended and of arguments of the wrong type: nothing is sent.
 */
import { expect } from '@open-wc/testing';
import type { NeonClient } from '../../src/index.js';
import { Bench } from '../support/clients/bench.js';
import { pin, newPin } from '../support/clients/pins.js';

const code = '1234567897';

/** Calls that take options, without the value that they begin with. */
type Call = (client: NeonClient, first: never, options: { signal?: AbortSignal }) => unknown;

/** By method: what its call begins with, and the call. */
const calls: Readonly<Record<string, readonly [first: unknown, call: Call]>> = {
  activate: [
    '3AHR-Z6DM-V29G-QY5H',
    (client, code, options) => client.activate(code, { pin, ...options }),
  ],
  getOnlineOtp: ['ada', (client, login, options) => client.getOnlineOtp(login, options)],
  getAccessToken: ['ada', (client, login, options) => client.getAccessToken(login, options)],
  getActivationCode: ['ada', (client, login, options) => client.getActivationCode(login, options)],
  unlockToken: [
    'ada',
    (client, login, options) => client.unlockToken(login, { unlockCode: code, ...options }),
  ],
  changePin: [
    'ada',
    (client, login, options) => client.changePin(login, { oldPin: pin, newPin, ...options }),
  ],
  resetPin: [
    'ada',
    (client, login, options) => client.resetPin(login, { resetCode: code, newPin, ...options }),
  ],
  'sealData, the login': [
    'ada',
    (client, login, options) => client.sealData(login, 'text', options),
  ],
  'sealData, the data': ['text', (client, data, options) => client.sealData('ada', data, options)],
  getRemoteOtpByPush: [
    'ada',
    (client, login, options) => client.getRemoteOtpByPush(login, options),
  ],
  setBioKey: [
    'ada',
    (client, login, options) => client.setBioKey(login, '0123456789abcdef', options),
  ],
  revokeBioKey: ['ada', (client, login, options) => client.revokeBioKey(login, options)],
  devices: ['ada', (client, login, options) => client.devices(login, options)],
  revokeDevice: [
    'ada',
    (client, login, options) => client.revokeDevice(login, 'A'.repeat(43), options),
  ],
  lockDevice: [
    'ada',
    (client, login, options) => client.lockDevice(login, 'A'.repeat(43), options),
  ],
  unlockDevice: [
    'ada',
    (client, login, options) => client.unlockDevice(login, 'A'.repeat(43), options),
  ],
  renameDevice: [
    'ada',
    (client, login, options) => client.renameDevice(login, 'A'.repeat(43), 'Lost', options),
  ],
  answerPush: [
    'A'.repeat(22),
    (client, pid, options) => client.answerPush(pid, { approve: false, ...options }),
  ],
  forget: ['ada', (client, login, options) => client.forget(login, options)],
};

describe('every operation', () => {
  let bench: Bench;
  let client: NeonClient;

  before(async () => {
    bench = await Bench.make({ seal: true, bio: 'allowed', push: true });
    client = await bench.enrolled();
  });
  after(() => bench.close());

  /** How a call ends that is to send nothing. */
  async function endOf(call: () => unknown): Promise<unknown> {
    const before = (await bench.messages()).length;
    const end = await (async () => call())().then(
      () => 'fulfilled',
      (error: unknown) => error,
    );
    expect((await bench.messages()).length).to.equal(before);
    return end;
  }

  for (const [name, [first, call]] of Object.entries(calls)) {
    it(`${name}: ends with the reason of a signal that has ended`, async () => {
      const reason = new Error('the person has left');
      const options = { signal: AbortSignal.abort(reason) };
      expect(await endOf(() => call(client, first as never, options))).to.equal(reason);
    });

    it(`${name}: throws a TypeError for anything but a string`, async () => {
      for (const wrong of [undefined, null, 5, {}, ['ada']]) {
        const end = await endOf(() => call(client, wrong as never, {}));
        expect(end, JSON.stringify(wrong)).to.be.instanceOf(TypeError);
      }
    });
  }

  it('initOnline, refreshAccounts and pushRequests end with the reason of a signal that has ended', async () => {
    const reason = new Error('the person has left');
    const options = { signal: AbortSignal.abort(reason) };
    expect(await endOf(() => client.initOnline(options))).to.equal(reason);
    expect(await endOf(() => client.refreshAccounts(options))).to.equal(reason);
    expect(await endOf(() => client.pushRequests(options))).to.equal(reason);
  });

  it('throws a TypeError for a missing code', async () => {
    const [unlock, reset] = [{ pin }, { newPin }] as never[];
    expect(await endOf(() => client.unlockToken('ada', unlock!))).to.be.instanceOf(TypeError);
    expect(await endOf(() => client.resetPin('ada', reset!))).to.be.instanceOf(TypeError);
  });

  it('works afterwards', async () => {
    const { value } = await client.getOnlineOtp('ada');
    expect(await bench.accepts(value)).to.equal(true);
  });
});

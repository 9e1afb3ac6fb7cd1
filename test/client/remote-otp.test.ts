import { expect } from '@open-wc/testing';
import type { NeonClient, NeonError } from '../../src/index.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import { Bench } from '../support/clients/bench.js';
import { MovableClock } from '../support/services/movable-clock.js';
import { rejection, rejectionCode } from '../support/clients/rejection.js';

const pushPath = '/btt/v1/push';
const collectPath = '/btt/v1/push/collect';

describe('getRemoteOtpByPush', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await Bench.make({ push: true })));
  afterEach(() => bench.close());

  /** A client in another browser that is enrolled. */
  function otherBrowser(login?: string): Promise<NeonClient> {
    return bench.enrolled({ store: memoryTokenStore() }, login);
  }

  /** Asks, and resolves when the number is on the screen. */
  async function ask(client: NeonClient, login = 'ada', signal?: AbortSignal) {
    let shown!: (number: string) => void;
    const number = new Promise<string>((resolve) => (shown = resolve));
    const otp = client.getRemoteOtpByPush(login, { signal, onNumber: shown });
    const code = otp.then(
      () => 'fulfilled',
      ({ code: refused }: NeonError) => refused,
    );
    return { otp, code, number: await Promise.race([number, code.then(String)]) };
  }

  async function pidsAt(client: NeonClient): Promise<string[]> {
    return (await client.pushRequests()).map(({ pid }) => pid);
  }

  it('rejects arguments of the wrong type with a TypeError, and sends nothing', async () => {
    const client = bench.client();
    for (const login of [null, 1, {}] as never[]) {
      const error = await client.getRemoteOtpByPush(login).catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(TypeError);
    }
    expect(await bench.service.requests()).to.deep.equal([]);
  });

  it('is refused where the service has no push', async () => {
    const { site } = bench;
    await bench.service.admin.patch(`/services/${site.mac}`, { push: false });
    const code = await rejectionCode(bench.client().getRemoteOtpByPush('ada'));
    expect(code).to.equal('NO_ACTIVE_SERVICE_FOR_USER');
  });

  it('is limited, for an unknown login too', async () => {
    const client = bench.client();
    const asked = [await ask(client, 'nobody'), await ask(client, 'nobody')];
    asked.push(await ask(client, 'nobody'));
    const error = await rejection(client.getRemoteOtpByPush('Nobody'));
    expect(error.code).to.equal('RATE_LIMITED');
    expect(error.retryAfter).to.be.within(1_790, 1_800);
    await bench.service.advance(120_000);
    for (const { code } of asked) expect(await code).to.equal('PUSH_EXPIRED');
  });

  it('is denied by the other browser, without a PIN', async () => {
    const other = await otherBrowser();
    const { code } = await ask(bench.client());
    const [pid] = await pidsAt(other);
    await other.answerPush(pid!, { approve: false });
    expect(await code).to.equal('PUSH_DENIED');
  });

  it('shows a number whose entry in the other browser gives an OTP that is accepted once', async () => {
    const other = await otherBrowser();
    const begin = Date.now();
    const ends: number[] = [];
    const client = bench.client();
    let shown!: (number: string) => void;
    const number = new Promise<string>((resolve) => (shown = resolve));
    const onNumber = (digits: string, expiresAt: number) => {
      ends.push(expiresAt);
      shown(digits);
    };
    const otp = client.getRemoteOtpByPush('Ada', { onNumber });
    expect(await number).to.match(/^\d{6}$/);
    const [pid] = await pidsAt(other);
    await other.answerPush(pid!, { approve: true, number: await number });
    const { value, expiresAt } = await otp;
    expect(expiresAt - Date.now()).to.be.within(10_000, 20_000);
    expect(ends.map((end) => Math.round((end - begin) / 10_000))).to.deep.equal([12]);
    expect(await bench.accepts(value)).to.equal(true);
    expect(await bench.accepts(value)).to.equal(false);
  });

  it('survives lost replies and a service that fails, with one request and one OTP', async () => {
    const other = await otherBrowser();
    await bench.service.plan(pushPath, 'lose-reply');
    await bench.service.plan(collectPath, 'lose-reply');
    await bench.service.plan(collectPath, { status: 503, body: '{}' });
    const { otp, number } = await ask(bench.client());
    const [pid, ...more] = await pidsAt(other);
    expect(more).to.deep.equal([]);
    await other.answerPush(pid!, { approve: true, number });
    const { value } = await otp;
    expect(await bench.accepts(value)).to.equal(true);
    expect((await bench.rows('push')).length).to.equal(1);
    expect((await bench.rows('otp')).length).to.equal(1);
  });

  it('gets the same OTP again when the reply with it was lost', async () => {
    const other = await otherBrowser();
    await bench.service.plan(collectPath, 'hold');
    const { otp, number } = await ask(bench.client());
    await bench.service.held();
    const [pid] = await pidsAt(other);
    await other.answerPush(pid!, { approve: true, number });
    await bench.service.plan(collectPath, 'lose-reply', 2);
    await bench.service.release();
    expect(await bench.accepts((await otp).value)).to.equal(true);
    expect((await bench.rows('otp')).length).to.equal(1);
  });

  for (const { seconds, ends } of [
    { seconds: 10, ends: 'fulfilled' },
    { seconds: 19, ends: 'RESULT_EXPIRED' },
    { seconds: 30, ends: 'RESULT_EXPIRED' },
  ]) {
    it(`subtracts the ${seconds} s that the reply with the OTP took`, async () => {
      const clock = new MovableClock();
      const other = await otherBrowser();
      await bench.service.plan(collectPath, 'hold-reply');
      const { otp, code, number } = await ask(bench.client({ clock }));
      const [pid] = await pidsAt(other);
      await other.answerPush(pid!, { approve: true, number });
      await bench.service.held();
      clock.advance(seconds * 1000);
      await bench.service.advance(seconds * 1000);
      await bench.service.release();
      expect(await code).to.equal(ends);
      if (ends !== 'fulfilled') return;
      const { value, expiresAt } = await otp;
      expect(expiresAt - clock.wall()).to.be.within(5_000, 10_000);
      expect(await bench.accepts(value)).to.equal(true);
    });
  }

  it('is not shown to the requesting browser, even if it is enrolled', async () => {
    const [asking, other] = [await bench.enrolled(), await otherBrowser()];
    const { otp, number } = await ask(asking);
    expect(await pidsAt(asking)).to.deep.equal([]);
    const [pid] = await pidsAt(other);
    expect(await rejectionCode(asking.answerPush(pid!, { approve: false }))).to.equal(
      'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST',
    );
    await other.answerPush(pid!, { approve: true, number });
    expect(await bench.accepts((await otp).value)).to.equal(true);
  });

  it('needs an enrolled browser where the service has no open push', async () => {
    const { site } = bench;
    const [asking, other] = [await bench.enrolled(), await otherBrowser()];
    await bench.service.admin.patch(`/services/${site.mac}`, { pushOpen: false });
    const stranger = bench.client({ store: memoryTokenStore() });
    expect(await rejectionCode(stranger.getRemoteOtpByPush('ada'))).to.equal(
      'STATIC_TOKEN_KEY_IS_INVALID',
    );
    const { otp, number } = await ask(asking);
    const [pid] = await pidsAt(other);
    await other.answerPush(pid!, { approve: true, number });
    expect(await bench.accepts((await otp).value)).to.equal(true);
  });

  it('ends with the reason of its signal, and is cancelled', async () => {
    const other = await otherBrowser();
    const controller = new AbortController();
    const reason = new Error('enough');
    const { otp } = await ask(bench.client(), 'ada', controller.signal);
    let seen: readonly unknown[] | undefined;
    let hear!: () => void;
    const stop = other.watchPushRequests((requests) => {
      seen = requests;
      hear?.();
    });
    const shows = async (count: number) => {
      while (seen?.length !== count) await new Promise<void>((resolve) => (hear = resolve));
    };
    await shows(1);
    controller.abort(reason);
    expect(await otp.catch((error: unknown) => error)).to.equal(reason);
    await shows(0);
    stop();
  });
});

import { expect } from '@open-wc/testing';
import { NeonError } from '../../src/index.js';
import { Bench } from '../support/clients/bench.js';
import { pin } from '../support/clients/pins.js';
import { MovableClock } from '../support/services/movable-clock.js';
import { rejection, rejectionCode } from '../support/clients/rejection.js';
import { ScriptedPrompter } from '../support/clients/scripted-prompter.js';

describe('getOnlineOtp', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await Bench.make()));
  afterEach(() => bench.close());

  it('refuses a login that is not enrolled here, without asking the service', async () => {
    const client = bench.client();
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('USER_ENTRY_DOES_NOT_EXIST');
    expect(await bench.service.requests()).to.deep.equal([]);
  });

  it('rejects arguments of the wrong type with a TypeError', async () => {
    const client = bench.client();
    for (const login of [undefined, null, 1, {}, []] as never[]) {
      let error: unknown;
      await client
        .getOnlineOtp(login === undefined ? (null as never) : login)
        .catch((caught: unknown) => (error = caught));
      expect(error).to.be.instanceOf(TypeError);
    }
  });

  it('counts wrong PINs down, blocks the browser at the fifth, and does not check the sixth', async () => {
    const client = await bench.enrolled();
    for (const left of [4, 3, 2, 1, 0]) {
      const error = await rejection(client.getOnlineOtp('ada', { pin: '111999' }));
      expect([error.code, error.left]).to.deep.equal(['PASSWORD_IS_WRONG', left]);
    }
    const [told] = await client.accounts();
    expect([told?.state, told?.help, told?.left]).to.deep.equal(['blocked', 'unlock-code', 0]);
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('TOKEN_IS_BLOCKED');
    const [account] = await client.accounts();
    expect(account?.state).to.equal('blocked');
    const [user] = await bench.rows('app_user');
    expect(user?.['pin_fails']).to.equal(5);

    const [token] = await bench.rows('token');
    await bench.service.admin.post(`/tokens/${String(token?.['tid'])}/unblock`);
    expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
  });

  it('counts no try for an empty PIN, and asks again for it', async () => {
    const client = await bench.enrolled();
    const error = await rejection(client.getOnlineOtp('ada', { pin: '' }));
    expect([error.code, error.left]).to.deep.equal(['PASSWORD_IS_WRONG', undefined]);
    const prompter = new ScriptedPrompter('', '111999', '', pin);
    prompter.asksAgain = true;
    const asking = bench.client({ prompter });
    expect(await bench.accepts((await asking.getOnlineOtp('ada')).value)).to.equal(true);
    expect(prompter.asked.map(({ refused }) => refused?.left)).to.deep.equal([
      undefined,
      undefined,
      4,
      4,
    ]);
  });

  it('sends nothing that cannot be a PIN, counts no try for it, and asks again', async () => {
    const client = await bench.enrolled();
    const before = (await bench.messages()).length;
    const misfits: [string, string][] = [
      ['', 'too-short'],
      [' – ', 'too-short'],
      ['123', 'too-short'],
      ['1234567890123', 'too-long'],
      ['correct horse battery', 'form'],
      ['48291l', 'form'],
    ];
    for (const [typed, reason] of misfits) {
      const error = await rejection(client.getOnlineOtp('ada', { pin: typed }));
      expect([typed, error.code, error.reason]).to.deep.equal([typed, 'PASSWORD_IS_WRONG', reason]);
    }
    expect((await bench.messages()).length).to.equal(before);
    expect((await bench.rows('app_user'))[0]?.['pin_fails']).to.equal(0);
    const prompter = new ScriptedPrompter(...misfits.map(([typed]) => typed), pin);
    prompter.asksAgain = true;
    await bench.client({ prompter }).getOnlineOtp('ada');
    expect(prompter.asked.map(({ refused }) => refused?.reason)).to.deep.equal([
      undefined,
      ...misfits.map(([, reason]) => reason),
    ]);
    expect((await bench.messages()).length).to.equal(before + 1);
  });

  it('takes the right PIN with blanks, dashes and digits of another script', async () => {
    const client = await bench.enrolled();
    const arabic = pin.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
    for (const typed of [` ${pin} `, pin.replace(/(...)/, '$1-'), `\u200e${arabic}\u00a0`]) {
      expect(
        await bench.accepts((await client.getOnlineOtp('ada', { pin: typed })).value),
      ).to.equal(true);
    }
    expect((await bench.rows('app_user'))[0]?.['pin_fails']).to.equal(0);
  });

  it('sends a PIN that the policy would refuse today', async () => {
    const client = await bench.enrolled();
    await bench.service.admin.patch(`/services/${bench.site.mac}`, { pinMin: 8 });
    await client.initOnline();
    expect(await bench.accepts((await client.getOnlineOtp('ada', { pin })).value)).to.equal(true);
  });

  it('asks again after a wrong PIN where a dialog can say why', async () => {
    const client = await bench.enrolled();
    const prompter = new ScriptedPrompter('111999', '222888', pin);
    prompter.asksAgain = true;
    const asking = bench.client({ prompter });
    expect(await bench.accepts((await asking.getOnlineOtp('ada')).value)).to.equal(true);
    expect(prompter.asked.map(({ refused }) => refused?.left)).to.deep.equal([undefined, 4, 3]);
    expect((await client.accounts())[0]?.state).to.equal('active');
  });

  it('aborts the signal of its prompt when it ends, with or without success', async () => {
    await bench.enrolled();
    const prompter = new ScriptedPrompter('111999', pin);
    const client = bench.client({ prompter });
    await rejection(client.getOnlineOtp('ada'));
    expect(prompter.asked[0]?.signal.aborted).to.equal(true);
    await client.getOnlineOtp('ada');
    expect(prompter.asked[1]?.signal.aborted).to.equal(true);
  });

  it('sends nothing when the prompt is closed or fails', async () => {
    await bench.enrolled();
    const before = (await bench.messages()).length;
    const closed = bench.client({
      prompter: new ScriptedPrompter(new NeonError('USER_CANCELLED')),
    });
    expect(await rejectionCode(closed.getOnlineOtp('ada'))).to.equal('USER_CANCELLED');
    const failing = bench.client({ prompter: new ScriptedPrompter(new RangeError('host')) });
    let error: unknown;
    await failing.getOnlineOtp('ada').catch((caught: unknown) => (error = caught));
    expect(error).to.be.instanceOf(RangeError);
    expect((await bench.messages()).length).to.equal(before);
  });

  it('refuses a BioKey that is not allowed before anything is sent', async () => {
    await bench.enrolled();
    const before = (await bench.messages()).length;
    const prompter = new ScriptedPrompter({ value: '0123456789', type: 'bio' });
    const client = bench.client({ prompter });
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('BIO_KEY_NOT_ALLOWED');
    expect((await bench.messages()).length).to.equal(before);
  });

  for (const [which, pass] of [
    ['is about to expire', (clock) => clock.advance(18_500)],
    // The monotonic clock stood still.
    ['expired while the machine slept', (clock) => (clock.wallOffset += 3_600_000)],
  ] as const satisfies readonly (readonly [string, (clock: MovableClock) => void])[]) {
    it(`returns no OTP that ${which}`, async () => {
      const clock = new MovableClock();
      const client = await bench.enrolled({ clock });
      await bench.service.plan('/btt/v1/op', 'hold-reply');
      const late = rejectionCode(client.getOnlineOtp('ada'));
      await bench.service.held();
      pass(clock);
      await bench.service.release();
      expect(await late).to.equal('RESULT_EXPIRED');
      expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
    });
  }

  for (const hours of [-1, 1]) {
    it(`works with a clock that is ${hours} h wrong, and gives the expiry by that clock`, async () => {
      const clock = new MovableClock();
      clock.wallOffset = hours * 3_600_000;
      const client = await bench.enrolled({ clock });
      const begin = clock.wall();
      const { value, expiresAt } = await client.getOnlineOtp('ada');
      expect(expiresAt).to.be.within(begin + 18_000, clock.wall() + 20_000);
      expect(await bench.accepts(value)).to.equal(true);
    });
  }

  it('makes one round trip once initOnline has run', async () => {
    const client = await bench.enrolled();
    await client.initOnline();
    const before = (await bench.service.requests()).length;
    await client.getOnlineOtp('ada');
    expect((await bench.service.requests()).slice(before)).to.deep.equal(['/btt/v1/op']);
  });

  it('uses a fresh challenge after a person has typed for six minutes', async () => {
    const clock = new MovableClock();
    const prompter = new ScriptedPrompter(pin);
    const client = await bench.enrolled({ clock, prompter });
    const askForPin = prompter.askForPin.bind(prompter);
    prompter.askForPin = async (request) => {
      clock.advance(6 * 60_000);
      await bench.service.advance(6 * 60_000);
      return askForPin(request);
    };
    const before = (await bench.service.requests()).length;
    expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
    const paths = (await bench.service.requests()).slice(before);
    expect(paths).to.deep.equal(['/btt/v1/hello', '/btt/v1/op']);
  });

  it('throws a TypeError when a prompter gives no string', async () => {
    await bench.enrolled();
    const before = (await bench.messages()).length;
    for (const given of [pin, undefined, null, {}, [pin], { value: 482917, type: 'pin' }]) {
      const prompter = new ScriptedPrompter(pin);
      prompter.askForPin = async () => given as never;
      const end = await bench
        .client({ prompter })
        .getOnlineOtp('ada')
        .then(
          () => 'fulfilled',
          (error: unknown) => error,
        );
      expect(end, JSON.stringify(given)).to.be.instanceOf(TypeError);
      expect((end as Error).message).to.equal('askForPin must give { value, type }');
    }
    expect((await bench.messages()).length).to.equal(before);
  });

  it('ends with the reason of the signal, before, while asking and while sending', async () => {
    const client = await bench.enrolled();
    const reason = new Error('enough');
    const caught = async (work: (signal: AbortController) => Promise<unknown>) => {
      const controller = new AbortController();
      return work(controller).then(
        () => 'fulfilled',
        (error: unknown) => error,
      );
    };
    expect(
      await caught((controller) => {
        controller.abort(reason);
        return client.getOnlineOtp('ada', { signal: controller.signal });
      }),
    ).to.equal(reason);
    const prompter = new ScriptedPrompter(pin);
    expect(
      await caught((controller) => {
        prompter.askForPin = () => {
          controller.abort(reason);
          return new Promise(() => undefined);
        };
        return bench.client({ prompter }).getOnlineOtp('ada', { signal: controller.signal });
      }),
    ).to.equal(reason);
    await bench.service.plan('/btt/v1/op', 'hold');
    expect(
      await caught((controller) => {
        void bench.service.held().then(() => controller.abort(reason));
        return client.getOnlineOtp('ada', { signal: controller.signal });
      }),
    ).to.equal(reason);
    await bench.service.clear();
    expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
  });
});

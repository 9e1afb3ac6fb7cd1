import { expect } from '@open-wc/testing';
import { NeonError, type NeonClient, type PushRequest } from '../../src/index.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import { Bench } from '../support/clients/bench.js';
import { pin } from '../support/clients/pins.js';
import { rejection, rejectionCode } from '../support/clients/rejection.js';
import { ScriptedPrompter } from '../support/clients/scripted-prompter.js';

const gone = 'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST';

describe('the approving side of a push', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await Bench.make({ push: true })));
  afterEach(() => bench.close());

  /** Has a page that is not enrolled ask. */
  async function ask(login = 'ada') {
    const client = bench.client({ store: memoryTokenStore() });
    let shown!: (number: string) => void;
    const number = new Promise<string>((resolve) => (shown = resolve));
    const otp = client.getRemoteOtpByPush(login, { onNumber: shown });
    const code = otp.then(
      () => 'fulfilled',
      ({ code: refused }: NeonError) => refused,
    );
    return { otp, code, number: await number };
  }

  async function only(client: NeonClient): Promise<PushRequest> {
    const [request, ...more] = await client.pushRequests();
    expect(more).to.deep.equal([]);
    return request!;
  }

  it('rejects arguments of the wrong type with a TypeError', async () => {
    const client = await bench.enrolled();
    const { pid } = { pid: 'A'.repeat(22) };
    const wrong = [
      client.answerPush(1 as never, { approve: false }),
      client.answerPush(pid, {} as never),
      client.answerPush(pid, { approve: true }),
      client.answerPush(pid, { approve: true, number: 123456 as never }),
    ];
    for (const one of wrong) {
      expect(await one.catch((error: unknown) => error)).to.be.instanceOf(TypeError);
    }
  });

  it('has no requests in a browser that is not enrolled', async () => {
    const client = bench.client();
    expect(await client.pushRequests()).to.deep.equal([]);
    expect(await rejectionCode(client.answerPush('A'.repeat(22), { approve: false }))).to.equal(
      gone,
    );
  });

  it('refuses malformed numbers without a try and without asking for the PIN', async () => {
    const prompter = new ScriptedPrompter(pin);
    const client = await bench.enrolled({ prompter });
    const { number, otp } = await ask();
    const { pid } = await only(client);
    for (const typed of ['', 'abc', '12 34 5x']) {
      const code = await rejectionCode(client.answerPush(pid, { approve: true, number: typed }));
      expect(code).to.equal('CODE_ENTRY_DOES_NOT_EXIST');
    }
    expect(prompter.asked.length).to.equal(0);
    const spaced = ` ${number.slice(0, 3)} ${number.slice(3)}`;
    await client.answerPush(pid, { approve: true, number: spaced });
    expect(prompter.asked.map(({ operation }) => operation)).to.deep.equal(['push.answer']);
    expect(await bench.accepts((await otp).value)).to.equal(true);
  });

  it('denies after three wrong numbers, which are not counted as wrong PINs', async () => {
    const client = await bench.enrolled();
    const { number, code } = await ask();
    const { pid } = await only(client);
    const wrong = String((Number(number) + 1) % 1_000_000).padStart(6, '0');
    for (const left of [2, 1, 0]) {
      const error = await rejection(client.answerPush(pid, { approve: true, number: wrong }));
      expect([error.code, error.left]).to.deep.equal(['CODE_ENTRY_DOES_NOT_EXIST', left]);
    }
    expect(await code).to.equal('PUSH_DENIED');
    expect(await rejectionCode(client.answerPush(pid, { approve: true, number }))).to.equal(gone);
    const [account] = await client.accounts();
    expect([account?.state, account?.left]).to.deep.equal(['active', 5]);
  });

  it('approves nothing when the prompt is closed, and can be denied afterwards', async () => {
    const prompter = new ScriptedPrompter(new NeonError('USER_CANCELLED'));
    const client = await bench.enrolled({ prompter });
    const { number, code } = await ask();
    const { pid } = await only(client);
    const closed = await rejectionCode(client.answerPush(pid, { approve: true, number }));
    expect(closed).to.equal('USER_CANCELLED');
    expect((await only(client)).pid).to.equal(pid);
    await client.answerPush(pid, { approve: false, mute: true });
    expect(await code).to.equal('PUSH_DENIED');
    await ask();
    expect(await client.pushRequests()).to.deep.equal([]);
  });

  it('shows login, location and expiry, by this machine’s clock', async () => {
    const client = await bench.enrolled();
    const before = Date.now();
    await ask();
    const { login, site, browser, place, askedAt, expiresAt } = await only(client);
    expect([login, site, place]).to.deep.equal(['ada', location.host, '']);
    expect(browser).to.match(/^(Chrome|Firefox|Safari) on \w+$/);
    expect(askedAt).to.be.within(before - 2_000, Date.now() + 2_000);
    expect(expiresAt - askedAt).to.equal(120_000);
  });

  it('answers for the enrolment that the request is for', async () => {
    const client = await bench.enrolled();
    await bench.enrolled({}, 'grace');
    const [ada, grace] = [await ask('ada'), await ask('grace')];
    const requests = await client.pushRequests();
    expect(requests.map(({ login }) => login).sort()).to.deep.equal(['ada', 'grace']);
    const of = (login: string) => requests.find((one) => one.login === login)!.pid;
    await client.answerPush(of('grace'), { approve: true, number: grace.number });
    expect(await bench.accepts((await grace.otp).value, 'grace')).to.equal(true);
    await client.answerPush(of('ada'), { approve: false });
    expect(await ada.code).to.equal('PUSH_DENIED');
  });

  it('is answered although the reply was lost', async () => {
    const client = await bench.enrolled();
    const { number, otp } = await ask();
    const { pid } = await only(client);
    await bench.service.plan('/btt/v1/op', 'lose-reply');
    await client.answerPush(pid, { approve: true, number });
    expect(await bench.accepts((await otp).value)).to.equal(true);
  });
});

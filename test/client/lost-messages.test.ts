import { expect } from '@open-wc/testing';
import { fromBase64Url, fromUtf8 } from '../../src/crypto/bytes.js';
import type { LateResult } from '../../src/index.js';
import { readHello } from '../../src/protocol/hello.js';
import { pin } from '../support/clients/pins.js';
import type { Fault } from '../support/services/fault-proxy.js';
import { Bench } from '../support/clients/bench.js';
import { databaseOf } from '../support/clients/token-database.js';
import { MovableClock } from '../support/services/movable-clock.js';
import { rejection, rejectionCode } from '../support/clients/rejection.js';
import { ScriptedPrompter } from '../support/clients/scripted-prompter.js';

const op = '/btt/v1/op';

/** What can become of a message or its reply, without the service being to blame. */
const faults: Record<string, Fault> = {
  'a request that never arrives': 'lose-request',
  'a reply that is lost': 'lose-reply',
  'an answer 503': { status: 503, contentType: 'text/html', body: '<h1>Bad gateway</h1>' },
  'an answer that is no JWE': { status: 200, body: 'hello' },
  'an answer that is empty': { status: 200, body: '' },
  'an answer of another position': {
    status: 200,
    body: 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwidHlwIjoiYnR0LXJlcyJ9..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA',
  },
  'an answer that is far too long': { status: 200, body: 'A'.repeat(70_000) },
};

describe('lost messages', () => {
  let bench: Bench;
  let clock: MovableClock;
  beforeEach(async () => {
    bench = await Bench.make();
    clock = new MovableClock();
  });
  afterEach(() => bench.close());

  /** From now on operations are executed, and nothing comes back. Browsers resend by themselves, so it is for good. */
  const cutOff = async () => {
    await bench.service.plan(op, 'lose-reply', 99);
    await bench.service.plan('/btt/v1/sync', 'lose-request', 99);
  };

  /** Where the service has the list of common PINs. */
  const pathOfList = async () => {
    const hello = (await bench.service.messages()).find(({ path }) => path === '/btt/v1/hello')!;
    const { policy } = readHello(
      JSON.parse(fromUtf8(fromBase64Url(hello.reply.split('.')[1]!))),
      '$',
    );
    return new URL(policy.list!.url).pathname;
  };

  const position = async () => {
    const [record] = await databaseOf(bench.site.alias).records();
    const [token] = await bench.rows('token');
    return {
      here: record?.n,
      there: token?.['n'],
      pending: record?.pend,
      status: token?.['status'],
    };
  };

  for (const [name, fault] of Object.entries(faults)) {
    it(`gets an OTP at no cost with ${name}`, async () => {
      const client = await bench.enrolled({ clock });
      await bench.service.plan(op, fault);
      const otp = await client.getOnlineOtp('ada');
      expect(await bench.accepts(otp.value)).to.equal(true);
      const after = await position();
      expect(after.here).to.equal(after.there);
      expect(after.pending).to.equal(null);
      expect(after.status).to.equal('ACTIVE');
    });

    it(`activates at no cost with ${name}`, async () => {
      const client = bench.client({ clock });
      await bench.service.plan(op, fault);
      expect(await client.activate(await bench.code())).to.equal('ada');
      expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
      expect((await bench.rows('token')).map(({ status }) => status)).to.deep.equal(['ACTIVE']);
    });
  }

  it('counts a wrong PIN once, however often its reply is lost', async () => {
    const client = await bench.enrolled({ clock });
    await bench.service.plan(op, 'lose-reply', 6);
    expect((await rejection(client.getOnlineOtp('ada', { pin: '111999' }))).left).to.equal(4);
    const [user] = await bench.rows('app_user');
    expect(user?.['pin_fails']).to.equal(1);
  });

  it('presents an activation code again when its first reply is lost', async () => {
    const client = bench.client({ clock });
    await bench.service.plan('/btt/v1/activation', 'lose-reply', 2);
    expect(await client.activate(await bench.code())).to.equal('ada');
    expect((await bench.rows('token')).length).to.equal(1);
  });

  it('reports an unknown outcome when nothing comes through, and resolves it at the next use', async () => {
    const late: LateResult[] = [];
    const client = await bench.enrolled({ clock, onLateResult: (result) => late.push(result) });
    await cutOff();
    const error = await rejection(client.getOnlineOtp('ada'));
    expect([error.code, error.retryable]).to.deep.equal(['OUTCOME_UNKNOWN', true]);
    expect((await position()).pending).to.not.equal(null);

    await bench.service.clear();
    expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
    expect(late.map(({ operation, error: outcome }) => [operation, outcome?.code])).to.deep.equal([
      ['otp', 'RESULT_EXPIRED'],
    ]);
    expect((await position()).status).to.equal('ACTIVE');
  });

  it('finishes an activation whose reply was lost when the page is opened again', async () => {
    const client = bench.client({ clock });
    await cutOff();
    const code = await bench.code();
    expect(await rejectionCode(client.activate(code))).to.equal('OUTCOME_UNKNOWN');
    client.close();
    await bench.service.clear();
    // Long after the service has forgotten the answer itself.
    await bench.service.advance(3 * 24 * 3600_000);
    const later = new MovableClock();
    later.wallOffset = 3 * 24 * 3600_000;

    const reopened = bench.client({ clock: later });
    expect(await reopened.initOnline()).to.deep.equal(['ada']);
    expect(await bench.accepts((await reopened.getOnlineOtp('ada')).value)).to.equal(true);
    expect((await bench.rows('token')).map(({ status }) => status)).to.deep.equal(['ACTIVE']);
  });

  it('resolves an activation when its code is entered again', async () => {
    const prompter = new ScriptedPrompter(pin);
    const client = bench.client({ clock, prompter });
    const code = await bench.code();
    await cutOff();
    expect(await rejectionCode(client.activate(code))).to.equal('OUTCOME_UNKNOWN');
    // Nobody can say yet: the code is not presented once more.
    expect(await rejectionCode(client.activate(code))).to.equal('OUTCOME_UNKNOWN');
    await bench.service.clear();
    expect(await client.activate(code)).to.equal('ada');
    expect(prompter.asked.length).to.equal(1);
    expect((await bench.rows('token')).map(({ status }) => status)).to.deep.equal(['ACTIVE']);
    expect((await client.accounts()).map(({ state }) => state)).to.deep.equal(['active']);
    expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
    // It was one activation: now the code is used.
    expect(await rejectionCode(client.activate(code))).to.equal('CODE_ENTRY_DOES_NOT_EXIST');
  });

  it('activates again with the same code when the first attempt was not applied', async () => {
    const client = bench.client({ clock });
    const code = await bench.code();
    await bench.service.plan(op, 'lose-request', 99);
    await bench.service.plan('/btt/v1/sync', 'lose-request', 99);
    expect(await rejectionCode(client.activate(code))).to.equal('OUTCOME_UNKNOWN');
    clock.wallOffset = 60_000;
    expect((await client.accounts()).map(({ state }) => state)).to.deep.equal(['unresolved']);
    await bench.service.clear();
    expect(await client.activate(code)).to.equal('ada');
    expect((await client.accounts()).map(({ state }) => state)).to.deep.equal(['active']);
    expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
  });

  it('resolves an activation before another one, of any user', async () => {
    const client = bench.client({ clock });
    await cutOff();
    expect(await rejectionCode(client.activate(await bench.code()))).to.equal('OUTCOME_UNKNOWN');
    await bench.service.clear();
    expect(await client.activate(await bench.code('bea'), { pin })).to.equal('bea');
    const accounts = await client.accounts();
    expect(accounts.map(({ login, state }) => [login, state])).to.have.deep.members([
      ['ada', 'active'],
      ['bea', 'active'],
    ]);
  });

  it('resolves an activation when its login is used', async () => {
    const client = bench.client({ clock });
    await cutOff();
    expect(await rejectionCode(client.activate(await bench.code()))).to.equal('OUTCOME_UNKNOWN');
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('NETWORK_UNAVAILABLE');
    await bench.service.clear();
    expect(await rejectionCode(client.getOnlineOtp('bea'))).to.equal('USER_ENTRY_DOES_NOT_EXIST');
    expect(await bench.accepts((await client.getOnlineOtp('ADA')).value)).to.equal(true);
  });

  it('stops waiting for the list of common PINs, and requests it again when it is needed', async () => {
    const client = bench.client({ clock });
    await client.initOnline();
    const list = await pathOfList();
    const code = await bench.code();
    /** Waits until the list has been asked for so many times, and lets the time for an answer go by. */
    const goBy = async (times: number) => {
      const asked = async () => (await bench.service.requests()).filter((path) => path === list);
      while ((await asked()).length < times);
      clock.runOut();
    };
    await bench.service.plan(list, 'hold', 3);
    const refused = rejectionCode(client.activate(code));
    await goBy(1);
    await goBy(2);
    expect(await refused).to.equal('NETWORK_UNAVAILABLE');

    const activated = client.activate(code);
    await goBy(3);
    expect(await activated).to.equal('ada');
  });

  it('keeps an unfinished activation until its outcome is known', async () => {
    const client = bench.client({ clock });
    await cutOff();
    expect(await rejectionCode(client.activate(await bench.code()))).to.equal('OUTCOME_UNKNOWN');
    clock.wallOffset = 3 * 24 * 3600_000;
    await client.initOnline();
    expect((await client.accounts()).map(({ state }) => state)).to.deep.equal(['unresolved']);
    await bench.service.clear();
    expect(await client.initOnline()).to.deep.equal(['ada']);
  });

  it('distinguishes failure from success after the service has erased the answer', async () => {
    const late: LateResult[] = [];
    const client = await bench.enrolled({ clock });
    await cutOff();
    expect(await rejectionCode(client.getOnlineOtp('ada', { pin: '111999' }))).to.equal(
      'OUTCOME_UNKNOWN',
    );
    client.close();
    await bench.service.clear();
    await bench.service.advance(3600_000);
    const reopened = bench.client({ onLateResult: (result) => late.push(result) });
    await reopened.initOnline();
    expect(late.map(({ error }) => [error?.code, error?.left])).to.deep.equal([
      ['PASSWORD_IS_WRONG', 4],
    ]);
  });

  it('keeps and lists every enrolment while the service cannot be reached', async () => {
    const client = await bench.enrolled({ clock });
    await bench.service.plan('/btt/v1/hello', 'lose-request', 50);
    expect(await client.initOnline()).to.deep.equal(['ada']);
    expect(client.online).to.equal(false);
    expect((await client.accounts())[0]?.state).to.equal('active');
    await bench.service.clear();
    expect(await client.initOnline()).to.deep.equal(['ada']);
    expect(client.online).to.equal(true);
  });

  it('stops waiting for an answer at the timeout, and resolves later', async () => {
    await bench.enrolled();
    // Long enough for what is answered.
    const client = bench.client({ timeouts: { answer: 1_000 } });
    await bench.service.plan(op, 'hold');
    await bench.service.plan('/btt/v1/sync', 'hold');
    expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('OUTCOME_UNKNOWN');
    await bench.service.clear();
    const patient = bench.client();
    expect(await bench.accepts((await patient.getOnlineOtp('ada', { pin })).value)).to.equal(true);
    expect((await position()).status).to.equal('ACTIVE');
  });

  it('forgets an enrolment here even if the service cannot be reached', async () => {
    const client = await bench.enrolled({ clock });
    await bench.service.plan(op, 'lose-request', 50);
    await client.forget('ada');
    expect(await client.accounts()).to.deep.equal([]);
    expect(await databaseOf(bench.site.alias).records()).to.deep.equal([]);
  });

  it('revokes once when the reply to forget is lost', async () => {
    const client = await bench.enrolled({ clock });
    await bench.service.plan(op, 'lose-reply', 3);
    await client.forget('ada');
    expect((await bench.rows('token'))[0]?.['status']).to.equal('REVOKED');
    expect(await databaseOf(bench.site.alias).records()).to.deep.equal([]);
  });
});

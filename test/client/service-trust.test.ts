import { expect } from '@open-wc/testing';
import { createClient } from '../../src/index.js';
import { Bench } from '../support/clients/bench.js';
import { MovableClock } from '../support/services/movable-clock.js';
import { rejection, rejectionCode } from '../support/clients/rejection.js';

const op = '/btt/v1/op';
const problem = (status: number, body: object) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify(body),
});

describe('what a client trusts', () => {
  let bench: Bench;
  beforeEach(async () => (bench = await Bench.make()));
  afterEach(() => bench.close());

  for (const [status, code] of [
    [404, 'NO_DEVICE_FOUND'],
    [409, 'DYNAMIC_TOKEN_KEY_IS_INVALID'],
    [401, 'STATIC_TOKEN_KEY_IS_INVALID'],
    [403, 'ORIGIN_NOT_ALLOWED'],
    [400, 'REQUEST_MALFORMED'],
  ] as const) {
    it(`rejects with an unsigned ${code} and marks no enrolment`, async () => {
      const client = await bench.enrolled();
      await bench.service.plan(op, problem(status, { code }));
      expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal(code);
      expect((await client.accounts())[0]?.state).to.equal('active');
      expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
    });
  }

  it('waits as long as a rate limit says', async () => {
    const client = await bench.enrolled();
    await bench.service.plan(op, problem(429, { code: 'RATE_LIMITED' }));
    const error = await rejection(client.getOnlineOtp('ada'));
    expect([error.code, error.retryable]).to.deep.equal(['RATE_LIMITED', true]);
  });

  it('reads only known codes as refusals, and other text as no answer', async () => {
    const client = await bench.enrolled({ clock: new MovableClock() });
    for (const body of [{ code: 'A_LATER_CODE' }, { code: '<b>x</b>' }, { code: 7 }, {}, []]) {
      await bench.service.plan('/btt/v1/status', problem(403, body));
      expect(await client.initOnline()).to.deep.equal(['ada']);
    }
    expect((await client.accounts())[0]?.state).to.equal('active');
  });

  it('takes an unknown code, and any code of a failed service, for a failed connection', async () => {
    const client = await bench.enrolled();
    for (const [status, code] of [
      [404, 'A_LATER_CODE'],
      [500, 'NO_DEVICE_FOUND'],
    ] as const) {
      await bench.service.plan(op, problem(status, { code }));
      // The outcome is asked for: the refused message is never executed, and another one is.
      expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
      await bench.service.plan('/btt/v1/status', problem(status, { code }));
      expect(await client.initOnline()).to.deep.equal(['ada']);
    }
    expect((await client.accounts())[0]?.state).to.equal('active');
  });

  it('ignores a statement about another token, and one that answers another request', async () => {
    const client = await bench.enrolled();
    const alone = await bench.service.dump();
    await client.activate(await bench.code('bob'));
    await bench.service.rollBack({});
    await rejectionCode(client.getOnlineOtp('bob'));
    await rejectionCode(client.getOnlineOtp('ada'));
    const statements = (await bench.service.messages()).filter(({ path }) => path === op).slice(-2);
    expect((await client.accounts()).map(({ state }) => state)).to.deep.equal(['lost', 'lost']);

    // What was only a bad hour of the service is forgotten as soon as it says so.
    await bench.service.rollBack(alone);
    expect(await client.initOnline()).to.deep.equal(['ada']);
    for (const { reply } of statements) {
      expect(reply).to.include('"stmt"');
      await bench.service.plan(op, { ...problem(404, {}), body: reply });
      expect(await rejectionCode(client.getOnlineOtp('ada'))).to.equal('NO_DEVICE_FOUND');
      const accounts = await client.accounts();
      expect(accounts.find(({ login }) => login === 'ada')?.state).to.equal('active');
    }
  });

  it('marks nothing as lost at a service restored from a backup, and works once that has caught up', async () => {
    const client = await bench.enrolled();
    const before = await bench.service.dump();
    await client.getOnlineOtp('ada');
    const after = await bench.service.dump();
    await bench.service.rollBack(before);
    const error = await rejection(client.getOnlineOtp('ada'));
    expect([error.code, error.retryable]).to.deep.equal(['DYNAMIC_TOKEN_KEY_IS_INVALID', true]);
    expect((await client.accounts())[0]?.state).to.equal('active');
    expect(await client.initOnline()).to.deep.equal(['ada']);
    const log = await bench.service.log();
    expect(log.some((line) => line.includes('SERVER_ROLLBACK_SUSPECTED'))).to.equal(true);

    await bench.service.rollBack(after);
    expect(await bench.accepts((await client.getOnlineOtp('ada')).value)).to.equal(true);
  });

  it('refuses an old signed status', async () => {
    const client = await bench.enrolled();
    const [token] = await bench.rows('token');
    await bench.service.admin.post(`/tokens/${String(token!['tid'])}/block`);
    await client.initOnline();
    const statuses = (await bench.service.messages()).filter(
      ({ path }) => path === '/btt/v1/status',
    );
    await bench.service.admin.post(`/tokens/${String(token!['tid'])}/unblock`);
    await client.initOnline();
    expect((await client.accounts())[0]?.state).to.equal('active');
    await bench.service.plan('/btt/v1/status', { status: 200, body: statuses.at(-1)!.reply });
    await client.initOnline();
    expect((await client.accounts())[0]?.state).to.equal('active');
  });

  it('refuses an old hello', async () => {
    const client = await bench.enrolled();
    const hello = (await bench.service.messages()).find(({ path }) => path === '/btt/v1/hello');
    await bench.service.plan('/btt/v1/hello', { status: 200, body: hello!.reply }, 2);
    expect(await client.initOnline()).to.deep.equal(['ada']);
    expect(client.online).to.equal(false);
  });

  it('refuses the hello of another service at the same address, and keeps its enrolments', async () => {
    const client = await bench.enrolled();
    const impostor = await Bench.make();
    const stranger = impostor.client();
    await stranger.initOnline();
    const hello = (await impostor.service.messages()).find(({ path }) => path === '/btt/v1/hello');
    await bench.service.plan('/btt/v1/hello', { status: 200, body: hello!.reply });
    expect(await rejectionCode(client.initOnline())).to.equal('SERVICE_KEY_UNKNOWN');
    expect((await client.accounts()).length).to.equal(1);
    await impostor.close();
    expect(await client.initOnline()).to.deep.equal(['ada']);
  });

  it('trusts only the keys that the page names, if it names any', async () => {
    const wrong = bench.client({ pins: ['A'.repeat(43)] });
    expect(await rejectionCode(wrong.initOnline())).to.equal('SERVICE_KEY_UNKNOWN');
  });

  it('refuses options of the wrong form at once', () => {
    const good = { service: 'https://mfa.example', alias: 'a'.repeat(32) };
    const bad: object[] = [
      {},
      { ...good, service: 'mfa.example' },
      { ...good, service: 'ftp://mfa.example' },
      { ...good, service: 7 },
      { ...good, alias: 'a'.repeat(31) },
      { ...good, alias: undefined },
      { ...good, pins: 'kid' },
      { ...good, origin: 7 },
    ];
    for (const options of bad) expect(() => createClient(options as never)).to.throw(TypeError);
  });
});

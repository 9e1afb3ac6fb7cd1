import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { openBankElsewhere, type BankElsewhere } from './support/second-bank.js';
import { Demo, makeData, removeData } from './support/demo.js';
import { ask, post, postJson } from './support/raw-requests.js';

describe('the back end for the staff of the demo', () => {
  let data: string;
  let demo: Demo;

  before(async () => {
    data = await makeData();
    demo = await Demo.start(data);
  });

  after(async () => {
    await demo?.stop();
    await removeData(data);
  });

  for (const [what, body] of [
    ['no JSON', '{"login":'],
    ['no object', 'null'],
    ['no login', '{"kind":"activation"}'],
    ['an empty login', '{"login":"  ","kind":"activation"}'],
    ['a login that is too long', `{"login":"${'x'.repeat(65)}","kind":"activation"}`],
    ['a kind that it does not know', '{"login":"a","kind":"revoke"}'],
    ['a member too many', '{"login":"a","kind":"activation","service":"other"}'],
  ] as const) {
    it(`refuses to issue a code for an order with ${what}`, async () => {
      const answer = await postJson(`${demo.url}/operator/codes`, body);
      assert.equal(answer.status, 400);
      assert.match(JSON.parse(answer.body).error, /^[A-Z].*\.$/);
    });
  }

  it('restores nobody who is not a customer', async () => {
    const order = '{"login":"stranger","kind":"restore"}';
    assert.equal((await postJson(`${demo.url}/operator/codes`, order)).status, 404);
    const { body } = await ask(`${demo.url}/operator/customers?login=stranger`);
    assert.deepEqual(JSON.parse(body), { customer: null });
  });

  it('makes no short code for an unknown customer or browser', async () => {
    await postJson(`${demo.url}/operator/codes`, '{"login":"short","kind":"activation"}');
    for (const [order, status] of [
      ['{"login":"stranger","kind":"unlock"}', 404],
      ['{"login":"stranger","kind":"reset"}', 404],
      [`{"login":"short","kind":"unlock","tid":"${'x'.repeat(43)}"}`, 404],
      ['{"login":"short","kind":"unlock","tid":"x"}', 409],
      ['{"login":"short","kind":"reset","definePin":true}', 409],
    ] as const) {
      assert.equal((await postJson(`${demo.url}/operator/codes`, order)).status, status, order);
    }
  });

  describe('settings of the service', () => {
    const settings = { pin: 'pin', bio: 'allowed', seal: true, push: true, pushOpen: true };
    const url = () => `${demo.url}/operator/settings`;
    const save = async (change: object) => {
      const { status, body } = await postJson(url(), JSON.stringify({ ...settings, ...change }));
      return { status, error: JSON.parse(body).error as string | undefined };
    };

    it('are refused with a sentence when they are unknown', async () => {
      for (const change of [{ pin: 'word' }, { bio: true }, { seal: 'yes' }, { name: 'Own' }]) {
        const { status, error } = await save(change);
        assert.deepEqual([status, error], [400, 'These are no settings of the service.']);
      }
    });

    it('are refused with the sentence of the service when they contradict each other', async () => {
      const forced = await save({ bio: 'forced' });
      assert.equal(forced.status, 409);
      assert.match(forced.error ?? '', /forced only where pin is none/);
      const other = await save({ pin: 'password' });
      assert.equal(other.status, 409);
      assert.match(other.error ?? '', /cannot be changed while the service has users/);
    });

    it('are stored, and change the kind of PIN once there are no customers', async () => {
      const read = async () => JSON.parse((await ask(url())).body);
      assert.equal((await save({ seal: false })).status, 200);
      assert.equal((await read()).settings.seal, false);
      // More than one page of the service's list.
      const { customers } = await read();
      const service = await demo.mac();
      for (let count = 0; count < 101; count++) {
        await demo.admin.done('/users', { body: { service, login: `customer ${count}` } });
      }
      assert.equal((await read()).customers, customers + 101);
      assert.equal((await postJson(`${url()}/remove-customers`, '{}')).status, 200);
      assert.equal((await save({ pin: 'none', bio: 'forced' })).status, 200);
      assert.equal((await save({ pin: 'password' })).status, 200);
      assert.equal((await save({})).status, 200);
      assert.deepEqual(await read(), { settings, customers: 0 });
    });
  });

  it('refuses a search without a name and unknown actions', async () => {
    assert.equal((await ask(`${demo.url}/operator/customers`)).status, 400);
    for (const path of [
      'customers/unknown-uid/unblock',
      'customers/unknown-uid/delete',
      'customers/..%2f..%2fservices/disable',
      'browsers/unknown-tid/block',
      'browsers/unknown-tid/revoke',
    ]) {
      const { status } = await postJson(`${demo.url}/operator/${path}`, '{}');
      assert.equal(status, 404, path);
    }
  });

  it('makes a customer with the first code, blocks and unblocks them', async () => {
    const order = '{"login":"Béatrice","kind":"activation"}';
    const { status, body } = await postJson(`${demo.url}/operator/codes`, order);
    assert.equal(status, 201);
    assert.match(JSON.parse(body).code, /^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);

    const search = `${demo.url}/operator/customers?login=b%C3%A9atrice`;
    const find = async () => JSON.parse((await ask(search)).body).customer;
    const { uid } = await find();
    assert.equal(
      (await postJson(`${demo.url}/operator/customers/${uid}/disable`, '{}')).status,
      200,
    );
    assert.equal((await find()).status, 'disabled');
    assert.equal((await postJson(`${demo.url}/operator/codes`, order)).status, 409);
    assert.equal(
      (await postJson(`${demo.url}/operator/customers/${uid}/enable`, '{}')).status,
      200,
    );
    assert.equal((await find()).status, 'active');
  });

  it('sends every answer with headers against framing, sniffing and foreign scripts', async () => {
    for (const path of [
      '/',
      '/push',
      '/help',
      '/account',
      '/api/statement',
      '/demo.json',
      '/page.js',
      '/nothing.css',
    ]) {
      const { headers } = await ask(demo.url + path);
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /default-src 'none'/, path);
      assert.match(policy, /require-trusted-types-for 'script'/, path);
      assert.ok(!/unsafe|\*/.test(policy), path);
      assert.equal(headers['x-content-type-options'], 'nosniff');
    }
  });

  it('serves only files of the page', async () => {
    for (const path of [
      '/package.json',
      '/..%2fbank.css',
      '/%2e%2e/main.js',
      '/page.ts',
      '/.css',
    ]) {
      assert.equal((await ask(demo.url + path)).status, 404, path);
    }
    for (const path of ['/page.js', '/security.js', '/bank.css', '/favicon.svg']) {
      assert.equal((await ask(demo.url + path)).status, 200, path);
    }
  });

  describe('with a service that does not answer', () => {
    let bank: BankElsewhere;

    before(async () => {
      bank = await openBankElsewhere(demo, `http://localhost:${await closedPort()}`);
    });

    after(() => bank?.close());

    it('asks to sign in later, instead of refusing the password', async () => {
      const answer = await post(`${bank.url}/login`, { login: 'ada', otp: '12345678' });
      assert.equal(answer.status, 503);
      assert.match(answer.body, /cannot check one-time passwords at the moment/);
      assert.equal(answer.headers['set-cookie'], undefined);
    });

    it('tells the staff and the health check', async () => {
      const order = '{"login":"ada","kind":"activation"}';
      const answer = await postJson(`${bank.url}/operator/codes`, order);
      assert.equal(answer.status, 503);
      assert.match(JSON.parse(answer.body).error, /does not answer/);
      assert.equal((await ask(`${bank.url}/healthz`)).status, 503);
    });
  });
});

/** A port at which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

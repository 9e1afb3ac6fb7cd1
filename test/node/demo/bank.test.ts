import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { NeonClient } from '../../../src/index.js';
import { pin } from '../../support/clients/pins.js';
import { Demo, makeData, removeData } from './support/demo.js';
import { ask, enrol, post } from './support/raw-requests.js';

const login = 'raw.customer';
const foreign = 'https://evil.example';

describe('the bank of the demo', () => {
  let data: string;
  let demo: Demo;
  let client: NeonClient;

  before(async () => {
    data = await makeData();
    demo = await Demo.start(data);
    client = await enrol(demo, login);
  });

  after(async () => {
    client?.close();
    await demo?.stop();
    await removeData(data);
  });

  const freshOtp = async () => (await client.getOnlineOtp(login, { pin })).value;

  /** Signs in and gives the cookie back. */
  const signIn = async (cookie = '') => {
    const fields = { login, otp: await freshOtp() };
    const answer = await post(`${demo.url}/login`, fields, cookie ? { cookie } : {});
    assert.equal(answer.status, 303);
    const [set = ''] = answer.headers['set-cookie'] ?? [];
    return { answer, set, cookie: set.split(';')[0]! };
  };

  for (const [what, headers] of [
    ['with a foreign origin', { origin: foreign }],
    ['with an opaque origin', { origin: 'null' }],
    ['from the service’s origin', () => ({ origin: demo.serviceUrl })],
  ] as const) {
    it(`refuses to sign in, to sign out and to serve the staff ${what}`, async () => {
      const sent = typeof headers === 'function' ? headers() : headers;
      const otp = await freshOtp();
      for (const path of ['/login', '/logout', '/operator/codes']) {
        const { status, headers: got } = await post(`${demo.url}${path}`, { login, otp }, sent);
        assert.equal(status, 403, path);
        assert.equal(got['set-cookie'], undefined);
      }
      assert.equal((await post(`${demo.url}/login`, { login, otp })).status, 303);
    });
  }

  it('refuses what a browser sends from another site without naming an origin', async () => {
    for (const site of ['cross-site', 'same-site', 'none']) {
      const headers = { 'sec-fetch-site': site };
      const { status } = await ask(`${demo.url}/login`, { method: 'POST', headers });
      assert.equal(status, 403, site);
    }
  });

  it('answers under its own name only', async () => {
    const host = `evil.example:${demo.port}`;
    for (const path of ['/', '/demo.json', '/operator/customers?login=a', '/healthz']) {
      const { status, body } = await ask(demo.url + path, { headers: { host } });
      assert.equal(status, 421, path);
      assert.ok(!body.includes('evil'));
    }
    const elsewhere = { host: '127.0.0.1:1' };
    assert.equal((await ask(demo.url, { headers: elsewhere })).status, 421);
    const { status } = await post(`${demo.url}/login`, { login, otp: '1' }, { host });
    assert.equal(status, 421);
  });

  it('redirects an address that is not registered to its own name', async () => {
    const host = `[::1]:${demo.port}`;
    const { status, headers } = await ask(`${demo.url}/account`, { headers: { host } });
    assert.deepEqual([status, headers.location], [302, `${demo.url}/account`]);
    assert.equal((await post(`${demo.url}/login`, { login, otp: '1' }, { host })).status, 421);
  });

  it('refuses a form of a page at its other address', async () => {
    const [first, second] = [demo.url, demo.url.replace('localhost', '127.0.0.1')];
    for (const path of ['/login', '/push', '/logout', '/account/payments', '/operator/codes']) {
      assert.equal((await post(first + path, { login }, { origin: second })).status, 403, path);
      assert.equal((await post(second + path, { login }, { origin: first })).status, 403, path);
    }
  });

  it('refuses a form that is larger than any form of its own', async () => {
    const fields = { login, otp: '1'.repeat(20_000) };
    assert.equal((await post(`${demo.url}/login`, fields)).status, 413);
    const chunked = { 'transfer-encoding': 'chunked' };
    assert.equal((await post(`${demo.url}/login`, fields, chunked)).status, 413);
  });

  it('asks for a one-time password when there is none', async () => {
    for (const fields of [{}, { login }, { login, otp: '' }, { login: ' ', otp: '1' }]) {
      const { status, body } = await post(`${demo.url}/login`, fields);
      assert.equal(status, 400);
      assert.match(body, /Get a one-time password first/);
    }
  });

  it('refuses a wrong one-time password and somebody else’s', async () => {
    const otp = await freshOtp();
    for (const [who, value] of [
      [login, '00000000'],
      ['nobody', otp],
      ['" onfocus="alert(1)', otp],
    ] as const) {
      const { status, body, headers } = await post(`${demo.url}/login`, { login: who, otp: value });
      assert.equal(status, 401);
      assert.match(body, /wrong, used or too old/);
      assert.ok(!body.includes('" onfocus'));
      assert.equal(headers['set-cookie'], undefined);
    }
  });

  it('shows a refusal of the second device’s form at that form', async () => {
    const { status, body } = await post(`${demo.url}/push`, { login: '"><i>', otp: '00000000' });
    assert.equal(status, 401);
    assert.match(body, /wrong, used or too old/);
    assert.match(body, /<title>Sign in with another device/);
    assert.match(body, /value="&quot;&gt;&lt;i&gt;"/);
  });

  it('sets an HttpOnly session cookie, and a new one at each sign-in', async () => {
    const first = await signIn();
    assert.equal(first.answer.headers.location, '/account');
    assert.match(first.set, /; HttpOnly/);
    assert.match(first.set, /; SameSite=Strict/);
    assert.match(first.set, /; Path=\//);
    assert.match(first.set, /; Max-Age=1800/);

    const second = await signIn(first.cookie);
    assert.notEqual(second.cookie, first.cookie);
    const at = (cookie: string) => ask(`${demo.url}/account`, { headers: { cookie } });
    assert.equal((await at(first.cookie)).status, 303);
    assert.match((await at(second.cookie)).body, /data-user="raw.customer"/);
  });

  it('shows the account only with a session, until signing out', async () => {
    const account = `${demo.url}/account`;
    for (const headers of [{}, { cookie: 'harbour_session=guessed' }]) {
      const { status, headers: got } = await ask(account, { headers });
      assert.deepEqual([status, got.location], [303, '/']);
    }
    const { cookie } = await signIn();
    assert.equal((await ask(account, { headers: { cookie } })).status, 200);
    assert.equal((await post(`${demo.url}/logout`, {}, { cookie })).status, 303);
    assert.equal((await ask(account, { headers: { cookie } })).status, 303);
  });
});

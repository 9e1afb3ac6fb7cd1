import { expect } from '@open-wc/testing';
import { createClient, type ClientOptions, type NeonClient } from '../../src/index.js';
import { PageNetwork } from '../../src/service/page/page-network.js';
import { PageService } from '../../src/service/page/page-service.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import { pin } from '../support/clients/pins.js';
import { rejection, rejectionCode } from '../support/clients/rejection.js';

const wrongPin = '739164';

describe('a service inside a page', () => {
  const url = 'https://mfa.example';
  let worker: Worker;
  let network: PageNetwork;
  let service: PageService;
  let mac: string;
  let alias: string;
  let client: NeonClient;

  before(() => {
    worker = new Worker(new URL('../../src/service/page/worker.js', import.meta.url), {
      type: 'module',
    });
  });
  after(() => worker.terminate());

  beforeEach(async () => {
    network = new PageNetwork();
    service = await open(url);
    network.add(url, service.fetch);
    const made = await service.call<{ mac: string }>('/admin/v1/services', {
      name: 'Test',
      iterations: 100_000,
    });
    mac = made.body.mac;
    const site = { service: mac, origins: [location.origin] };
    alias = (await service.call<{ alias: string }>('/admin/v1/sites', site)).body.alias;
    client = browser();
  });
  afterEach(() => {
    client.close();
    service.close();
    network.close();
  });

  const open = (at: string) =>
    PageService.open(worker, { url: at, origin: location.origin, address: 'page' });

  const browser = (options: Partial<ClientOptions> = {}) =>
    createClient({ service: url, alias, store: memoryTokenStore(), ...options });

  async function code(login = 'ada'): Promise<string> {
    await service.call('/admin/v1/users', { service: mac, login });
    const order = { service: mac, login, kind: 'activation' };
    return (await service.call<{ code: string }>('/admin/v1/codes', order)).body.code;
  }

  async function accepts(otp: string, key: string, login = 'ada'): Promise<boolean> {
    const question = { service: mac, login, otp };
    const answer = await service.call<{ ok: boolean }>('/rp/v1/otp/verify', question, { key });
    return answer.body.ok;
  }

  async function apiKey(): Promise<string> {
    const order = { service: mac, scopes: ['otp.verify'] };
    return (await service.call<{ key: string }>('/admin/v1/keys', order)).body.key;
  }

  it('does not open at something that is no origin', async () => {
    const failure = await open('https://mfa.example/path').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
  });

  it('refuses a wrong admin key, and members that it does not know', async () => {
    const wrong = await service.call('/admin/v1/services', undefined, { key: 'wrong' });
    expect(wrong.status).to.equal(401);
    const odd = await service.call('/admin/v1/users', { service: mac, login: 'ada', odd: 1 });
    expect(odd).to.include({ status: 400 });
    expect(odd.body).to.include({ code: 'REQUEST_MALFORMED' });
    expect((await service.call('/nowhere')).status).to.equal(404);
  });

  it('has neither a frame nor the drop-in, since it has no files', async () => {
    await service.call(`/admin/v1/sites/${alias}`, { iframe: true }, { method: 'PATCH' });
    for (const path of [`/frame/v1/${alias}`, '/neon/current/simple-neon-lib.js']) {
      const { status, body } = await service.call(path);
      expect([status, body['code']]).to.deep.equal([404, 'NOT_FOUND']);
    }
  });

  it('believes whoever made its port about the origin, not the message', async () => {
    const elsewhere = browser({ origin: 'https://elsewhere.example' });
    expect(await rejectionCode(elsewhere.activate(await code(), { pin }))).to.equal(
      'ORIGIN_NOT_ALLOWED',
    );
  });

  it('refuses a code of another service in the same worker', async () => {
    const other = await open('https://other.example');
    const first = service;
    service = other;
    const made = await other.call<{ mac: string }>('/admin/v1/services', { mac, name: 'Other' });
    expect(made.status).to.equal(201);
    const foreign = await code();
    service = first;
    expect(await rejectionCode(client.activate(foreign, { pin }))).to.equal(
      'CODE_ENTRY_DOES_NOT_EXIST',
    );
    other.close();
  });

  it('refuses a common PIN by the list that it hands out', async () => {
    const refused = await rejection(client.activate(await code(), { pin: '123456' }));
    expect(refused).to.include({ code: 'PIN_REFUSED', reason: 'common' });
  });

  it('counts wrong PINs, and blocks the browser after the fifth', async () => {
    await client.activate(await code(), { pin });
    const lefts: (number | undefined)[] = [];
    for (let tries = 0; tries < 5; tries++) {
      lefts.push((await rejection(client.getOnlineOtp('ada', { pin: wrongPin }))).left);
    }
    expect(lefts.slice(0, 4)).to.deep.equal([4, 3, 2, 1]);
    expect(await rejectionCode(client.getOnlineOtp('ada', { pin }))).to.equal('TOKEN_IS_BLOCKED');
  });

  it('cannot be reached after it was closed, and breaks off what waits', async () => {
    const given = await code();
    const waiting = service.fetch(`${url}/healthz`).catch((error: unknown) => error);
    service.close();
    expect(await waiting).to.be.instanceOf(TypeError);
    expect(await rejectionCode(client.activate(given, { pin }))).to.equal('NETWORK_UNAVAILABLE');
  });

  it('lets nothing live longer when its time is moved on', async () => {
    const [late, timely] = [await code('ada'), await code('grace')];
    service.advance(24 * 60 * 60_000 - 30_000);
    expect(await client.activate(timely, { pin })).to.equal('grace');
    service.advance(30_000);
    expect(await rejectionCode(client.activate(late, { pin }))).to.equal(
      'CODE_ENTRY_DOES_NOT_EXIST',
    );
  });

  it('gives up a request that is aborted, with its reason', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const asked = service.fetch(`${url}/healthz`, { signal }).catch((error: unknown) => error);
    const reason = new Error('on purpose');
    controller.abort(reason);
    expect(await asked).to.equal(reason);
    expect((await service.fetch(`${url}/healthz`)).status).to.equal(200);
  });

  it('leaves other addresses to the network', async () => {
    const answer = await fetch(import.meta.url);
    expect(answer.status).to.equal(200);
    expect(await answer.text()).to.contain('leaves other addresses to the network');
  });

  it('enrols a browser, and verifies its one-time password once', async () => {
    const key = await apiKey();
    expect(await client.activate(await code(), { pin })).to.equal('ada');
    const { value, expiresAt } = await client.getOnlineOtp('ada', { pin });

    expect(expiresAt).to.be.within(Date.now(), Date.now() + 20_000);
    expect(await accepts('00000000', key)).to.equal(false);
    expect(await accepts(value, key, 'grace')).to.equal(false);
    expect(await accepts(value, key)).to.equal(true);
    expect(await accepts(value, key)).to.equal(false);
  });

  it('serves several browsers at once', async () => {
    const key = await apiKey();
    const browsers = await Promise.all(
      ['ada', 'grace', 'hedy'].map(async (login) => ({
        login,
        own: browser(),
        c: await code(login),
      })),
    );
    const otps = await Promise.all(
      browsers.map(async ({ login, own, c }) => {
        await own.activate(c, { pin });
        const { value } = await own.getOnlineOtp(login, { pin });
        return accepts(value, key, login);
      }),
    );
    expect(otps).to.deep.equal([true, true, true]);
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createVerifier, ServiceError, type Verifier } from '../../../src/rp/index.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { outOf, sealArg } from '../support/tokens/operation-outcomes.js';
import type { RawToken } from '../support/tokens/raw-token.js';

const text = 'Pay 5 € to Bea';

let service: TestService;
let site: TestSite;
let token: RawToken;
let verifier: Verifier;

before(async () => {
  service = await TestService.start();
  site = await service.addSite({ seal: true }, 'https://shop.example');
  token = await enrol(service, site, 'Ada');
  const order = { service: site.mac, scopes: ['otp.verify', 'seal.verify'] };
  const { key } = (await service.admin.post<{ key: string }>('/keys', order)).body;
  verifier = verifierOf({ apiKey: key });
});

after(() => service.close());

function verifierOf(options: { apiKey?: string; url?: string; timeout?: number } = {}): Verifier {
  const now = () => service.clock.now();
  return createVerifier({ url: service.url, service: site.mac, now, ...options });
}

async function sealed(data: string): Promise<string> {
  return String((await outOf(token, 'seal', rightPin, await sealArg(token, data)))['seal']);
}

async function accessToken(): Promise<string> {
  return String((await outOf(token, 'jwt', rightPin))['access_token']);
}

/** Requests for the published keys that the service has answered. */
const keyRequests = () => service.log.filter((line) => line.includes('jwks.json')).length;

const isServiceError = (error: unknown): error is ServiceError => error instanceof ServiceError;

/** Values that cannot be a password or a token, by their type, length or form. */
const impossible = [
  undefined,
  null,
  7,
  ['a.b.c'],
  {},
  'x'.repeat(70_000),
  `a.${'b'.repeat(70_000)}.c`,
];

describe('createVerifier', () => {
  const make = (options: object) => () =>
    createVerifier({ url: 'https://mfa.example', service: 'bank', ...options });

  it('throws a TypeError for a missing or malformed option', () => {
    const origins = [
      undefined,
      '',
      'mfa.example',
      'ftp://mfa.example',
      'https://mfa.example/neon',
      7,
    ];
    for (const url of origins) {
      const message = 'url must be an origin like https://mfa.example';
      assert.throws(make({ url }), { name: 'TypeError', message }, String(url));
    }
    for (const name of [undefined, '', 7]) {
      const message = 'service must be the macId of the service';
      assert.throws(make({ service: name }), { name: 'TypeError', message });
    }
    for (const timeout of [0, -1, 1.5, NaN, Infinity, 2 ** 31, '5000']) {
      assert.throws(make({ timeout }), TypeError, String(timeout));
    }
    for (const url of ['https://mfa.example/', 'http://localhost:8787']) make({ url })();
  });

  it('makes a verifier that sends no call without an API key', async () => {
    const before = service.log.length;
    for (const apiKey of [undefined, '']) {
      const keyless = createVerifier({ url: `${service.url}/`, service: site.mac, apiKey });
      const asked = [keyless.verifyOtp('ada', '0'), keyless.verifySeal('a.b.c', text)];
      for (const one of asked) {
        await assert.rejects(one, { name: 'TypeError', message: /^apiKey is missing/ });
      }
    }
    assert.equal(service.log.length, before);
  });
});

describe('verifyOtp', () => {
  it('sends no call for a value that cannot be a password', async () => {
    const before = service.log.length;
    for (const value of impossible as string[]) {
      assert.equal(await verifier.verifyOtp('ada', value), undefined);
      assert.equal(await verifier.verifyOtp(value, '0'), undefined);
    }
    assert.equal(service.log.length, before);
  });

  it('resolves with undefined for a wrong password, and rejects when the call failed', async () => {
    assert.equal(await verifier.verifyOtp('ada', '00000000'), undefined);
    await assert.rejects(verifierOf({ apiKey: 'wrong' }).verifyOtp('ada', '0'), (error) => {
      return isServiceError(error) && error.status === 401 && error.code === 'NOT_AUTHORIZED';
    });
    const nowhere = verifierOf({ apiKey: site.apiKey, url: 'http://127.0.0.1:9' });
    await assert.rejects(nowhere.verifyOtp('ada', '0'), (error) => {
      return isServiceError(error) && error.status === undefined;
    });
  });

  it('resolves with who presented the password, once', async () => {
    const otp = String((await outOf(token, 'otp', rightPin))['otp']);
    const verified = await verifier.verifyOtp(' ADA', otp);
    assert.equal(verified?.login, 'Ada');
    assert.deepEqual(Object.keys(verified).sort(), ['amr', 'authTime', 'login', 'uid']);
    assert.equal(await verifier.verifyOtp('ada', otp), undefined);
  });
});

describe('verifySeal and verifySealOffline', () => {
  const here = () => ({ alias: site.alias });

  it('resolve with undefined for other data, another person, another site, and what is no seal', async () => {
    const seal = await sealed(text);
    const tampered = `${seal.slice(0, -4)}AAAA`;
    const foreign = { alias: 'f'.repeat(32) };
    assert.equal(await verifier.verifySealOffline(seal, text, foreign), undefined);
    for (const [one, data, check] of [
      [seal, `${text} `, {}],
      [seal, '\ud800', {}],
      [seal, text, { login: 'Bea' }],
      [seal, text, { login: '' }],
      [seal, text, { login: 'A\u200bda' }],
      [tampered, text, {}],
      ['', text, {}],
      ['a.b.c', text, {}],
      [await accessToken(), text, {}],
    ] as const) {
      assert.equal(await verifier.verifySeal(one, data, check), undefined);
      assert.equal(await verifier.verifySealOffline(one, data, { ...here(), ...check }), undefined);
    }
  });

  it('resolve with the browser and the thumbprint of its key, and take the expected one', async () => {
    const seal = await sealed(text);
    const { tid, jwk } = token;
    const jkt = createHash('sha256')
      .update(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }))
      .digest('base64url');
    const other = 'A'.repeat(43);
    for (const wrong of [other, [], [other]]) {
      const check = { jkt: wrong };
      assert.equal(await verifier.verifySeal(seal, text, check), undefined);
      const offline = verifier.verifySealOffline(seal, text, { ...here(), ...check });
      assert.equal(await offline, undefined);
    }
    for (const check of [{}, { jkt }, { jkt: [other, jkt] }]) {
      const verified = await verifier.verifySeal(seal, text, check);
      assert.deepEqual([verified?.tid, verified?.jkt], [tid, jkt]);
      const offline = verifier.verifySealOffline(seal, text, { ...here(), ...check });
      assert.deepEqual(await offline, verified);
    }
  });

  it('send no call for a value that cannot be a seal or a login', async () => {
    const seal = await sealed(text);
    const before = service.log.length;
    for (const value of impossible as string[]) {
      assert.equal(await verifier.verifySeal(value, text), undefined);
      assert.equal(await verifier.verifySealOffline(value, text, here()), undefined);
      if (value === undefined) continue;
      assert.equal(await verifier.verifySeal(seal, text, { login: value }), undefined);
      const offline = verifier.verifySealOffline(seal, text, { ...here(), login: value });
      assert.equal(await offline, undefined);
    }
    assert.equal(service.log.length, before);
  });

  it('take a login in any spelling that the service takes for the same', async () => {
    const seal = await sealed(text);
    for (const login of ['Ada', 'ada', ' ADA ', 'ＡＤＡ']) {
      const online = await verifier.verifySeal(seal, text, { login });
      assert.equal(online?.login, 'Ada', login);
      const offline = await verifier.verifySealOffline(seal, text, { ...here(), login });
      assert.deepEqual(offline, online, login);
    }
  });

  it('throw a TypeError for missing or malformed data', async () => {
    const seal = await sealed('');
    const dig = 'A'.repeat(43);
    const halves = [{ dig }, { len: 0 }, { dig: 'A', len: 0 }, { dig, len: -1 }, { dig, len: '0' }];
    for (const data of [undefined, null, 0, {}, [], ...halves] as unknown as string[]) {
      await assert.rejects(verifier.verifySeal(seal, data), TypeError);
      await assert.rejects(verifier.verifySealOffline(seal, data, here()), TypeError);
    }
  });

  it('resolve with the same for the text, its bytes and their digest', async () => {
    for (const data of ['', text, 'caf\u00e9', 'x'.repeat(10_000_000)]) {
      const seal = await sealed(data);
      const bytes = Buffer.from(data);
      const digest = {
        dig: createHash('sha256').update(bytes).digest('base64url'),
        len: bytes.length,
      };
      for (const given of [data, bytes, digest]) {
        const online = await verifier.verifySeal(seal, given);
        assert.equal(online?.login, 'Ada');
        assert.deepEqual(await verifier.verifySealOffline(seal, given, here()), online);
      }
      const longer = { ...digest, len: digest.len + 1 };
      assert.equal(await verifier.verifySeal(seal, longer), undefined);
      assert.equal(await verifier.verifySealOffline(seal, longer, here()), undefined);
    }
    const composed = await sealed('caf\u00e9');
    assert.equal(await verifier.verifySealOffline(composed, 'cafe\u0301', here()), undefined);
  });

  it('accept a seal a single time with once', async () => {
    const seal = await sealed(text);
    assert.equal((await verifier.verifySeal(seal, text, { once: true }))?.login, 'Ada');
    assert.equal(await verifier.verifySeal(seal, text, { once: true }), undefined);
  });
});

describe('verifyJwt', () => {
  const audience = 'https://shop.example';

  it('resolves with undefined for another audience or scope, a seal, and an expired token', async () => {
    const jwt = await accessToken();
    assert.equal(await verifier.verifyJwt(jwt, { audience: 'https://other.example' }), undefined);
    assert.equal(await verifier.verifyJwt(jwt, { audience, scope: 'pay' }), undefined);
    assert.equal(await verifier.verifyJwt(await sealed(text), { audience }), undefined);
    assert.equal(await verifier.verifyJwt(`${jwt.slice(0, -4)}AAAA`, { audience }), undefined);
    const [, payload] = jwt.split('.');
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    assert.equal(await verifier.verifyJwt(`${none}.${payload}.`, { audience }), undefined);
    service.clock.advance(325_000);
    assert.equal((await verifier.verifyJwt(jwt, { audience }))?.login, 'Ada');
    service.clock.advance(10_000);
    assert.equal(await verifier.verifyJwt(jwt, { audience }), undefined);
  });

  it('fetches the keys once, and again for an unknown one, at most once a minute', async () => {
    const fresh = verifierOf();
    const jwt = await accessToken();
    const before = keyRequests();
    await Promise.all(Array.from({ length: 9 }, () => fresh.verifyJwt(jwt, { audience })));
    assert.equal(keyRequests() - before, 1);
    const header = { alg: 'ES256', typ: 'at+jwt', kid: 'A'.repeat(43) };
    const named = Buffer.from(JSON.stringify(header)).toString('base64url');
    const unknown = [named, ...jwt.split('.').slice(1)].join('.');
    for (let count = 0; count < 3; count++) await fresh.verifyJwt(unknown, { audience });
    assert.equal(keyRequests() - before, 1);
    service.clock.advance(61_000);
    for (let count = 0; count < 3; count++) await fresh.verifyJwt(unknown, { audience });
    assert.equal(keyRequests() - before, 2);
    assert.equal((await fresh.verifyJwt(jwt, { audience }))?.login, 'Ada');
    assert.equal(keyRequests() - before, 2);
  });

  it('fetches no keys for a value that cannot be an access token', async () => {
    const before = keyRequests();
    for (const value of impossible as string[]) {
      assert.equal(await verifierOf().verifyJwt(value, { audience }), undefined);
    }
    assert.equal(keyRequests(), before);
  });

  it('rejects when the keys cannot be fetched or are malformed', async () => {
    const jwt = await accessToken();
    const other: Server = createServer((_, outgoing) => outgoing.end('{"keys":[{"kty":"RSA"}]}'));
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    try {
      for (const at of [url, 'http://127.0.0.1:9']) {
        const verification = verifierOf({ url: at }).verifyJwt(jwt, { audience });
        await assert.rejects(verification, isServiceError);
      }
    } finally {
      other.close();
    }
  });
});

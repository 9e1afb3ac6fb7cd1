/**
 * Seals and access tokens signed with a key of the service that was replaced. The test has its private half, as a thief
 * would.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { utf8 } from '../../../src/crypto/bytes.js';
import { exportPublicJwk, keyId } from '../../../src/crypto/jwk.js';
import { generateSigningKey, signCompact } from '../../../src/crypto/jws.js';
import { createVerifier, ServiceError, type Verifier } from '../../../src/rp/index.js';
import type { Json } from '../support/tokens/token-answers.js';
import { block, runScript } from '../support/documents/examples.js';
import { readTaskPage } from '../support/documents/guides.js';
import { hash, random } from '../support/tokens/token-keys.js';

const alias = '0123456789abcdef0123456789abcdef';
const text = 'Pay 5 € to Bea';
const audience = 'https://shop.example';
const now = Math.floor(Date.now() / 1000);
/** When the key began to sign and when it was replaced, in seconds. */
const [from, until] = [now - 20_000_000, now - 10_000_000];

let server: Server;
let url: string;
let pair: CryptoKeyPair;
let kid: string;
let verifier: Verifier;
/** The key set that the service publishes; undefined: it does not answer. */
let published: object | undefined;
let replaced: object;
let inUse: object;

before(async () => {
  pair = await generateSigningKey();
  const jwk = await exportPublicJwk(pair.publicKey);
  kid = keyId(jwk);
  inUse = { keys: [{ ...jwk, kid, alg: 'ES256', nbf: from }] };
  published = replaced = { keys: [{ ...jwk, kid, alg: 'ES256', nbf: from, exp: until + 120 }] };
  server = createServer((_, outgoing) => {
    outgoing.writeHead(published ? 200 : 503, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify(published ?? {}));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  verifier = createVerifier({ url, service: 'bank' });
});

after(() => server.close());

interface Draft {
  readonly seal?: Json;
  readonly device?: Json;
  /** Claims of a second statement of the browser, which a seal need not have. */
  readonly named?: Json;
}

/** Makes a valid seal, then replaces the given claims. */
async function sealed({ seal, device, named }: Draft = {}): Promise<string> {
  const browser = await generateSigningKey();
  const jwk = await exportPublicJwk(browser.publicKey);
  const tid = keyId(jwk);
  const about = { dig: hash(utf8(text)), len: utf8(text).length, jti: random(16) };
  const state = (typ: string, claims: Json | undefined) =>
    signCompact(
      browser.privateKey,
      { alg: 'ES256', typ, jwk },
      { v: 1, iss: url, als: alias, tid, ...about, ...claims },
    );
  const dev = await state('btt-dev-seal', device);
  const dev2 = named && (await state('btt-dev-seal2', named));
  const who = { sub: random(16), login: 'ada', iat: from + 1000, amr: ['swk'] };
  const claims = { iss: url, aud: alias, ...who, ...about, tid, jwk, dev, dev2, ...seal };
  return signCompact(pair.privateKey, { alg: 'ES256', typ: 'btt-seal', kid }, claims);
}

const verify = async (draft?: Draft) =>
  (await verifier.verifySealOffline(await sealed(draft), text, { alias }))?.login;

describe('a seal that is verified offline', () => {
  const sub = random(16);
  const named = { uid: sub, amr: ['swk'], now: (from + 1000) * 1000 };

  it('is not valid when its key was not in use at the time of the statement', async () => {
    for (const iat of [0, from - 5, until + 121, until + 10_000_000]) {
      assert.equal(await verify({ seal: { iat } }), undefined, String(iat));
    }
  });

  it('is valid when its key was in use then, and two minutes after the replacement', async () => {
    for (const iat of [from, from + 1, until, until + 119]) {
      assert.equal(await verify({ seal: { iat } }), 'ada', String(iat));
    }
  });

  it('is valid when the browser has named the same user and factor, and a time shortly before', async () => {
    for (const iat of [from + 1000, from + 1500]) {
      assert.equal(await verify({ named, seal: { sub, iat } }), 'ada');
    }
  });

  it('is not valid when the service has made it without the browser', async () => {
    const drafts: Draft[] = [
      { device: { dig: random(32) } },
      { device: { jti: random(16) } },
      { device: { len: 3 } },
      { device: { als: 'f'.repeat(32) } },
      { device: { iss: 'https://other.example' } },
      { device: { tid: random(32) } },
      { seal: { tid: random(32) } },
      // The browser has named user, factor and time, and the service says something else.
      { named: { ...named, uid: random(16) }, seal: { sub } },
      { named: { ...named, jti: random(16) }, seal: { sub } },
      { named: { ...named, dig: random(32) }, seal: { sub } },
      { named, seal: { sub, dev2: 'a.b.c' } },
      { named: { ...named, amr: ['swk', 'pin', 'mfa'] }, seal: { sub } },
      { named, seal: { sub: random(16) } },
      { named, seal: { sub, amr: [] } },
      { named, seal: { sub, iat: from + 10_000 } },
      { named, seal: { sub, iat: from + 10 } },
      { named: { uid: sub }, seal: { sub } },
      { seal: { dev: 'a.b.c' } },
      { seal: { dev: await sealed() } },
      { seal: { jwk: await exportPublicJwk((await generateSigningKey()).publicKey) } },
      { seal: { iss: 'https://other.example' } },
    ];
    for (const draft of drafts) assert.equal(await verify(draft), undefined, JSON.stringify(draft));
  });
});

/** Makes a valid access token, then replaces the given claims. */
function issued(iat: number, claims: Json = {}): Promise<string> {
  const header = { alg: 'ES256', typ: 'at+jwt', kid };
  const who = { iss: url, sub: random(16), login: 'ada', aud: audience, client_id: alias };
  const how = { auth_time: iat, acr: 'urn:btt:2f', amr: ['swk', 'pin', 'mfa'], jti: random(16) };
  return signCompact(pair.privateKey, header, { ...who, ...how, iat, exp: iat + 300, ...claims });
}

describe('an access token', () => {
  /** Verifies an access token at the time at which it was issued. */
  async function verifyAt(iat: number): Promise<string | undefined> {
    const then = createVerifier({ url, service: 'bank', now: () => iat * 1000 });
    return (await then.verifyJwt(await issued(iat), { audience }))?.login;
  }

  it('is not valid when its key was not in use at the time of the statement', async () => {
    for (const iat of [from - 5, until + 121, now]) {
      assert.equal(await verifyAt(iat), undefined, String(iat));
    }
  });

  it('is valid when its key was in use then, and two minutes after the replacement', async () => {
    for (const iat of [from, until, until + 119]) assert.equal(await verifyAt(iat), 'ada');
  });

  it('is refused within ten minutes after its key was replaced', async () => {
    let time = now * 1000;
    const long = createVerifier({ url, service: 'bank', now: () => time });
    const isGood = async () =>
      (await long.verifyJwt(await issued(Math.floor(time / 1000)), { audience })) !== undefined;
    published = inUse;
    assert.equal(await isGood(), true);
    published = replaced;
    time += 9 * 60_000;
    assert.equal(await isGood(), true);
    time += 61_000;
    assert.equal(await isGood(), false);
  });

  it('is not valid when it claims to live longer than five minutes', async () => {
    published = replaced;
    const verifiesAfter = async (seconds: number) => {
      const then = createVerifier({ url, service: 'bank', now: () => (until + seconds) * 1000 });
      const jwt = await issued(until, { exp: until + 10_000_000 });
      return (await then.verifyJwt(jwt, { audience }))?.login;
    };
    assert.equal(await verifiesAfter(330), undefined);
    assert.equal(await verifiesAfter(329), 'ada');
  });

  it('is verified by the cached keys when they cannot be fetched again', async () => {
    let time = now * 1000;
    const long = createVerifier({ url, service: 'bank', now: () => time });
    const isGood = async () => {
      const jwt = await issued(Math.floor(time / 1000));
      return (await long.verifyJwt(jwt, { audience })) !== undefined;
    };
    published = undefined;
    await assert.rejects(isGood(), ServiceError);
    published = inUse;
    assert.equal(await isGood(), true);
    published = undefined;
    time += 3_600_000;
    assert.equal(await isGood(), true);
    assert.equal(await isGood(), true);
    published = replaced;
  });
});

describe('the guide’s script', () => {
  it('refuses what a replaced key has signed since', async () => {
    const guide = await readTaskPage('offline-verification');
    const script = block(guide, 'js', 'EmbeddedJWK');
    published = {
      keys: [{ ...(await exportPublicJwk(pair.publicKey)), kid, nbf: from, exp: now - 10 }],
    };
    const [ACCESS_TOKEN, SEAL] = [await issued(now - 20), await sealed()];
    const right = { NEON_URL: url, AUDIENCE: audience, ACCESS_TOKEN, SEAL, DATA: text };
    for (const wrong of [
      { ACCESS_TOKEN: await issued(now) },
      { ACCESS_TOKEN: await issued(now - 3_600, { exp: now + 3_600 }) },
      { SEAL: await sealed({ seal: { iat: now } }) },
    ]) {
      const { code, output } = await runScript(script, { ...right, ...wrong });
      assert.deepEqual([code, output], [1, ''], JSON.stringify(Object.keys(wrong)));
    }
    const { output, complaint } = await runScript(script, right);
    assert.deepEqual([output, complaint], ['ada may enter, ada has sealed.\n', '']);
  });
});

/**
 * Seals by keys of which a test knows the private half, as a thief of a retired key would make them.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { utf8 } from '../../../src/crypto/bytes.js';
import { exportPublicJwk, keyId } from '../../../src/crypto/jwk.js';
import { generateSigningKey, signCompact } from '../../../src/crypto/jws.js';
import { createVerifier, type Verifier } from '../../../src/rp/index.js';
import type { Json } from '../support/answer.js';
import { hash, random } from '../support/token-keys.js';

const alias = '0123456789abcdef0123456789abcdef';
const text = 'Pay 5 € to Bea';
/** When the key was taken into use and replaced, in seconds. */
const [from, until] = [1_800_000_000, 1_810_000_000];

let server: Server;
let url: string;
let pair: CryptoKeyPair;
let kid: string;
let verifier: Verifier;

before(async () => {
  pair = await generateSigningKey();
  const jwk = await exportPublicJwk(pair.publicKey);
  kid = await keyId(jwk);
  const keys = JSON.stringify({ keys: [{ ...jwk, nbf: from, exp: until + 120 }] });
  server = createServer((_, outgoing) => outgoing.end(keys));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  verifier = createVerifier({ url, service: 'bank' });
});

after(() => server.close());

interface Draft {
  readonly seal?: Json;
  readonly device?: Json;
}

/** Makes a seal that is right but for what is given. */
async function sealed({ seal, device }: Draft = {}): Promise<string> {
  const browser = await generateSigningKey();
  const jwk = await exportPublicJwk(browser.publicKey);
  const tid = await keyId(jwk);
  const about = { dig: await hash(utf8(text)), len: utf8(text).length, jti: random(16) };
  const dev = await signCompact(
    browser.privateKey,
    { alg: 'ES256', typ: 'btt-dev-seal', jwk },
    { v: 1, iss: url, als: alias, tid, ...about, ...device },
  );
  const who = { sub: random(16), login: 'ada', iat: from + 1000, amr: ['swk'] };
  const claims = { iss: url, aud: alias, ...who, ...about, tid, jwk, dev, ...seal };
  return signCompact(pair.privateKey, { alg: 'ES256', typ: 'btt-seal', kid }, claims);
}

const verify = async (draft?: Draft) =>
  (await verifier.verifySealOffline(await sealed(draft), text, { alias }))?.login;

describe('a seal that is verified years later', () => {
  it('is not right when its key was not in use at its time', async () => {
    for (const iat of [0, from - 5, until + 121, until + 10_000_000]) {
      assert.equal(await verify({ seal: { iat } }), undefined, String(iat));
    }
  });

  it('is right when its key was, and for as long after as a service needs to take the next one', async () => {
    for (const iat of [from, from + 1, until, until + 119]) {
      assert.equal(await verify({ seal: { iat } }), 'ada', String(iat));
    }
  });

  it('is not right when the service has made it without the browser', async () => {
    const drafts: Draft[] = [
      { device: { dig: random(32) } },
      { device: { jti: random(16) } },
      { device: { len: 3 } },
      { device: { als: 'f'.repeat(32) } },
      { device: { iss: 'https://other.example' } },
      { device: { tid: random(32) } },
      { seal: { tid: random(32) } },
      { seal: { dev: 'a.b.c' } },
      { seal: { dev: await sealed() } },
      { seal: { jwk: await exportPublicJwk((await generateSigningKey()).publicKey) } },
      { seal: { iss: 'https://other.example' } },
    ];
    for (const draft of drafts) assert.equal(await verify(draft), undefined, JSON.stringify(draft));
  });
});

/**
 * Seals and access tokens that a thief of a signing key of the service makes. The thief can sign what they like, and has
 * seen real ones, but cannot write into the database.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { utf8 } from '../../../src/crypto/bytes.js';
import { exportPublicJwk, keyId } from '../../../src/crypto/jwk.js';
import { generateSigningKey, signCompact } from '../../../src/crypto/jws.js';
import { createVerifier } from '../../../src/rp/index.js';
import { rotateSigningKeyFile } from '../../../src/service/node/keys/key-rotation.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import type { Answer } from '../../support/services/door-call.js';
import { assertRefused } from '../support/services/door-answers.js';
import { Folder } from '../support/services/data-folder.js';
import { userRow } from '../support/services/database-rows.js';
import { enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { outOf, sealArg } from '../support/tokens/operation-outcomes.js';
import type { RawToken } from '../support/tokens/raw-token.js';
import type { Json } from '../support/tokens/token-answers.js';
import { hash, random } from '../support/tokens/token-keys.js';

const text = 'Pay 5 € to Bea';
const invalid = '422 SEALDATA_IS_NOT_VALID';

interface StolenKey {
  readonly kid: string;
  readonly key: CryptoKey;
}

let folder: Folder;
let service: TestService;
let site: TestSite;
let apiKey: string;
let token: RawToken;
let uid: string;
let seal: string;
/** When the replaced key was in use, in seconds. */
let then: number;
let replaced: StolenKey;
let current: StolenKey;

before(async () => {
  folder = new Folder();
  service = await TestService.start({ data: folder.data });
  site = await service.addSite({ seal: true });
  const order = { service: site.mac, scopes: ['seal.verify', 'jwt.introspect'] };
  apiKey = (await service.admin.post<{ key: string }>('/keys', order)).body.key;
  token = await enrol(service, site, 'ada');
  ({ uid } = await userRow(service, 'ada'));
  replaced = await stolenKey();
  seal = await sealed(token);
  then = Number(claimsOf(seal)['iat']);
  service.clock.advance(60_000);
  await rotateSigningKeyFile(folder.data, service.clock.now(), true);
  await service.refresh();
  current = await stolenKey();
});

after(async () => {
  await service.close();
  folder.remove();
});

/** The key that signs now, from the key file. */
async function stolenKey(): Promise<StolenKey> {
  const file = JSON.parse(readFileSync(join(folder.data, 'keys.json'), 'utf8')) as {
    signing: (JsonWebKey & { from?: number; until?: number })[];
  };
  const { from: _, until: __, ...jwk } = file.signing.at(-1)!;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign']);
  const { crv, kty, x, y } = jwk as { crv: 'P-256'; kty: 'EC'; x: string; y: string };
  return { kid: keyId({ crv, kty, x, y }), key };
}

async function sealed(by: RawToken): Promise<string> {
  return String((await outOf(by, 'seal', rightPin, await sealArg(by, text)))['seal']);
}

function claimsOf(compact: string): Json {
  return JSON.parse(Buffer.from(compact.split('.')[1]!, 'base64url').toString()) as Json;
}

function sign({ kid, key }: StolenKey, claims: Json, typ = 'btt-seal'): Promise<string> {
  return signCompact(key, { alg: 'ES256', typ, kid }, claims);
}

/** Claims of a seal, with a statement by a key that the thief has just made. */
async function invented(claims: Json): Promise<Json> {
  const { publicKey, privateKey } = await generateSigningKey();
  const jwk = await exportPublicJwk(publicKey);
  const about = { dig: hash(utf8(text)), len: utf8(text).length, jti: random(16) };
  const [iss, als, tid] = [service.url, site.alias, keyId(jwk)];
  const header = { alg: 'ES256', typ: 'btt-dev-seal', jwk };
  const dev = await signCompact(privateKey, header, { v: 1, iss, als, tid, ...about });
  const amr = ['swk', 'pin', 'mfa'];
  return { iss, aud: als, sub: uid, login: 'ada', ...about, amr, tid, jwk, dev, ...claims };
}

function verify(compact: string, claim: object = {}): Promise<Answer> {
  const body = { service: site.mac, seal: compact, data: text, ...claim };
  return service.rp('/seal/verify', apiKey, body);
}

const now = () => Math.floor(service.clock.now() / 1000);

describe('a seal by a stolen signing key is refused online', () => {
  it('when its browser key was made by the thief', async () => {
    assertRefused(await verify(await sign(current, await invented({ iat: now() }))), invalid);
    assertRefused(await verify(await sign(replaced, await invented({ iat: then }))), invalid);
    assertRefused(
      await verify(await sign(current, await invented({ iat: now() })), { once: true }),
      invalid,
    );
  });

  it('when its user has never sealed', async () => {
    await service.issueCode(site, 'bea');
    const bea = (await userRow(service, 'bea')).uid;
    const claims = await invented({ sub: bea, login: 'bea', iat: now() });
    assertRefused(await verify(await sign(current, claims)), invalid);
  });

  it('when it is an enrolled browser’s, but was never issued', async () => {
    // The statement was signed by the browser, but for an operation that the service refused.
    const { dev } = await sealArg(token, text);
    const claims = { ...claimsOf(seal), jti: claimsOf(dev)['jti']!, dev, iat: now() };
    assertRefused(await verify(await sign(current, claims)), invalid);
  });

  it('when a real seal was signed again with another user, login, factor or time', async () => {
    const real = claimsOf(seal);
    const other = (await userRow(service, 'ada')).uid.split('').reverse().join('');
    const altered: Json[] = [
      { sub: other },
      { login: 'bea' },
      { amr: ['swk'] },
      { iat: now() },
      { iat: then - 1 },
      { more: 1 },
    ];
    for (const change of altered) {
      for (const key of [current, replaced]) {
        const iat = key === current ? now() : then;
        const forged = await sign(key, { ...real, iat, ...change });
        assertRefused(await verify(forged), invalid);
      }
    }
  });
});

describe('an access token by a stolen signing key', () => {
  let real: Json;

  before(async () => {
    // Times in tokens are rounded down to seconds: this one is not from the second in which the key was replaced.
    service.clock.advance(1_000);
    real = claimsOf(String((await outOf(token, 'jwt', rightPin))['access_token']));
  });

  const isActive = async (key: StolenKey, claims: Json) => {
    const jwt = await sign(key, claims, 'at+jwt');
    const { body } = await service.rp('/jwt/introspect', apiKey, { token: jwt });
    return body['active'];
  };

  it('is inactive when it says something else than the one that was issued', async () => {
    const altered: Json[] = [
      { sub: random(16) },
      { login: 'bea' },
      { aud: 'https://other.example' },
      { exp: Number(real['exp']) + 60 },
      { iat: Number(real['iat']) - 1 },
      { amr: ['swk'] },
      { scope: 'payments' },
      { jti: random(16) },
    ];
    for (const change of altered) {
      assert.equal(await isActive(current, { ...real, ...change }), false, JSON.stringify(change));
    }
    assert.equal(await isActive(current, real), true);
  });

  it('is inactive when the key was replaced before, whatever it says', async () => {
    assert.equal(await isActive(replaced, real), false);
    assert.equal(await isActive(replaced, { ...real, iat: then }), false);
  });
});

describe('an access token that the service has issued', () => {
  it('stays active without the record of its claims, as one from before the table had it', async () => {
    const jwt = String((await outOf(token, 'jwt', rightPin))['access_token']);
    await service.store.transaction((tx) =>
      tx
        .updateTable('access_token')
        .set({ h: null })
        .where('jti', '=', String(claimsOf(jwt)['jti']))
        .execute()
        .then(() => {}),
    );
    const { body } = await service.rp('/jwt/introspect', apiKey, { token: jwt });
    assert.equal(body['active'], true);
  });
});

describe('a seal by a stolen signing key', () => {
  it('is refused offline by a verifier that knows the keys of the user', async () => {
    const verifier = createVerifier({ url: service.url, service: site.mac });
    const check = { alias: site.alias, login: 'ada', jkt: [token.tid] };
    for (const [key, iat] of [
      [current, now()],
      [replaced, then],
    ] as const) {
      const forged = await sign(key, await invented({ iat }));
      assert.equal(await verifier.verifySealOffline(forged, text, check), undefined);
      // Without the keys of the user nobody can see it, as docs/security.md says.
      const unseen = await verifier.verifySealOffline(forged, text, { alias: site.alias });
      assert.equal(unseen?.login, 'ada');
    }
    assert.equal((await verifier.verifySealOffline(seal, text, check))?.tid, token.tid);
  });
});

describe('a browser', () => {
  it('cannot give the number of a seal to another one', async () => {
    const { jti } = claimsOf(seal);
    const arg = await sealArg(token, 'Pay 500 € to Bea', { claims: { jti } });
    const { err } = await token.run('seal', rightPin, { core: { arg } });
    assert.equal(err, 'REQUEST_MALFORMED');
  });
});

describe('a seal that the service has issued', () => {
  it('stays good without the record of its claims, at its own time only', async () => {
    // As the migration records a seal that was issued before the table existed.
    const early = await enrol(service, site, 'early');
    const old = await sealed(early);
    const claims = claimsOf(old);
    await service.store.transaction((tx) =>
      tx
        .updateTable('seal')
        .set({ h: null })
        .where('tid', '=', early.tid)
        .execute()
        .then(() => {}),
    );
    assert.equal((await verify(old)).status, 200);
    for (const iat of [Number(claims['iat']) - 120, Number(claims['iat']) + 120]) {
      assertRefused(await verify(await sign(current, { ...claims, iat })), invalid);
    }
    assertRefused(await verify(await sign(current, { ...claims, sub: uid })), invalid);
  });

  it('stays good when its browser is revoked, its user deleted, and the tables were cleaned', async () => {
    assert.equal((await verify(seal)).status, 200);
    await service.admin.post(`/tokens/${token.tid}/revoke`);
    await service.admin.delete(`/users/${uid}`);
    service.clock.advance(40 * 24 * 60 * 60_000);
    await service.refresh();
    const { status, body } = await verify(seal, { login: 'ADA' });
    assert.deepEqual([status, body['uid'], body['iat']], [200, uid, then]);
    const { seal: rows } = await service.dump();
    assert.ok(rows!.length > 0 && !JSON.stringify(rows).includes('ada'), 'no login is kept');
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { utf8 } from '../../../src/crypto/bytes.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { call, type Answer } from '../../support/services/door-call.js';
import { assertRefused } from '../support/services/door-answers.js';
import { enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { noDigest, outOf, sealArg } from '../support/tokens/operation-outcomes.js';
import type { RawToken } from '../support/tokens/raw-token.js';
import { hash } from '../support/tokens/token-keys.js';

const text = 'Pay 5 € to Bea';
/** Digest of the same text. */
const digest = { dig: hash(utf8(text)), len: utf8(text).length };
const invalid = '422 SEALDATA_IS_NOT_VALID';

describe('a relying party that has a seal verified', () => {
  let service: TestService;
  let site: TestSite;
  let key: string;
  let token: RawToken;
  let seal: string;

  const keyWith = async (options: object): Promise<string> => {
    const order = { service: site.mac, scopes: ['seal.verify'], ...options };
    return (await service.admin.post<{ key: string }>('/keys', order)).body.key;
  };

  before(async () => {
    service = await TestService.start();
    site = await service.addSite({ seal: true });
    key = await keyWith({});
    token = await enrol(service, site, 'Ada');
    seal = await sealed(text);
  });

  after(() => service.close());

  async function sealed(data: string, from = token): Promise<string> {
    return String((await outOf(from, 'seal', rightPin, await sealArg(from, data)))['seal']);
  }

  function verify(claim: object, by = key, headers: Record<string, string> = {}): Promise<Answer> {
    const body = { service: site.mac, ...claim };
    return call(`${service.localUrl}/rp/v1/seal/verify`, {
      method: 'POST',
      body,
      key: by,
      headers,
    });
  }

  it('is refused without the scope, for another service, and with anything but a text or a digest', async () => {
    const without = await keyWith({ scopes: ['otp.verify', 'jwt.introspect'] });
    assertRefused(await verify({ seal, data: text }, without), '403 KEY_NOT_ALLOWED');
    const other = await verify({ seal, data: text, service: 'other' });
    assertRefused(other, '403 KEY_NOT_ALLOWED', 'The key belongs to another service.');
    for (const about of [
      {},
      { len: 5 },
      { data: text, dig: noDigest },
      { data: text, len: 5 },
      { data: text, dig: noDigest, len: 5 },
    ]) {
      const detail = 'Either data, or dig with or without len, has to be given.';
      assertRefused(await verify({ seal, ...about }), '400 REQUEST_MALFORMED', detail);
    }
    const badDigest = await verify({ seal, dig: 'x', len: 5 });
    assertRefused(badDigest, '400 REQUEST_MALFORMED', 'dig has to be SHA-256 in base64url.');
    for (const len of [-1, 1.5, '5', null, 2 ** 53]) {
      const detail = 'len has to be a whole number from 0 to 9007199254740991.';
      assertRefused(await verify({ seal, dig: noDigest, len }), '400 REQUEST_MALFORMED', detail);
    }
  });

  it('is told that a seal is not valid, whatever is wrong', async () => {
    const [header, payload, signature] = seal.split('.');
    const stranger = await service.addSite({ seal: true });
    const elsewhere = await sealed(text, await enrol(service, stranger, 'Ada'));
    const wrong: [string, object][] = [
      ['data', { seal, data: `${text}.` }],
      ['digest', { seal, ...digest, dig: noDigest }],
      ['digest without a length', { seal, dig: noDigest }],
      ['length', { seal, ...digest, len: digest.len + 1 }],
      ['person', { seal, data: text, login: 'bea' }],
      ['no seal', { seal: '', data: text }],
      ['two parts', { seal: `${header}.${payload}`, data: text }],
      ['another header', { seal: `e30.${payload}.${signature}`, data: text }],
      ['no base64url', { seal: `${header}.${payload}.*`, data: text }],
      ['signature', { seal: `${header}.${payload}.${'A'.repeat(86)}`, data: text }],
      ['another service', { seal: elsewhere, data: text }],
      ['an access token', { seal: await accessToken(), data: text }],
      ['a statement', { seal: (await sealArg(token, text)).dev, data: text }],
    ];
    for (const [name, claim] of wrong) {
      const { status, body } = await verify(claim);
      assert.equal(`${status} ${String(body['code'])}`, invalid, name);
    }
    const alone = await keyWith({
      aliases: [await service.addAlias(site.mac, 'https://a.example')],
    });
    assertRefused(await verify({ seal, data: text }, alone), invalid);
  });

  async function accessToken(): Promise<string> {
    return String((await outOf(token, 'jwt', rightPin))['access_token']);
  }

  it('is refused with a thumbprint that is none, and with too many', async () => {
    const detail = 'jkt has to be a thumbprint of 43 characters, or a list of 1 to 256 of them.';
    for (const jkt of ['', 7, {}, [], ['x'], Array.from({ length: 257 }, () => noDigest)]) {
      const answer = await verify({ seal, data: text, jkt });
      assertRefused(answer, '400 REQUEST_MALFORMED', detail);
    }
  });

  it('is told that a seal by another browser than the expected is not valid, and does not use it up', async () => {
    const once = { seal: await sealed(text), data: text, once: true };
    const other = `${token.tid.slice(0, -1)}${token.tid.endsWith('A') ? 'E' : 'A'}`;
    for (const jkt of [noDigest, [noDigest], [noDigest, other]]) {
      assertRefused(await verify({ ...once, jkt }), invalid);
    }
    assert.equal((await verify({ ...once, jkt: [noDigest, token.tid] })).status, 200);
  });

  it('learns who sealed it, when and in which browser, by the data or by their digest, any number of times', async () => {
    const amr = ['swk', 'pin', 'mfa'];
    const claims = [{ data: text }, digest, { dig: digest.dig }, { data: text, login: 'ADA' }];
    for (const claim of [...claims, { data: text, jkt: token.tid }]) {
      const { status, body } = await verify({ seal, ...claim });
      const { uid, iat, ...rest } = body;
      assert.deepEqual(
        [status, rest],
        [200, { ok: true, login: 'Ada', amr, tid: token.tid, jkt: token.tid }],
      );
      assert.match(String(uid), /^[\w-]{22}$/);
      assert.ok(Math.abs(Number(iat) - service.clock.now() / 1000) < 60);
    }
  });

  it('distinguishes texts that only look the same', async () => {
    const [composed, decomposed] = ['caf\u00e9', 'cafe\u0301'];
    const sealOfComposed = await sealed(composed);
    assert.equal((await verify({ seal: sealOfComposed, data: composed })).status, 200);
    assertRefused(await verify({ seal: sealOfComposed, data: decomposed }), invalid);
    const replaced = await sealed('\ufffd');
    assertRefused(await verify({ seal: replaced, data: '\ud800' }), invalid);
    assert.equal((await verify({ seal: await sealed(''), data: '' })).status, 200);
  });

  it('accepts a seal once with `once`, among concurrent requests too', async () => {
    const once = { seal: await sealed(text), data: text, once: true };
    const answers = await Promise.all(Array.from({ length: 20 }, () => verify(once)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    assertRefused(await verify(once), invalid);
    assert.equal((await verify({ ...once, once: false })).status, 200);
  });

  it('may repeat a request for 30 seconds after its answer was lost', async () => {
    const once = { seal: await sealed(text), data: text, once: true };
    const headers = { 'idempotency-key': 'order-1' };
    const first = await verify(once, key, headers);
    assert.equal(first.status, 200);
    assert.deepEqual((await verify(once, key, headers)).body, first.body);
    assertRefused(await verify(once, key, { 'idempotency-key': 'order-2' }), invalid);
    assertRefused(await verify(once, await keyWith({}), headers), invalid);
    service.clock.advance(31_000);
    assertRefused(await verify(once, key, headers), invalid);
  });

  it('is not affected by a seal of another browser with the same id', async () => {
    const mine = await sealArg(token, text, { claims: { jti: noDigest.slice(0, 22) } });
    const other = await enrol(service, site, 'Bea');
    const theirs = await sealArg(other, 'other', { claims: { jti: noDigest.slice(0, 22) } });
    const sealOfMine = String((await outOf(token, 'seal', rightPin, mine))['seal']);
    const sealOfTheirs = String((await outOf(other, 'seal', rightPin, theirs))['seal']);
    const used = await verify({ seal: sealOfTheirs, data: 'other', once: true });
    assert.equal(used.status, 200);
    assert.equal((await verify({ seal: sealOfMine, data: text, once: true })).status, 200);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { toBase64Url, utf8 } from '../../../../src/crypto/bytes.js';
import { generateSigningKey, signEs256 } from '../../../../src/crypto/jws.js';
import { readOut } from '../../../../src/protocol/operations.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { enrol, rightPin, stretched, wrongPin } from '../../support/tokens/enrolled-token.js';
import {
  bioKey,
  namedSealArg,
  outcomeOf,
  outOf,
  sealArg,
  type SealDraft,
} from '../../support/tokens/operation-outcomes.js';
import type { Json } from '../../support/tokens/token-answers.js';
import { nodeClient } from '../../support/services/node-client.js';
import { pin } from '../../../support/clients/pins.js';
import type { RawToken } from '../../support/tokens/raw-token.js';
import { userRow } from '../../support/services/database-rows.js';
import { random } from '../../support/tokens/token-keys.js';

let service: TestService;
let site: TestSite;
let token: RawToken;

before(async () => {
  service = await TestService.start();
  site = await service.addSite({ seal: true, bio: 'allowed' });
  token = await enrol(service, site, 'ada');
});

after(() => service.close());

function payloadOf(compact: string): Json {
  return JSON.parse(Buffer.from(compact.split('.')[1]!, 'base64url').toString()) as Json;
}

const sealed = async (text: string) =>
  readOut('seal', await outOf(token, 'seal', rightPin, await sealArg(token, text)), '$').seal;

describe('a seal', () => {
  it('is refused where sealing is off, whatever the PIN', async () => {
    const other = await enrol(service, await service.addSite(), 'ada');
    const arg = await sealArg(other, 'text');
    assert.equal(await outcomeOf(other, 'seal', wrongPin, arg), 'SEALING_IS_NOT_ALLOWED');
    assert.equal(await outcomeOf(other, 'otp', rightPin), 'OK');
  });

  it('is refused without the right factor', async () => {
    const arg = await sealArg(token, 'text');
    assert.equal(await outcomeOf(token, 'seal', undefined, arg), 'PASSWORD_IS_WRONG 5');
    assert.equal(await outcomeOf(token, 'seal', wrongPin, arg), 'PASSWORD_IS_WRONG 4');
    assert.equal(await outcomeOf(token, 'seal', bioKey(5), arg), 'BIO_KEY_NOT_ALLOWED');
  });

  it('is refused when the statement of the browser is about something else, or by another key', async () => {
    const stranger = await enrol(service, site, 'stranger');
    const drafts: Record<string, SealDraft> = {
      service: { claims: { iss: 'https://other.example' } },
      site: { claims: { als: 'f'.repeat(32) } },
      token: { claims: { tid: stranger.tid } },
      digest: { claims: { dig: random(32) } },
      length: { claims: { len: 5 } },
      'number of bytes in jti': { claims: { jti: random(15) } },
      'member too many': { claims: { r: random(32) } },
      version: { claims: { v: 2 } },
      signature: { key: (await generateSigningKey()).privateKey },
      key: { header: { jwk: stranger.jwk }, key: stranger.pair.privateKey },
      'key that did not sign': { key: stranger.pair.privateKey },
      type: { header: { typ: 'btt-req' } },
      algorithm: { header: { alg: 'none' } },
      'header too many': { header: { kid: token.tid } },
    };
    for (const [name, draft] of Object.entries(drafts)) {
      const arg = await sealArg(token, 'text', draft);
      assert.equal(await outcomeOf(token, 'seal', wrongPin, arg), 'REQUEST_MALFORMED', name);
    }
    assert.equal((await userRow(service, 'ada')).pin_fails, 1);
  });

  it('is refused when a statement of the browser has a member twice, which verifiers could read differently', async () => {
    const again = async (compact: string, typ: string) => {
      const text = JSON.stringify(payloadOf(compact)).replace('{', '{"len":0,');
      const payload = toBase64Url(utf8(text));
      const header = { alg: 'ES256', typ, jwk: token.jwk };
      const jws = await signEs256(token.pair.privateKey, header, payload);
      return `${jws.protected}.${payload}.${jws.signature}`;
    };
    const { uid } = await userRow(service, 'ada');
    const about = { uid, amr: ['swk', 'pin', 'mfa'], now: service.clock.now() };
    const arg = await namedSealArg(token, 'text', about);
    for (const bent of [
      { ...arg, dev: await again(String(arg.dev), 'btt-dev-seal') },
      { ...arg, dev2: await again(String(arg.dev2), 'btt-dev-seal2') },
    ]) {
      assert.equal(await outcomeOf(token, 'seal', rightPin, bent), 'REQUEST_MALFORMED');
    }
  });

  it('is refused when the second statement names another user, factor or time than the operation', async () => {
    const { uid } = await userRow(service, 'ada');
    const amr = ['swk', 'pin', 'mfa'];
    const now = () => service.clock.now();
    const minute = 60_000;
    const wrong: Record<string, () => object> = {
      user: () => ({ uid: random(16), amr, now: now() }),
      'other factor': () => ({ uid, amr: ['swk', 'mfa'], now: now() }),
      'no factor': () => ({ uid, amr: [], now: now() }),
      'time before': () => ({ uid, amr, now: now() - 11 * minute }),
      'time to come': () => ({ uid, amr, now: now() + minute }),
      'no time': () => ({ uid, amr }),
      'no user': () => ({ amr, now: now() }),
      'time that is none': () => ({ uid, amr, now: 'now' }),
      'member too many': () => ({ uid, amr, now: now(), r: random(32) }),
    };
    for (const [name, claims] of Object.entries(wrong)) {
      const arg = await namedSealArg(token, 'text', { ...claims() });
      assert.equal(await outcomeOf(token, 'seal', rightPin, arg), 'REQUEST_MALFORMED', name);
    }
    const about = { uid, amr, now: now() - minute };
    for (const other of [
      { jti: random(16) },
      { dig: random(32) },
      { len: 5 },
      { tid: random(32) },
    ]) {
      const arg = await namedSealArg(token, 'text', { ...about, ...other });
      assert.equal(await outcomeOf(token, 'seal', rightPin, arg), 'REQUEST_MALFORMED');
    }
    const right = await namedSealArg(token, 'text', about);
    const swapped = { ...right, dev: right.dev2, dev2: right.dev };
    assert.equal(await outcomeOf(token, 'seal', rightPin, swapped), 'REQUEST_MALFORMED');
    assert.equal(await outcomeOf(token, 'seal', wrongPin, right), 'PASSWORD_IS_WRONG 4');
    assert.equal(await outcomeOf(token, 'seal', rightPin, right), 'OK');
  });

  it('has a second statement of the client, which names user, factor and time', async () => {
    const bank = await service.addSite({ seal: true, bio: 'allowed' });
    const club = await service.addSite({ seal: true, pin: 'password' });
    const open = await service.addSite({ seal: true, pin: 'none' });
    const password = 'correct horse battery';
    const made: [TestSite, string | undefined, string][] = [
      [bank, pin, 'swk pin mfa'],
      [club, password, 'swk pwd mfa'],
      [open, undefined, 'swk'],
    ];
    for (const [one, secret, amr] of made) {
      const client = nodeClient(service.url, one);
      await client.activate(await service.issueCode(one, `named ${amr}`), { pin: secret });
      const seal = await client.sealData(`named ${amr}`, 'text', { pin: secret });
      const claims = payloadOf(seal);
      const statement = payloadOf(String(claims['dev2']));
      const now = Number(statement['now']);
      assert.deepEqual(
        [statement['uid'], (statement['amr'] as string[]).join(' '), claims['amr']],
        [claims['sub'], amr, statement['amr']],
      );
      assert.ok(now <= service.clock.now() && now > service.clock.now() - 60_000, String(now));
      client.close();
    }
  });

  it('says who sealed what, and carries the statement of the browser itself', async () => {
    const arg = await sealArg(token, 'Pay 5 €');
    const { seal } = readOut('seal', await outOf(token, 'seal', rightPin, arg), '$');
    const { jti, iat, ...claims } = await token.door.verified(seal, 'btt-seal');
    const { uid } = await userRow(service, 'ada');
    assert.deepEqual(claims, {
      iss: service.url,
      aud: site.alias,
      sub: uid,
      login: 'ada',
      dig: arg.dig,
      len: 9,
      amr: ['swk', 'pin', 'mfa'],
      tid: token.tid,
      jwk: token.jwk,
      dev: arg.dev,
    });
    assert.match(String(jti), /^[\w-]{22}$/);
    assert.ok(Math.abs(Number(iat) - service.clock.now() / 1000) < 60);
  });

  it('can be made with a BioKey, and says so', async () => {
    await token.run('bio.set', { ...rightPin, nbio: stretched(5) });
    const out = await outOf(token, 'seal', bioKey(5), await sealArg(token, 'text'));
    const { amr } = await token.door.verified(String(out['seal']), 'btt-seal');
    assert.deepEqual(amr, ['swk', 'mfa']);
  });

  it('reveals nothing about the step that it was made in', async () => {
    const operation = await token.operation('seal', rightPin, {
      core: { arg: await sealArg(token, 'text') },
    });
    const answer = await token.open(operation, await token.send(operation));
    token.follow(operation);
    const { seal } = answer['out'] as { seal: string };
    const text = seal
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
      .join();
    const dev = Buffer.from(/"dev":"[^.]*\.([^.]*)/.exec(text)![1]!, 'base64url').toString();
    for (const secret of [operation.step.r, operation.step.rid, operation.step.ch]) {
      assert.ok(!text.includes(secret) && !dev.includes(secret));
    }
  });

  it('can be over no byte and over ten million bytes', async () => {
    for (const text of ['', 'x'.repeat(10_000_000)]) {
      const { len } = await token.door.verified(await sealed(text), 'btt-seal');
      assert.equal(len, text.length);
    }
  });
});

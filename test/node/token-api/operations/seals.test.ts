import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { generateSigningKey } from '../../../../src/crypto/jws.js';
import { readOut } from '../../../../src/protocol/operations.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { enrol, rightPin, stretched, wrongPin } from '../../support/tokens/enrolled-token.js';
import {
  bioKey,
  outcomeOf,
  outOf,
  sealArg,
  type SealDraft,
} from '../../support/tokens/operation-outcomes.js';
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

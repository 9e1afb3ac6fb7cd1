import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fromBase64Url } from '../../../../src/crypto/bytes.js';
import { normaliseLongCode } from '../../../../src/protocol/typed-values.js';
import { activationPath } from '../../../../src/protocol/activation.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { doorOf, newPin, rightPin, wrongPin } from '../../support/tokens/enrolled-token.js';
import { activationOf } from '../../support/tokens/raw-activation.js';
import { RawToken, type Operation } from '../../support/tokens/raw-token.js';
import { random } from '../../support/tokens/token-keys.js';

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  site = await service.addSite();
});

after(() => service.close());

/** A secret in all the ways in which it might have been written down. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret, 'base64url');
  const isBytes = bytes.length === 32 && bytes.toString('base64url') === secret;
  return isBytes ? [secret, bytes.toString('hex'), bytes.toString('base64')] : [secret];
}

describe('log and database of the service', () => {
  const secrets: Record<string, string> = {};
  const operations: Operation[] = [];

  before(async () => {
    const token = await RawToken.make(doorOf(service, site));
    const code = await service.issueCode(site, 'ada');
    const message = await activationOf(token, code);
    await token.door.post(activationPath, message.body);
    token.at = { ...token.at, key: message.firstKey };
    const keep = (name: string, bytes: Uint8Array) => {
      secrets[name] = Buffer.from(bytes).toString('base64url');
    };
    keep('first key', message.firstKey);
    keep('answer key', message.answerKey);
    for (const sent of [newPin, wrongPin, rightPin]) {
      const operation = await token.operation(sent === newPin ? 'activate' : 'otp', sent);
      const answer = await token.open(operation, await token.send(operation));
      token.follow(operation);
      operations.push(operation);
      keep(`key ${token.at.n}`, token.at.key);
      secrets['otp'] = (answer['out'] as { otp?: string } | undefined)?.otp ?? '';
    }
    const bad = await token.operation('otp', { ...rightPin, more: random(32) });
    await token.send(bad);
    await token.send(await token.operation('otp', rightPin, { macKey: new Uint8Array(32) }));
    await service.verifyOtp(site, 'ada', '00000000');
    await service.verifyOtp(site, 'ada', secrets['otp']!);
    Object.assign(secrets, {
      code: normaliseLongCode(code),
      'code as typed': code,
      'right PIN': newPin.npin,
      'wrong PIN': wrongPin.pin.p,
      'API key': site.apiKey,
      'admin key': service.adminKey,
    });
  });

  it('hold no PIN, code, OTP or key in any spelling', async () => {
    assert.match(secrets['otp']!, /^\d{8}$/);
    assert.equal(fromBase64Url(secrets['right PIN']!).length, 32);
    const database = JSON.stringify(await service.dump());
    const log = service.log.join('\n');
    for (const [name, secret] of Object.entries(secrets)) {
      for (const spelling of spellings(secret)) {
        assert.ok(!log.includes(spelling), `the log has the ${name}`);
        assert.ok(!database.includes(spelling), `the database has the ${name}`);
      }
    }
  });

  it('hold nothing from which the next key could be computed or a PIN tested', async () => {
    const written = JSON.stringify(await service.dump()) + service.log.join('\n');
    for (const { step, body } of operations) {
      assert.ok(!written.includes(step.r));
      assert.ok(!written.includes(body.payload));
      if (body.sec) assert.ok(!written.includes(body.sec));
    }
  });
});

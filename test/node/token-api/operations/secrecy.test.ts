import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { enrol, rightPin, stretched } from '../../support/tokens/enrolled-token.js';
import {
  bioKey,
  otherPin,
  outcomeOf,
  outOf,
  sealArg,
} from '../../support/tokens/operation-outcomes.js';

const text = 'Pay 5 € to Bea';
const nbio = stretched(5);

let service: TestService;
let site: TestSite;

before(async () => {
  service = await TestService.start();
  site = await service.addSite({ seal: true, bio: 'allowed' });
});

after(() => service.close());

/** What was sent or came back in each operation and must not be written down, by name. */
async function useEverything(): Promise<Record<string, string>> {
  const scopes = ['otp.verify', 'seal.verify', 'jwt.introspect'];
  const { key } = (
    await service.admin.post<{ key: string }>('/keys', { service: site.mac, scopes })
  ).body;
  const token = await enrol(service, site, 'ada');
  const { access_token: jwt } = (await outOf(token, 'jwt', rightPin)) as { access_token: string };
  await service.rp('/jwt/introspect', key, { token: jwt });
  const { seal } = (await outOf(token, 'seal', rightPin, await sealArg(token, text))) as {
    seal: string;
  };
  await service.rp('/seal/verify', key, { service: site.mac, seal, data: text, once: true });
  const { code } = (await outOf(token, 'code.new', rightPin)) as { code: string };
  assert.equal(await outcomeOf(token, 'bio.set', { ...rightPin, nbio }), 'OK');
  assert.equal(await outcomeOf(token, 'otp', bioKey(5)), 'OK');
  assert.equal(await outcomeOf(token, 'bio.revoke', rightPin), 'OK');
  assert.equal(await outcomeOf(token, 'pin.change', { ...rightPin, npin: otherPin }), 'OK');
  const reset = await service.issueCode(site, 'ada', { kind: 'reset' });
  assert.equal(await outcomeOf(token, 'pin.reset', { code: reset, npin: stretched(9) }), 'OK');
  await service.admin.post(`/tokens/${token.tid}/block`);
  const { tid } = token;
  const unlock = await service.issueCode(site, 'ada', { kind: 'unlock', tid });
  const pin = { k: 'pwd', p: stretched(9) };
  assert.equal(await outcomeOf(token, 'unlock', { code: unlock, pin }), 'OK');
  return {
    'access token': jwt,
    'signature of the access token': jwt.split('.')[2]!,
    seal,
    'signature of the seal': seal.split('.')[2]!,
    data: text,
    'code for another browser': code,
    'reset code': reset,
    'unlock code': unlock,
    'first PIN': rightPin.pin.p,
    'second PIN': otherPin,
    'third PIN': stretched(9),
    BioKey: nbio,
    'API key': key,
  };
}

describe('log, metrics and database of the service', () => {
  it('hold no PIN, code, BioKey, seal or access token of any operation', async () => {
    const secrets = await useEverything();
    const response = await fetch(`${service.localUrl}/metrics`);
    const places = {
      log: service.log.join('\n'),
      database: JSON.stringify(await service.dump()),
      metrics: await response.text(),
    };
    assert.ok(places.metrics.includes('operation="pin.reset",code="OK"'));
    for (const [place, content] of Object.entries(places)) {
      for (const [name, secret] of Object.entries(secrets)) {
        assert.ok(!content.includes(secret), `the ${place} has the ${name}`);
      }
    }
  });
});

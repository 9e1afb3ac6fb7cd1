import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import { readOut } from '../../../../src/protocol/operations.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import type { Json } from '../../support/tokens/token-answers.js';
import { enrol, rightPin, wrongPin } from '../../support/tokens/enrolled-token.js';
import { outcomeOf, outOf } from '../../support/tokens/operation-outcomes.js';
import type { RawToken } from '../../support/tokens/raw-token.js';
import { userRow } from '../../support/services/database-rows.js';

let service: TestService;
let site: TestSite;
let token: RawToken;

before(async () => {
  service = await TestService.start();
  site = await service.addSite({}, 'https://shop.example');
  token = await enrol(service, site, 'ada');
});

after(() => service.close());

const change = (body: object) => service.admin.patch(`/sites/${site.alias}`, body);

async function accessToken(arg: Json = {}, from = token): Promise<string> {
  return readOut('jwt', await outOf(from, 'jwt', rightPin, arg), '$').access_token;
}

async function verify(jwt: string) {
  const response = await fetch(`${service.localUrl}/.well-known/jwks.json`);
  return jwtVerify(jwt, createLocalJWKSet((await response.json()) as JSONWebKeySet), {
    algorithms: ['ES256'],
    typ: 'at+jwt',
    issuer: service.url,
    currentDate: new Date(service.clock.now()),
  });
}

describe('an access token', () => {
  it('is refused without the right factor, which is not checked for a forbidden audience or scope', async () => {
    assert.equal(await outcomeOf(token, 'jwt'), 'PASSWORD_IS_WRONG 5');
    assert.equal(await outcomeOf(token, 'jwt', wrongPin), 'PASSWORD_IS_WRONG 4');
    const foreign = { aud: 'https://other.example' };
    assert.equal(await outcomeOf(token, 'jwt', wrongPin, foreign), 'REQUEST_MALFORMED');
    assert.equal(await outcomeOf(token, 'jwt', rightPin, { scope: 'pay' }), 'REQUEST_MALFORMED');
    assert.equal(await outcomeOf(token, 'jwt', rightPin), 'OK');
  });

  it('says who, when, how and for whom, and names no browser', async () => {
    const jwt = await accessToken();
    const { payload, protectedHeader } = await verify(jwt);
    const { iat, exp, jti, auth_time: time, ...claims } = payload;
    const { uid } = await userRow(service, 'ada');
    assert.deepEqual(claims, {
      iss: service.url,
      sub: uid,
      login: 'ada',
      aud: 'https://shop.example',
      client_id: site.alias,
      acr: 'urn:btt:2f',
      amr: ['swk', 'pin', 'mfa'],
    });
    assert.deepEqual([exp! - iat!, time], [300, iat]);
    assert.match(jti!, /^[\w-]{22}$/);
    assert.deepEqual(Object.keys(protectedHeader).sort(), ['alg', 'kid', 'typ']);
    assert.ok(!JSON.stringify(payload).includes(token.tid));
  });

  it('is for the audiences and scopes of its site alone', async () => {
    await change({ audiences: ['https://api.example', 'urn:ledger'], scopes: ['read', 'pay'] });
    const usual = (await verify(await accessToken())).payload;
    assert.deepEqual([usual.aud, usual['scope']], ['https://api.example', undefined]);
    const asked = { aud: 'urn:ledger', scope: 'pay read' };
    const { payload } = await verify(await accessToken(asked));
    assert.deepEqual([payload.aud, payload['scope']], ['urn:ledger', 'pay read']);
    for (const arg of [{ scope: 'pay admin' }, { aud: 'https://shop.example' }]) {
      assert.equal(await outcomeOf(token, 'jwt', rightPin, arg), 'REQUEST_MALFORMED');
    }
  });

  it('names possession alone where the service has no other factor', async () => {
    const none = await service.addSite({ pin: 'none' });
    const { payload } = await verify(await accessToken({}, await enrol(service, none, 'bob')));
    assert.deepEqual([payload['acr'], payload['amr']], ['urn:btt:1f', ['swk']]);
  });

  it('is signed by a key that is published', async () => {
    const { kid, alg, typ } = decodeProtectedHeader(await accessToken());
    assert.deepEqual([alg, typ], ['ES256', 'at+jwt']);
    const response = await fetch(`${service.localUrl}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: { kid: string; nbf: number }[] };
    assert.ok(keys.some((key) => key.kid === kid && key.nbf <= service.clock.now() / 1000));
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import type { Json } from '../../support/tokens/token-answers.js';
import { enrol, rightPin, stretched, wrongPin } from '../../support/tokens/enrolled-token.js';
import { bioKey, outcomeOf } from '../../support/tokens/operation-outcomes.js';
import type { RawToken } from '../../support/tokens/raw-token.js';

const missing = 'TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY';

let service: TestService;
let off: TestSite;
let allowed: TestSite;
let none: TestSite;
let forced: TestSite;

before(async () => {
  service = await TestService.start();
  off = await service.addSite();
  allowed = await service.addSite({ bio: 'allowed' });
  none = await service.addSite({ pin: 'none', bio: 'allowed' });
  forced = await service.addSite({ pin: 'none', bio: 'forced', maxTools: 9 });
});

after(() => service.close());

const nbio = stretched(5);
const needOf = async (token: RawToken) => (await token.status())['need'] as Json;

describe('a BioKey', () => {
  it('is refused where there are none, without a value, without the PIN, and in place of the PIN', async () => {
    const without = await enrol(service, off, 'off');
    assert.equal(await outcomeOf(without, 'bio.set', { ...rightPin, nbio }), 'BIO_KEY_NOT_ALLOWED');
    const token = await enrol(service, allowed, 'refused');
    assert.equal(await outcomeOf(token, 'bio.set', rightPin), 'REQUEST_MALFORMED');
    assert.equal(await outcomeOf(token, 'bio.set', { nbio }), 'PASSWORD_IS_WRONG 5');
    assert.equal(await outcomeOf(token, 'bio.set', { ...wrongPin, nbio }), 'PASSWORD_IS_WRONG 4');
    assert.equal(await outcomeOf(token, 'bio.set', { ...bioKey(5), nbio }), 'BIO_KEY_NOT_ALLOWED');
    assert.equal((await needOf(token))['bio'], false);
  });

  it('can be stretched before there is one: its salt comes with every need', async () => {
    for (const site of [allowed, none, forced]) {
      const need = await needOf(await enrol(service, site, 'salt'));
      assert.match(String((need['biop'] as Json)['s']), /^[\w-]{22}$/);
    }
    const without = await needOf(await enrol(service, off, 'salt'));
    assert.deepEqual([without['biop'], without['bio']], [undefined, undefined]);
  });

  it('stands in for the PIN in its own browser, until it is revoked with the PIN', async () => {
    const token = await enrol(service, allowed, 'own');
    const other = await enrol(service, allowed, 'own');
    assert.equal(await outcomeOf(token, 'bio.set', { ...rightPin, nbio }), 'OK');
    assert.equal((await needOf(token))['f'], 'pin_or_bio');
    assert.equal(await outcomeOf(token, 'otp', bioKey(5)), 'OK');
    assert.equal(await outcomeOf(token, 'otp', bioKey(6)), 'BIO_KEY_IS_WRONG 4');
    assert.equal(await outcomeOf(other, 'otp', bioKey(5)), 'BIO_KEY_NOT_ALLOWED');
    const again = { ...rightPin, nbio: stretched(6) };
    assert.equal(await outcomeOf(token, 'bio.set', again), 'BIO_KEY_ALREADY_EXIST');
    assert.equal(await outcomeOf(token, 'bio.revoke', bioKey(5)), 'BIO_KEY_NOT_ALLOWED');
    assert.equal(await outcomeOf(token, 'bio.revoke', rightPin), 'OK');
    assert.equal(await outcomeOf(token, 'otp', bioKey(5)), 'BIO_KEY_NOT_ALLOWED');
    assert.equal(await outcomeOf(token, 'bio.set', again), 'OK');
    assert.equal(await outcomeOf(token, 'otp', bioKey(6)), 'OK');
  });

  it('never does what the PIN alone may do', async () => {
    const token = await enrol(service, allowed, 'strict');
    const tid = (await enrol(service, allowed, 'strict')).tid;
    await token.run('bio.set', { ...rightPin, nbio });
    assert.equal(await outcomeOf(token, 'code.new', bioKey(5)), 'BIO_KEY_NOT_ALLOWED');
    assert.equal(await outcomeOf(token, 'token.remove', bioKey(5), { tid }), 'BIO_KEY_NOT_ALLOWED');
  });

  it('is set once when two tabs do it at the same time', async () => {
    const token = await enrol(service, allowed, 'race');
    const operations = [
      await token.operation('bio.set', { ...rightPin, nbio }),
      await token.clone().operation('bio.set', { ...rightPin, nbio: stretched(6) }),
    ];
    const replies = await Promise.all(operations.map((operation) => token.send(operation)));
    assert.equal(replies.filter(({ status }) => status === 200).length, 1);
  });

  it('needs no factor where the service has no PIN and does not force BioKeys', async () => {
    const token = await enrol(service, none, 'free');
    const { ok, need } = await token.run('bio.set', { nbio });
    assert.deepEqual([ok, (need as Json)['f'], (need as Json)['bio']], [true, 'none', true]);
    assert.deepEqual(await needOf(token), need);
    const revoked = await token.run('bio.revoke');
    assert.deepEqual([revoked['ok'], (revoked['need'] as Json)['bio']], [true, false]);
    assert.equal(await outcomeOf(token, 'bio.revoke'), 'OK');
  });
});

describe('a thief of an open browser, where the BioKey is the only factor', () => {
  it('can perform no operation, and gains no lasting access', async () => {
    const token = await enrol(service, forced, 'thief');
    const other = await enrol(service, forced, 'thief');
    assert.equal(await outcomeOf(token, 'bio.set', { nbio }), 'OK');
    for (const op of ['otp', 'jwt', 'code.new', 'bio.revoke']) {
      assert.equal(await outcomeOf(token, op), missing, op);
    }
    const { tid } = other;
    assert.equal(await outcomeOf(token, 'token.remove', undefined, { tid }), missing);
    const own = { nbio: stretched(6) };
    assert.equal(await outcomeOf(token, 'bio.set', own), 'BIO_KEY_ALREADY_EXIST');
    assert.equal(await outcomeOf(token, 'code.new', bioKey(6)), 'BIO_KEY_IS_WRONG 4');
  });

  it('cannot end the BioKey by wrong tries, nor register another after the owner has revoked it', async () => {
    const token = await enrol(service, forced, 'trying');
    await token.run('bio.set', { nbio });
    for (let count = 0; count < 5; count++) await token.run('otp', bioKey(6));
    assert.equal(
      await outcomeOf(token, 'bio.set', { nbio: stretched(6) }),
      'BIO_KEY_ALREADY_EXIST',
    );
    assert.equal(await outcomeOf(token, 'bio.revoke', bioKey(5)), 'BIO_KEY_IS_WRONG 0');

    const revoked = await enrol(service, forced, 'revoked');
    await revoked.run('bio.set', { nbio });
    assert.equal(await outcomeOf(revoked, 'bio.revoke', bioKey(5)), 'OK');
    assert.equal(await outcomeOf(revoked, 'bio.set', { nbio: stretched(6) }), missing);
    const both = { ...bioKey(5), nbio: stretched(6) };
    assert.equal(await outcomeOf(revoked, 'bio.set', both), missing);
  });

  it('does not stop the owner from starting again with the help of the administration', async () => {
    const token = await enrol(service, forced, 'helped');
    await token.run('bio.set', { nbio });
    for (let count = 0; count < 5; count++) await token.run('otp', bioKey(6));
    const { status } = await service.admin.delete(`/tokens/${token.tid}/bio`);
    assert.equal(status, 204);
    assert.equal(await outcomeOf(token, 'bio.set', { nbio: stretched(7) }), 'OK');
    assert.equal(await outcomeOf(token, 'otp', bioKey(7)), 'OK');
    const restored = await enrol(service, forced, 'helped', { kind: 'restore' });
    assert.equal(await outcomeOf(restored, 'bio.set', { nbio }), 'OK');
  });

  it('can only register the first BioKey where there is none', async () => {
    const token = await enrol(service, forced, 'first');
    for (const op of ['otp', 'jwt', 'code.new', 'bio.revoke']) {
      assert.equal(await outcomeOf(token, op), missing, op);
    }
    assert.equal(await outcomeOf(token, 'bio.set', { nbio }), 'OK');
    assert.equal(await outcomeOf(token, 'code.new', bioKey(5)), 'OK');
  });
});

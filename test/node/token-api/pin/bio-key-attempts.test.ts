import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import type { Json } from '../../support/tokens/token-answers.js';
import { enrol, rightPin, stretched } from '../../support/tokens/enrolled-token.js';
import { RawToken } from '../../support/tokens/raw-token.js';
import { tokenRow } from '../../support/services/database-rows.js';
import { random } from '../../support/tokens/token-keys.js';

const someBioKey = { pin: { k: 'bio', p: stretched(5) } };

let service: TestService;
let allowed: TestSite;
let forced: TestSite;

before(async () => {
  service = await TestService.start();
  allowed = await service.addSite({ bio: 'allowed' });
  forced = await service.addSite({ pin: 'none', bio: 'forced' });
});

after(() => service.close());

/** A token with a BioKey that nobody knows. */
async function enrolWithBioKey(site: TestSite, login: string): Promise<RawToken> {
  const token = await enrol(service, site, login);
  await service.store.transaction((tx) =>
    tx
      .updateTable('token')
      .set({ bio_v: random(32), bio_vsalt: random(16) })
      .where('tid', '=', token.tid)
      .execute(),
  );
  return token;
}

async function tryFiveTimes(token: RawToken): Promise<unknown[]> {
  const results: unknown[] = [];
  for (let count = 0; count < 5; count++) {
    const { err, left } = await token.run('otp', someBioKey);
    assert.equal(err, 'BIO_KEY_IS_WRONG');
    results.push(left);
  }
  return results;
}

describe('wrong BioKeys', () => {
  it('end the BioKey after five in a row where there is a PIN, which is asked for after that', async () => {
    const token = await enrolWithBioKey(allowed, 'five');
    assert.equal(((await token.status())['need'] as Json)['f'], 'pin_or_bio');
    assert.deepEqual(await tryFiveTimes(token), [4, 3, 2, 1, 0]);
    const need = (await token.status())['need'] as Json;
    assert.deepEqual([need['f'], need['bio']], ['pin', false]);
    assert.equal((await token.run('otp', someBioKey))['err'], 'BIO_KEY_NOT_ALLOWED');
    assert.equal((await token.run('otp', rightPin))['ok'], true);
  });

  it('are not forgotten for a right BioKey, which takes one off', async () => {
    const token = await enrol(service, allowed, 'right between');
    const right = { pin: { k: 'bio', p: stretched(6) } };
    assert.equal((await token.run('bio.set', { ...rightPin, nbio: stretched(6) }))['ok'], true);
    for (let count = 0; count < 4; count++) await token.run('otp', someBioKey);
    assert.equal((await token.run('otp', right))['ok'], true);
    const lefts: unknown[] = [];
    for (let count = 0; count < 2; count++) {
      lefts.push((await token.run('otp', someBioKey))['left']);
    }
    assert.deepEqual(lefts, [1, 0]);
    assert.equal((await token.run('otp', right))['err'], 'BIO_KEY_NOT_ALLOWED');
  });

  it('are not forgotten for a right PIN, and do not count as wrong PINs', async () => {
    const token = await enrolWithBioKey(allowed, 'between');
    for (let count = 0; count < 4; count++) await token.run('otp', someBioKey);
    assert.equal((await token.run('otp', rightPin))['ok'], true);
    assert.equal((await token.status())['left'], 5);
    assert.equal((await token.run('otp', someBioKey))['left'], 0);
    assert.equal(((await token.status())['need'] as Json)['bio'], false);
  });

  it('switch the BioKey off where it is the only factor, without leaving a way around it', async () => {
    const token = await enrolWithBioKey(forced, 'forced');
    await tryFiveTimes(token);
    const row = await tokenRow(service, token.tid);
    assert.deepEqual([row.bio_v !== null, row.bio_off], [true, 1]);
    const need = (await token.status())['need'] as Json;
    assert.deepEqual([need['f'], need['bio']], ['bio', true]);
    const off = await token.run('otp', someBioKey);
    assert.deepEqual([off['err'], off['left']], ['BIO_KEY_IS_WRONG', 0]);
    for (const secrets of [undefined, rightPin]) {
      const answer = await token.run('otp', secrets);
      assert.equal(answer['err'], 'TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY');
    }
  });
});

describe('a PIN defined anew by a code', () => {
  it('revokes the BioKeys of all tokens of the user', async () => {
    const token = await enrolWithBioKey(allowed, 'anew');
    const stranger = await enrolWithBioKey(allowed, 'stranger');
    const fresh = await RawToken.make(token.door);
    await fresh.begin(await service.issueCode(allowed, 'anew', { definePin: true }));
    assert.equal((await fresh.run('activate', { npin: stretched(9) }))['ok'], true);
    assert.equal(((await token.status())['need'] as Json)['bio'], false);
    assert.equal(((await stranger.status())['need'] as Json)['bio'], true);
  });
});

/**
 * Stolen keys and a copy of the database: what they open before the keys are replaced, and afterwards.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fromBase64Url, toBase64Url } from '../../../src/crypto/bytes.js';
import { openKeyRing, type KeyRing } from '../../../src/service/domain/keys/key-ring.js';
import {
  rotationLead,
  versionedKeys,
  versionOverlap,
} from '../../../src/service/domain/keys/key-versions.js';
import {
  longCodeHash,
  otpHash,
  pinVerifier,
  shortCodeHash,
} from '../../../src/service/domain/keys/keyed-values.js';
import { openDynamicKey } from '../../../src/service/domain/keys/sealed-secrets.js';
import { issueChallenge } from '../../../src/service/domain/message/challenge.js';
import { readKeys } from '../../../src/service/node/keys/key-files.js';
import { rotateVersionedKey } from '../../../src/service/node/keys/key-rotation.js';
import { normaliseDigits, normaliseLongCode } from '../../../src/protocol/typed-values.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import { TestService } from '../../support/services/test-service.js';
import { Folder } from '../support/services/data-folder.js';
import { tokenRow, userRow } from '../support/services/database-rows.js';
import { enrol, rightPin, stretched } from '../support/tokens/enrolled-token.js';
import { outOf } from '../support/tokens/operation-outcomes.js';
import type { RawToken } from '../support/tokens/raw-token.js';

describe('a leaked key', () => {
  let folder: Folder;
  let service: TestService;
  let site: TestSite;
  let token: RawToken;
  let stolen: KeyRing;
  let uid: string;

  before(async () => {
    folder = new Folder();
    service = await TestService.start({ data: folder.data });
    service.clock.stop();
    site = await service.addSite();
    token = await enrol(service, site, 'ada');
    ({ uid } = await userRow(service, 'ada'));
    stolen = await openKeyRing(await readKeys(folder.data), service.clock.now());
  });

  after(async () => {
    await service.close();
    folder.remove();
  });

  const codeHashes = async () => {
    const rows = await service.store.read
      .selectFrom('code')
      .select('h')
      .where('used_at', 'is', null)
      .where('voided_at', 'is', null)
      .execute();
    return rows.map(({ h }) => h);
  };

  const otpHashesOfAda = async () => {
    const rows = await service.store.read
      .selectFrom('otp')
      .select('h')
      .where('uid', '=', uid)
      .execute();
    return rows.map(({ h }) => h);
  };

  /** Tells whether a thief can check a PIN with the database. */
  async function isCheckable(filler: number): Promise<boolean> {
    const { pin_v, vsalt, pepper_v } = await userRow(service, 'ada');
    if (!stolen.pepper.byVersion.has(pepper_v)) return false;
    const pin = fromBase64Url(stretched(filler));
    const verifier = pinVerifier(stolen, pepper_v, uid, fromBase64Url(vsalt!), pin);
    return toBase64Url(verifier) === pin_v;
  }

  /** Tells whether the service takes an operation with a challenge that a thief has made. */
  async function acceptsChallenge(): Promise<boolean> {
    const chal = issueChallenge({ keys: stolen, clock: service.clock }, site.alias);
    const operation = await token.operation('otp', rightPin, { core: { chal } });
    const reply = await token.send(operation);
    if (reply.status !== 200) return false;
    assert.equal((await token.open(operation, reply))['ok'], true);
    token.follow(operation);
    return true;
  }

  it('opens what it is for, as long as it is not replaced', async () => {
    const long = normaliseLongCode(await service.issueCode(site, 'bea'));
    const short = normaliseDigits(await service.issueCode(site, 'ada', { kind: 'reset' }));
    const { otp } = await outOf(token, 'otp', rightPin);
    const hashes = await codeHashes();
    assert.ok(hashes.includes(longCodeHash(stolen, long)));
    assert.ok(hashes.includes(shortCodeHash(stolen, uid, short)));
    assert.ok((await otpHashesOfAda()).includes(otpHash(stolen, uid, String(otp))));
    assert.equal(await isCheckable(1), true);
    assert.equal(await acceptsChallenge(), true);
    assert.ok(await openDynamicKey(stolen, await tokenRow(service, token.tid)));
  });

  it('opens nothing of it once it is replaced, as the documentation says how', async () => {
    for (const name of versionedKeys) {
      await rotateVersionedKey(folder.data, name, service.clock.now());
    }
    await service.refresh();
    service.clock.advance(rotationLead);
    await service.refresh();
    service.clock.advance(versionOverlap);
    await service.refresh();

    await assert.rejects(
      async () => openDynamicKey(stolen, await tokenRow(service, token.tid)),
      RangeError,
    );
    assert.equal(await acceptsChallenge(), false);
    assert.equal(await isCheckable(1), true, 'until the person signs in');
    const { otp } = await outOf(token, 'otp', rightPin);
    assert.equal(await isCheckable(1), false);
    assert.ok(!(await otpHashesOfAda()).includes(otpHash(stolen, uid, String(otp))));
    const long = normaliseLongCode(await service.issueCode(site, 'bea'));
    const short = normaliseDigits(await service.issueCode(site, 'ada', { kind: 'reset' }));
    const hashes = await codeHashes();
    assert.equal(hashes.length, 2, 'the earlier codes are void');
    assert.ok(!hashes.includes(longCodeHash(stolen, long)));
    assert.ok(!hashes.includes(shortCodeHash(stolen, uid, short)));
  });
});

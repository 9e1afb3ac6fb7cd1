/**
 * An older copy of `keys.json` that is put in the place of the newer one.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { findMissingVersion } from '../../../src/service/domain/keys/key-list.js';
import { openKeyRing } from '../../../src/service/domain/keys/key-ring.js';
import { rotationLead, versionedKeys } from '../../../src/service/domain/keys/key-versions.js';
import { openExistingData } from '../../../src/service/node/data/data-folder.js';
import { keyFile, readKeys } from '../../../src/service/node/keys/key-files.js';
import {
  rotateSigningKeyFile,
  rotateVersionedKey,
} from '../../../src/service/node/keys/key-rotation.js';
import { TestService } from '../../support/services/test-service.js';
import { Folder } from '../support/services/data-folder.js';
import { enrol, rightPin } from '../support/tokens/enrolled-token.js';
import { outcomeOf } from '../support/tokens/operation-outcomes.js';

describe('an older copy of the key file', () => {
  let folder: Folder;
  let service: TestService;
  let earlier: string;

  beforeEach(async () => {
    folder = new Folder();
    service = await TestService.inFolder(folder.data);
    service.clock.stop();
    earlier = read();
  });

  afterEach(async () => {
    await service.close();
    folder.remove();
  });

  const now = () => service.clock.now();

  const read = () => readFileSync(keyFile(folder.data), 'utf8');

  const put = (text: string) => writeFileSync(keyFile(folder.data), text);

  async function takeOver(): Promise<void> {
    await service.refresh();
    service.clock.advance(rotationLead);
    await service.refresh();
  }

  /** Asserts that the service refuses the file, says what it lacks, and takes the newer one over again. */
  async function assertRefused(lost: string, newer: string): Promise<void> {
    const sentence = `lacks ${lost}, which is in use: restore the newer file.`;
    const count = () => service.log.filter((line) => line.includes(sentence)).length;
    const before = count();
    await service.refresh();
    assert.equal(count(), before + 1, lost);
    put(newer);
    await service.refresh();
    assert.equal(count(), before + 1);
  }

  it('is not taken over, nor does a service start with it', async () => {
    const token = await enrol(service, await service.addSite(), 'ada');
    await rotateVersionedKey(folder.data, 'kek', now());
    await takeOver();
    const newer = read();
    put(earlier);
    const refused = 'lacks version 2 of kek, which the database beside it needs';
    await assert.rejects(openExistingData({ folder: folder.data }, now()), new RegExp(refused));
    await assertRefused('version 2 of kek', newer);
    assert.equal(await outcomeOf(token, 'otp', rightPin), 'OK');
    const ring = await openKeyRing(await readKeys(folder.data), now());
    assert.equal(await findMissingVersion(service.store.read, ring, now()), undefined);
  });

  it('is not taken over after a key in it was replaced once more, under the same number', async () => {
    for (const name of versionedKeys) {
      await rotateVersionedKey(folder.data, name, now());
      await takeOver();
      const newer = read();
      put(earlier);
      for (const one of versionedKeys) await rotateVersionedKey(folder.data, one, now());
      const first = versionedKeys.find((one) => JSON.parse(newer)[one].length > 1);
      await assertRefused(`version 2 of ${first}`, newer);
    }
  });

  it('is not taken over where it lacks the key that signs', async () => {
    await rotateSigningKeyFile(folder.data, now(), true);
    await service.refresh();
    const newer = read();
    put(earlier);
    await assertRefused('a signing key', newer);
  });
});

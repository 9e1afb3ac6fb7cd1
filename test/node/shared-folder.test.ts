/**
 * A folder that several test processes need, such as the unpacked browser, is never seen half written.
 */
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { makeSharedFolder } from '../support/browsers/shared-folder.js';
import { Folder } from './support/services/data-folder.js';

describe('a folder that several processes share', () => {
  let parent: Folder;

  beforeEach(() => {
    parent = new Folder();
  });

  afterEach(() => parent.remove());

  it('does not exist when filling it has failed, and the error is passed on', async () => {
    const path = parent.file('shared');
    const failing = async (folder: string) => {
      await writeFile(join(folder, 'browser'), 'hal');
      throw new Error('the disk is full');
    };
    await assert.rejects(makeSharedFolder(path, failing), /the disk is full/);
    assert.deepEqual(await readdir(parent.path), []);
  });

  it('is made although a killed process left a draft', async () => {
    await mkdir(parent.file('shared.draft-killed'));
    await writeFile(parent.file('shared.draft-killed', 'browser'), 'hal');
    await makeSharedFolder(parent.file('shared'), write);
    assert.equal(await readFile(parent.file('shared', 'browser'), 'utf8'), 'whole');
  });

  it('is complete for every concurrent caller, and is not filled again', async () => {
    const path = parent.file('shared');
    const seen = await Promise.all(
      Array.from({ length: 8 }, async () => {
        await makeSharedFolder(path, write);
        return readFile(join(path, 'browser'), 'utf8');
      }),
    );
    assert.deepEqual(seen, Array<string>(8).fill('whole'));
    await makeSharedFolder(path, () => assert.fail('it is there already'));
    assert.deepEqual(await readdir(parent.path), ['shared']);
  });
});

/** Writes in two asynchronous steps. */
async function write(folder: string): Promise<void> {
  const file = join(folder, 'browser');
  await writeFile(file, 'who');
  await writeFile(file, 'le', { flag: 'a' });
}

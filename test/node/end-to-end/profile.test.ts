import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium } from 'playwright-core';
import { findChromium } from '../../support/browsers/chromium.js';
import { Device } from './support/device.js';
import { modes } from './support/modes.js';
import { login } from './support/page-server.js';
import { Run } from './support/run.js';

/** All files that a browser has written, in both text encodings. */
async function written(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const text = (await readFile(join(parentPath, name))).toString('latin1');
      return `${name}\n${text}\n${text.replaceAll('\0', '')}`;
    }),
  );
  return texts.join('\n');
}

describe('the folder of a browser’s profile', { timeout: 240_000 }, () => {
  const run = new Run(modes.find(({ name }) => name === 'with a PIN')!);
  const { person } = run;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'neon-profile-'));
    await run.open();
  });
  after(async () => {
    await run.stage.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('holds nothing that was typed or obtained', async () => {
    const { stage } = run;
    const context = await chromium.launchPersistentContext(folder, await findChromium());
    const device = await Device.open('profile', context, stage.pages.url);
    await run.activate(device, await stage.code('activation'), person.defineFirstPin);
    await run.getOtp(device);
    await device.press('neon-access-token', 'neon-access-token-obtained', person.prove);
    stage.canary.add('access token', (await device.take())!);
    await device.press('neon-bio-key', 'neon-bio-key-changed', person.prove);
    await run.getOtp(device, person.useBioKey);
    await device.press('neon-activation-code', 'neon-activation-code-created', person.prove);
    stage.canary.add('code', await device.text('neon-activation-code', 'code'));
    await device.press('neon-change-pin', 'neon-pin-changed', person.replacePin);
    stage.canary.add('planted', 'planted for control');
    await device.page.evaluate('localStorage.setItem("planted", "planted for control")');
    const { value } = await device.call('devices', login);
    const [{ tid }] = value as [{ tid: string }];
    await context.close();

    const text = await written(folder);
    // What has to be there is there: the id of the token, in IndexedDB.
    assert.ok(text.includes(tid));
    assert.deepEqual(stage.canary.find({ folder: text }), ['folder: planted']);
  });
});

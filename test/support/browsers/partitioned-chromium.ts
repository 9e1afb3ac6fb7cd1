/**
 * Chromium with partitioned storage in frames, as people have it.
 * @module
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { findChromium, patience } from './chromium.js';

/**
 * What Playwright disables and tests need disabled. Its own list disables partitioned storage as well; Chromium uses the
 * last list on its command line.
 */
const disabledFeatures = [
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'PaintHolding',
  'OptimizationHints',
  'MediaRouter',
];

/** Starts Chromium with partitioned storage. */
export async function openPartitionedBrowser(): Promise<Browser> {
  const launch = await findChromium();
  const args = [...launch.args, `--disable-features=${disabledFeatures.join()}`];
  return chromium.launch({ ...launch, args });
}

/**
 * Starts Chromium with Playwright's flags, and without storage for frames of an origin inside pages of others.
 *
 * A full Chromium denies that storage itself. The headless shell has no such rule, whatever its flags and preferences:
 * there a file takes the place of the folder for that origin's databases, so that none can be opened.
 */
export async function openProfileWithoutStorage(origin: string): Promise<{
  readonly context: BrowserContext;
  close(): Promise<void>;
}> {
  const launch = await findChromium();
  const profile = await mkdtemp(join(tmpdir(), 'neon-profile-'));
  if (launch.args.includes('--headless=shell')) {
    const { protocol, hostname, port } = new URL(origin);
    const folder = join(profile, 'Default', 'IndexedDB');
    await mkdir(folder, { recursive: true });
    const name = `${protocol.replace(':', '')}_${hostname}_${port}.indexeddb.leveldb`;
    await writeFile(join(folder, name), '');
  }
  const context = await chromium.launchPersistentContext(profile, {
    ...launch,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(patience);
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, maxRetries: 3 });
  };
  return { context, close };
}

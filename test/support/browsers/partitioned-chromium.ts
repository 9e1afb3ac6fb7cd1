/**
 * Chromium as people have it: with storage that is apart for each site around a frame.
 * @module
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { findChromium, patience } from './chromium.js';

const name = '--disable-features=';

/** Starts it. Playwright by itself switches the partitioning off. */
export async function openPartitionedBrowser(): Promise<Browser> {
  const launch = await findChromium();
  const flag = await disabledFeatures();
  const features = flag
    .slice(name.length)
    .split(',')
    .filter((feature) => feature !== 'ThirdPartyStoragePartitioning');
  return chromium.launch({
    ...launch,
    ignoreDefaultArgs: [flag],
    args: [...launch.args, name + features.join()],
  });
}

/** The flag with which Playwright switches features off, as the browser has got it. */
async function disabledFeatures(): Promise<string> {
  const launch = await findChromium();
  const browser = await chromium.launch({
    ...launch,
    // Otherwise it does not say.
    args: [...launch.args, '--enable-automation'],
  });
  try {
    const session = await browser.newBrowserCDPSession();
    const line = await session.send('Browser.getBrowserCommandLine');
    const flag = line.arguments.find((argument) => argument.startsWith(name));
    if (!flag?.includes('ThirdPartyStoragePartitioning')) throw new Error('nothing to switch on');
    return flag;
  } finally {
    await browser.close();
  }
}

/**
 * Starts it with the flags that Playwright gives it, and gives frames of an origin no storage inside pages of others.
 *
 * A whole Chromium denies it by itself then. The headless shell knows no such rule, whatever its flags and preferences:
 * there a file is in the place of the folder in which that origin's databases would be, so that none can be opened.
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
  const context = await chromium.launchPersistentContext(profile, launch);
  context.setDefaultTimeout(patience);
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, maxRetries: 3 });
  };
  return { context, close };
}

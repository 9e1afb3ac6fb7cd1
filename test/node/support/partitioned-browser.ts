/**
 * Chromium as people have it: with storage that is apart for each site around a frame.
 * @module
 */
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { findChromium } from '../../../tools/wtr/chromium.js';

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

/** Starts it with the flags that Playwright gives it: most builds then give frames of other sites no storage. */
export async function openUnpartitionedBrowser(): Promise<Browser> {
  return chromium.launch(await findChromium());
}

/**
 * A profile in which frames of `host` have no storage. The headless shell alone knows no such thing: there the same
 * error is brought about in the frame.
 */
export async function profileWithoutStorage(
  browser: Browser,
  host: string,
): Promise<BrowserContext> {
  const context = await browser.newContext();
  if ((await findChromium()).args.includes('--headless=shell')) {
    await context.addInitScript((name) => {
      if (location.hostname !== name || !location.pathname.startsWith('/frame/')) return;
      IDBFactory.prototype.open = () => {
        throw new DOMException('Internal error.', 'UnknownError');
      };
    }, host);
  }
  return context;
}

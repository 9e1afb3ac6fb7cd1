/**
 * Runs tests in Chromium, over the DevTools protocol.
 * @module
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openChromium, openProfile } from './chromium.js';
import { PageLauncher } from './page-launcher.js';

/**
 * A launcher for the test runner. Sessions that run at the same time have contexts of their own. A context is used again,
 * without the data of the session before, so that the modules are fetched once and not for each test file.
 */
export class ChromiumLauncher extends PageLauncher<Page> {
  readonly name = 'Chromium';
  readonly type = 'playwright';
  readonly #free: BrowserContext[] = [];
  #browser: Promise<Browser> | undefined;

  protected async open(url: string): Promise<Page> {
    this.#browser ??= openChromium();
    const context = this.#free.pop() ?? (await newContext(await this.#browser));
    const page = await context.newPage();
    await clearData(page, new URL(url).origin);
    return page;
  }

  protected async close(page: Page): Promise<void> {
    await page.close();
    this.#free.push(page.context());
  }

  async stop(): Promise<void> {
    await (await this.#browser)?.close();
  }
}

function newContext(browser: Browser): Promise<BrowserContext> {
  return openProfile(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
}

/** Clears everything that an earlier page of the origin has stored. */
async function clearData(page: Page, origin: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await cdp.detach();
}

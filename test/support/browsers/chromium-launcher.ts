/**
 * Runs tests in Chromium, over the DevTools protocol.
 * @module
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openChromium, openProfile } from './chromium.js';

/** A page with its context, which is used again. */
interface Session {
  readonly context: BrowserContext;
  readonly page: Page;
}

/**
 * A launcher for the test runner. Sessions that run at the same time have contexts of their own. A context is used again,
 * without the data of the session before, so that the modules are fetched once and not for each test file.
 */
export class ChromiumLauncher {
  readonly name = 'Chromium';
  readonly type = 'playwright';
  readonly #sessions = new Map<string, Session>();
  readonly #free: BrowserContext[] = [];
  #browser: Promise<Browser> | undefined;

  async startSession(id: string, url: string): Promise<void> {
    this.#browser ??= openChromium();
    const context = this.#free.pop() ?? (await newContext(await this.#browser));
    const page = await context.newPage();
    this.#sessions.set(id, { context, page });
    await clearData(page, new URL(url).origin);
    await page.goto(url);
  }

  isActive(id: string): boolean {
    return this.#sessions.has(id);
  }

  getBrowserUrl(id: string): string {
    return this.getPage(id).url();
  }

  async stopSession(id: string): Promise<object> {
    const page = this.getPage(id);
    const { context } = this.#sessions.get(id)!;
    this.#sessions.delete(id);
    await page.close();
    this.#free.push(context);
    return {};
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error('open the page by hand'));
  }

  async stop(): Promise<void> {
    await (await this.#browser)?.close();
  }

  getPage(id: string): Page {
    const session = this.#sessions.get(id);
    if (!session) throw new Error('this session has no page');
    return session.page;
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

/**
 * Runs tests in an installed Firefox, over WebDriver BiDi.
 * @module
 */
import { launch, type Browser, type KeyInput, type Page } from 'puppeteer-core';
import { patience } from './chromium.js';
import { PageLauncher } from './page-launcher.js';

/** A launcher for the test runner. */
export class FirefoxLauncher extends PageLauncher<Page> {
  readonly name: string;
  readonly type = 'puppeteer';
  /** Only one page can have the focus. */
  readonly concurrency = 1;
  readonly #browser: Browser;

  private constructor(browser: Browser, name: string) {
    super();
    this.#browser = browser;
    this.name = name;
  }

  /** Starts Firefox without a window. */
  static async start(executablePath: string): Promise<FirefoxLauncher> {
    const browser = await launch({
      browser: 'firefox',
      executablePath,
      headless: true,
      defaultViewport: null,
      // As long as a test may take: a command of WebDriver that is never answered fails its test.
      protocolTimeout: patience,
      timeout: patience,
      // A browser without a GPU spends half its time on drawing animations.
      extraPrefsFirefox: { 'ui.prefersReducedMotion': 1 },
    });
    return new FirefoxLauncher(browser, (await browser.version()).replace('firefox/', 'Firefox '));
  }

  protected async open(): Promise<Page> {
    const page = await this.#browser.newPage();
    takeChords(page);
    takeSizes(page);
    await page.setViewport({ width: 1280, height: 800 });
    return page;
  }

  protected close(page: Page): Promise<void> {
    return page.close();
  }

  stop(): Promise<void> {
    return this.#browser.close();
  }
}

/** Adds chords such as `Control+V` to a page's keyboard. */
function takeChords({ keyboard }: Page): void {
  const press = keyboard.press.bind(keyboard);
  keyboard.press = async (chord, options) => {
    const [last, ...held] = chord.split('+').reverse() as KeyInput[];
    for (const key of held) await keyboard.down(key);
    await press(last!, options);
    for (const key of held) await keyboard.up(key);
  };
}

/** Makes `setViewport` work in Firefox 140, which lacks a command that Puppeteer sends beside the size. */
function takeSizes(page: Page): void {
  const setViewport = page.setViewport.bind(page);
  page.setViewport = async (size) => {
    try {
      await setViewport(size);
    } catch (error) {
      if (!String(error).includes('unknown command emulation.setScreenOrientationOverride')) {
        throw error;
      }
      const { width, height } = size ?? {};
      await page.waitForFunction(`innerWidth === ${width} && innerHeight === ${height}`);
    }
  };
}

/**
 * Runs tests in an installed Firefox, over WebDriver BiDi.
 * @module
 */
import { launch, type Browser, type KeyInput, type Page } from 'puppeteer-core';
import { PageLauncher } from './page-launcher.js';

/** A launcher for the test runner. */
export class FirefoxLauncher extends PageLauncher<Page> {
  readonly name = 'Firefox';
  readonly type = 'puppeteer';
  /** Only one page can have the focus. */
  readonly concurrency = 1;
  readonly #executablePath: string;
  #browser: Promise<Browser> | undefined;

  constructor(executablePath: string) {
    super();
    this.#executablePath = executablePath;
  }

  protected async open(): Promise<Page> {
    const executablePath = this.#executablePath;
    this.#browser ??= launch({ browser: 'firefox', executablePath, headless: true });
    const page = await (await this.#browser).newPage();
    takeChords(page);
    await page.setViewport({ width: 1280, height: 800 });
    return page;
  }

  protected close(page: Page): Promise<void> {
    return page.close();
  }

  async stop(): Promise<void> {
    await (await this.#browser)?.close();
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

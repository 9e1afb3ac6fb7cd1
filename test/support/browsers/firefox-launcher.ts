/**
 * Runs tests in an installed Firefox, over WebDriver BiDi.
 * @module
 */
import { launch, type Browser, type KeyInput, type Page } from 'puppeteer-core';

/** A launcher for the test runner. Each session has its own page, so that none inherits the focus of another. */
export class FirefoxLauncher {
  readonly name = 'Firefox';
  readonly type = 'puppeteer';
  /** Only one page can have the focus. */
  readonly concurrency = 1;
  readonly #executablePath: string;
  readonly #pages = new Map<string, Page>();
  #browser: Promise<Browser> | undefined;

  constructor(executablePath: string) {
    this.#executablePath = executablePath;
  }

  async startSession(id: string, url: string): Promise<void> {
    const executablePath = this.#executablePath;
    this.#browser ??= launch({ browser: 'firefox', executablePath, headless: true });
    const page = await (await this.#browser).newPage();
    this.#pages.set(id, page);
    takeChords(page);
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(url);
  }

  isActive(id: string): boolean {
    return this.#pages.has(id);
  }

  getBrowserUrl(id: string): string {
    return this.getPage(id).url();
  }

  async stopSession(id: string): Promise<object> {
    const page = this.getPage(id);
    this.#pages.delete(id);
    await page.close();
    return {};
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error('open the page by hand'));
  }

  async stop(): Promise<void> {
    await (await this.#browser)?.close();
  }

  getPage(id: string): Page {
    const page = this.#pages.get(id);
    if (!page) throw new Error('this session has no page');
    return page;
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

/**
 * What launchers for the test runner have in common that give each session a page of its own.
 * @module
 */

/** A page of Playwright or Puppeteer. */
interface LaunchedPage {
  url(): string;
  goto(url: string): Promise<unknown>;
}

/** A launcher whose sessions have pages of their own, so that none inherits the focus of another. */
export abstract class PageLauncher<P extends LaunchedPage> {
  readonly #pages = new Map<string, P>();

  /** Opens a page for a session that will begin at `url`. */
  protected abstract open(url: string): Promise<P>;

  protected abstract close(page: P): Promise<void>;

  async startSession(id: string, url: string): Promise<void> {
    const page = await this.open(url);
    this.#pages.set(id, page);
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
    await this.close(page);
    return {};
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error('open the page by hand'));
  }

  getPage(id: string): P {
    const page = this.#pages.get(id);
    if (!page) throw new Error('this session has no page');
    return page;
  }
}

/**
 * One page of a browser that shows one story of the gallery after the other.
 * @module
 */
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { patience } from '../../test/support/browsers/chromium.js';
import type { ElementSightings } from './element-sightings.js';
import { arrangeScript } from './surroundings.js';

const limit = { timeout: patience };

const auditScript = fileURLToPath(
  new URL('../../../test/support/pages/text-audit.mjs', import.meta.url),
);

/** A finding of axe. */
interface Finding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[] }[];
}

/** Result of a story, from the events of `storybook/internal/core-events`. */
interface Ending {
  readonly errors: readonly string[];
  /** Findings of axe; undefined when it did not run. */
  readonly findings: readonly Finding[] | undefined;
}

/** A page on which stories are shown. */
export class GalleryPage {
  readonly #page: Page;
  readonly #url: string;
  /** Faults seen on the console and the network since the last story began. */
  readonly #heard: string[] = [];
  /** Whether the page is ready to show another story without a reload. */
  #isReady = false;

  private constructor(page: Page, url: string) {
    this.#page = page;
    this.#url = url;
    page.on('console', (message) => {
      const isFault = ['error', 'warning'].includes(message.type());
      if (isFault && !isKnown(message.text())) {
        this.#heard.push(`console: ${message.text()} (${message.location().url})`);
      }
    });
    page.on('pageerror', (error) => this.#heard.push(`uncaught: ${error.message}`));
    page.on('request', (request) => {
      const to = request.url();
      if (/^https?:/.test(to) && !to.startsWith(url)) this.#heard.push(`asked the network: ${to}`);
    });
  }

  /** Opens the gallery at `url`. */
  static async open(
    browser: Browser,
    url: string,
    options: BrowserContextOptions,
    sightings?: ElementSightings,
  ): Promise<GalleryPage> {
    const context = await browser.newContext(options);
    await sightings?.watch(context);
    for (const path of [arrangeScript, auditScript]) await context.addInitScript({ path });
    return new GalleryPage(await context.newPage(), url);
  }

  /** Shows a story and plays it; resolves with its faults. */
  async play(id: string): Promise<string[]> {
    this.#heard.length = 0;
    // Reload after a faulty story, so that its state does not affect the next one.
    if (!this.#isReady) await this.#load();
    const faults = await this.#ending(id);
    const all = [...faults, ...this.#heard];
    this.#isReady = !all.length;
    return all;
  }

  /** Has axe read the story once more, in the surroundings that the page is in now; resolves with its faults. */
  async readAgain(id: string): Promise<string[]> {
    const findings = await this.#page.evaluate<readonly Finding[]>(
      `(${readAgain.toString()})(${JSON.stringify(id)})`,
    );
    return this.#judged(findings.map(faultOf));
  }

  /**
   * Audits the texts of a story in a pseudo-language that the page has been put into. The elements stay in the state that
   * the story ended in, so this also finds texts that do not follow the language of the page. Languages come from a
   * provider: elements that stand in none speak English.
   */
  async auditTexts(): Promise<string[]> {
    if (!(await this.#page.locator('neon-provider').count())) return [];
    return this.#judged(await this.#page.evaluate<string[]>('auditTexts()'));
  }

  #judged(faults: string[]): string[] {
    if (faults.length) this.#isReady = false;
    return faults;
  }

  /** Opens a page of documentation with its stories; resolves with its faults. */
  async read(id: string): Promise<string[]> {
    const url = `${this.#url}iframe.html?viewMode=docs&id=${id}`;
    const page = this.#page;
    const faults = await this.#visit(url, async () => {
      await page.locator('#storybook-docs h1').waitFor(limit);
      const empty = page.locator('.sb-story').filter({ hasNot: page.locator('neon-provider') });
      await empty.first().waitFor({ ...limit, state: 'detached' });
    });
    const { violations } = await new AxeBuilder({ page }).include('#storybook-docs').analyze();
    return [...faults, ...violations.map(faultOf)];
  }

  /** Opens the gallery as a visitor does; resolves with its faults. */
  async visit(): Promise<string[]> {
    const frame = this.#page.frameLocator('#storybook-preview-iframe');
    return this.#visit(this.#url, () => frame.locator('#storybook-docs h1').waitFor(limit));
  }

  screenshot(path: string): Promise<unknown> {
    return this.#page.screenshot({ path });
  }

  /** The page itself, to do more with the story that it shows. */
  get page(): Page {
    return this.#page;
  }

  async #visit(url: string, shown: () => Promise<void>): Promise<string[]> {
    this.#isReady = false;
    this.#heard.length = 0;
    await this.#page.goto(url);
    const faults = await shown().then(
      () => [],
      () => ['does not show what it is about'],
    );
    return [...faults, ...this.#heard];
  }

  async #load(): Promise<void> {
    await this.#page.goto(`${this.#url}iframe.html?viewMode=story`);
    await this.#page.evaluate('__STORYBOOK_PREVIEW__.ready()');
  }

  async #ending(id: string): Promise<string[]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string[]>((resolve) => {
      timer = setTimeout(() => resolve([`has not ended after ${patience / 1000} s`]), patience);
    });
    const ended = this.#page.evaluate<Ending>(`(${watch.toString()})(${JSON.stringify(id)})`).then(
      ({ errors, findings }) => [
        ...errors,
        ...(findings?.map(faultOf) ?? (errors.length ? [] : ['axe did not run'])),
      ],
      (error: unknown) => [`left the page: ${String(error)}`],
    );
    return Promise.race([ended, late]).finally(() => clearTimeout(timer));
  }
}

function faultOf({ id, help, nodes }: Finding): string {
  const targets = nodes.map(({ target }) => target.flat(2).join(' '));
  return `axe: ${id}: ${help} (${targets.join(', ')})`;
}

/** Warnings of Storybook about itself. */
function isKnown(text: string): boolean {
  return text.includes("The 'ariaLabel' prop on 'PopoverProvider'");
}

interface Channel {
  on(event: string, listener: (data: never) => void): void;
  off(event: string, listener: (data: never) => void): void;
  emit(event: string, data: object | string): void;
}

interface Finished {
  readonly storyId: string;
  readonly reporters: readonly {
    readonly type: string;
    readonly result: {
      readonly error?: unknown;
      readonly violations?: readonly Finding[];
    };
  }[];
}

/** Runs in the page, so it uses nothing from this module. */
function watch(storyId: string): Promise<Ending> {
  const channel = (globalThis as unknown as { __STORYBOOK_ADDONS_CHANNEL__: Channel })
    .__STORYBOOK_ADDONS_CHANNEL__;
  const errors: string[] = [];
  const failures = [
    'playFunctionThrewException',
    'unhandledErrorsWhilePlaying',
    'storyThrewException',
    'storyErrored',
    'storyMissing',
  ];
  return new Promise((resolve) => {
    const fail = (error: unknown): void => {
      for (const one of Array.isArray(error) ? error : [error]) {
        const { message, title, description } = (one ?? {}) as Record<string, string | undefined>;
        errors.push(message ?? (title ? `${title} ${description}` : 'is not there'));
      }
    };
    // A story that cannot be rendered never sends storyFinished.
    const end = (error: unknown): void => {
      fail(error);
      done(undefined);
    };
    const finish = ({ storyId: finished, reporters }: Finished): void => {
      const axe = reporters.find(({ type }) => type === 'a11y');
      if (finished !== storyId) return;
      if (axe?.result.error) fail(axe.result.error);
      // Only what can be serialised: findings of axe contain elements.
      const part = ({ id, help, nodes }: Finding): Finding => ({
        id,
        help,
        nodes: nodes.map(({ target }) => ({ target })),
      });
      done(axe?.result.violations?.map(part));
    };
    const listeners = failures.map((name, index) => [name, index < 2 ? fail : end] as const);
    const done = (findings: Ending['findings']): void => {
      for (const [name, listener] of listeners) channel.off(name, listener);
      channel.off('storyFinished', finish);
      resolve({ errors, findings });
    };
    for (const [name, listener] of listeners) channel.on(name, listener);
    channel.on('storyFinished', finish);
    channel.emit('setCurrentStory', { storyId, viewMode: 'story' });
  });
}

/** Has the axe of Storybook read a story once more. Runs in the page. */
function readAgain(storyId: string): Promise<readonly Finding[]> {
  const channel = (globalThis as unknown as { __STORYBOOK_ADDONS_CHANNEL__: Channel })
    .__STORYBOOK_ADDONS_CHANNEL__;
  return new Promise((resolve, reject) => {
    const read = ({ violations }: { readonly violations: readonly Finding[] }): void => {
      done();
      resolve(violations.map(({ id, help, nodes }) => ({ id, help, nodes })));
    };
    const fail = (error: Error): void => {
      done();
      reject(error);
    };
    const done = (): void => {
      channel.off('storybook/a11y/result', read);
      channel.off('storybook/a11y/error', fail);
    };
    channel.on('storybook/a11y/result', read);
    channel.on('storybook/a11y/error', fail);
    channel.emit('storybook/a11y/manual', storyId);
  });
}

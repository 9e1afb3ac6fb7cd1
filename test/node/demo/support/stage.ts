/**
 * A demo and a browser for the tests of one `describe`.
 * @module
 */
import { after, before } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { Demo, makeData, removeData } from './demo.js';
import { openChromium, openProfile } from '../../../support/browsers/chromium.js';
import { Visitor } from './visitor.js';

/** Result of {@link useStage}. Its members are set once the tests run. */
export class Stage {
  demo!: Demo;
  browser!: Browser;
  readonly #undo: (() => Promise<unknown>)[] = [];

  async open(): Promise<void> {
    const data = await makeData();
    this.#undo.push(() => removeData(data));
    this.demo = await Demo.start(data);
    this.#undo.push(() => this.demo.stop());
    // As cheap as the protocol allows, since every PIN is stretched.
    await this.demo.admin.done(`/services/${await this.demo.mac()}`, {
      method: 'PATCH',
      body: { iterations: 100_000 },
    });
    this.browser = await openChromium();
    this.#undo.push(() => this.browser.close());
  }

  async close(): Promise<void> {
    for (const undo of this.#undo.reverse()) await undo();
  }

  /** A person with a browser of their own, at the front page. */
  async visitor(url = this.demo.url): Promise<Visitor> {
    return Visitor.arrive(await this.profile(), url);
  }

  /** The bank at the address of the second device. */
  get secondUrl(): string {
    return this.demo.url.replace('localhost', '127.0.0.1');
  }

  profile(): Promise<BrowserContext> {
    return openProfile(this.browser);
  }

  /** Starts the demo in place of the one that was stopped. */
  async start(data: string, environment: Readonly<Record<string, string>> = {}): Promise<void> {
    this.demo = await Demo.start(data, environment);
  }
}

/** Starts a demo and a browser before the tests and ends both afterwards. */
export function useStage(): Stage {
  const stage = new Stage();
  before(() => stage.open());
  after(() => stage.close());
  return stage;
}

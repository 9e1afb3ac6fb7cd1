/**
 * A bank, and a service of another site whose frame the bank's pages show.
 * @module
 */
import { after, before } from 'node:test';
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { openProfile } from '../../../support/browsers/chromium.js';
import type { NeonClient } from '../../../../src/index.js';
import { pin } from '../../../support/clients/pins.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { openPartitionedBrowser } from '../../../support/browsers/partitioned-chromium.js';
import { BankSite } from './bank-site.js';

/** What the client's page has in its global scope. */
export type Neon = typeof import('../../../../src/index.js') &
  typeof import('../../../../src/client/move-enrolment.js');

/** What pages need to make a client. */
export interface ClientAt {
  readonly service: string;
  readonly alias: string;
}

/** Result of {@link useFrames}. Its members are set once the tests run. */
export class Frames {
  service!: TestService;
  bank!: BankSite;
  browser!: Browser;
  readonly #undo: (() => Promise<unknown>)[] = [];

  async open(serviceHost: string): Promise<void> {
    this.service = await TestService.start({}, serviceHost);
    this.#undo.push(() => this.service.close());
    this.bank = await BankSite.open();
    this.#undo.push(() => this.bank.close());
    this.bank.policy = `frame-src ${this.service.url}; connect-src 'self' ${this.service.url}`;
    this.browser = await openPartitionedBrowser();
    this.#undo.push(() => this.browser.close());
  }

  async close(): Promise<void> {
    for (const undo of this.#undo.reverse()) await undo();
  }

  /** A site whose pages, at the bank's origin, show the frame. */
  async site(
    settings: object = {},
    service: object = {},
    host = 'bank.localhost',
  ): Promise<TestSite> {
    const site = await this.service.addSite({ seal: true, bio: 'allowed', ...service });
    return { ...site, ...(await this.alias(site.mac, settings, host)) };
  }

  /** Another site of a service. */
  async alias(mac: string, settings: object = {}, host = 'bank.localhost') {
    const origin = this.bank.origin(host);
    const { body } = await this.service.admin.post<{ alias: string }>('/sites', {
      service: mac,
      origins: [origin],
      iframe: true,
      ...settings,
    });
    return { alias: body.alias, origin };
  }

  /** Options for a client of the site. */
  at({ alias }: { readonly alias: string }): ClientAt {
    return { service: this.service.url, alias };
  }

  /** A new browser context. */
  profile(options: object = {}): Promise<BrowserContext> {
    return openProfile(this.browser, options);
  }
}

/** Starts everything before the tests and ends it afterwards. */
export function useFrames(serviceHost = 'neon.localhost'): Frames {
  const frames = new Frames();
  before(() => frames.open(serviceHost));
  after(() => frames.close());
  return frames;
}

/** The frame's own dialog. */
export class PinPad {
  readonly frame: FrameLocator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.frame = page.frameLocator('iframe[title=PIN]');
    this.dialog = this.frame.locator('neon-pin-prompt').getByRole('dialog');
  }

  /** Waits until it has the focus. */
  async focused(): Promise<void> {
    await this.dialog.locator('input:focus').waitFor();
  }

  async choose(value = pin): Promise<void> {
    await this.dialog.getByLabel('New PIN').fill(value);
    await this.dialog.getByLabel('Repeat the PIN').fill(value);
    await this.dialog.getByRole('button', { name: 'Continue' }).click();
  }

  async enter(value = pin): Promise<void> {
    await this.dialog.getByLabel('PIN', { exact: true }).fill(value);
    await this.dialog.getByRole('button', { name: 'Continue' }).click();
  }
}

/** Opens the page on which scripts of tests find `neon`, in a new tab. */
export async function openClientPage(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(origin);
  return page;
}

/** Makes a client of a site, with its frame, that scripts of the page find as `client`. */
export async function makeClient(page: Page, at: ClientAt): Promise<void> {
  await page.evaluate((options) => {
    Object.assign(globalThis, { client: neon.createClient({ ...options, iframe: true }) });
  }, at);
}

/** Enrols the client of a page whose site has `hostPin`. */
export async function enrolClient(page: Page, code: string): Promise<string> {
  return page.evaluate(([typed, secret]) => client.activate(typed!, { pin: secret }), [code, pin]);
}

/** What scripts of tests find on the page. */
declare const neon: Neon;
declare const client: NeonClient;

/**
 * A bank and a service on two sites, and a browser with partitioned storage.
 * @module
 */
import { after, before } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { openProfile } from '../../../support/browsers/chromium.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { TestService } from '../../../support/services/test-service.js';
import { openPartitionedBrowser } from '../../../support/browsers/partitioned-chromium.js';
import { HostSite } from './host-site.js';

/** Result of {@link useTwoSites}. Its members are set once the tests run. */
export class TwoSites {
  service!: TestService;
  host!: HostSite;
  browser!: Browser;
  readonly #undo: (() => Promise<unknown>)[] = [];

  async open(serviceHost: string): Promise<void> {
    this.service = await TestService.start({}, serviceHost);
    this.#undo.push(() => this.service.close());
    this.host = await HostSite.open();
    this.#undo.push(() => this.host.close());
    this.browser = await openPartitionedBrowser();
    this.#undo.push(() => this.browser.close());
  }

  /** Registers work for the end of the tests. */
  finally(undo: () => Promise<unknown>): void {
    this.#undo.push(undo);
  }

  async close(): Promise<void> {
    for (const undo of this.#undo.reverse()) await undo();
  }

  /** Address of the drop-in. */
  get lib(): string {
    return `${this.service.url}/neon/current/simple-neon-lib.js`;
  }

  /** A site of the service for pages at the given origins, made for the drop-in. */
  async dropIn(origins: readonly string[], settings: object = {}): Promise<TestSite> {
    const site = await this.service.addSite({ seal: true, bio: 'allowed', ...settings });
    const { body } = await this.service.admin.post<{ alias: string }>('/sites', {
      service: site.mac,
      origins,
      dropIn: true,
    });
    return { ...site, alias: body.alias, origin: origins[0]! };
  }

  /** A new browser context. */
  profile(): Promise<BrowserContext> {
    return openProfile(this.browser);
  }
}

/**
 * Starts everything before the tests and ends it afterwards.
 * @param serviceHost host name of the service.
 */
export function useTwoSites(serviceHost = 'neon.localhost'): TwoSites {
  const sites = new TwoSites();
  before(() => sites.open(serviceHost));
  after(() => sites.close());
  return sites;
}

/**
 * Services, browsers and pages in which the causes of error codes are brought about.
 */
import { createClient, type ClientOptions } from '../../../src/browser/create-client.js';
import type { NeonClient } from '../../../src/client/client.js';
import type { TokenStore } from '../../../src/client/ports.js';
import { memoryTokenStore } from '../../../src/storage/memory-token-store.js';
import { pin, wrongPin } from '../../support/clients/pins.js';
import type { TestSite } from '../../support/services/service-fixture.js';
import type { TestService } from '../../support/services/test-service.js';
import { Bank } from '../compat/support/bank.js';
import type { CallingPage } from '../compat/support/calling-page.js';
import type { TwoSites } from '../compat/support/two-sites.js';

export { pin, wrongPin };

export const bioKey = 'a value that nobody guesses';

/** Ends with the code that its cause has: as the `code` of what it rejects with, or as its value. */
export type Cause = (scene: Scene) => Promise<unknown>;

/** Drivers by code, and by cause as docs/errors.md words it. */
export type Causes = Readonly<Record<string, Readonly<Record<string, Cause>>>>;

/** A browser that is enrolled for `ada`. */
export interface Enrolled {
  readonly site: TestSite;
  readonly client: NeonClient;
  readonly store: TokenStore;
  readonly tid: string;
  readonly uid: string;
}

/** Everything that a cause needs. */
export class Scene {
  /** The service that the core in Node speaks to. */
  readonly service: TestService;
  /** Another service, and pages of another site. */
  readonly sites: TwoSites;

  constructor(service: TestService, sites: TwoSites) {
    this.service = service;
    this.sites = sites;
  }

  /** A browser of a site that is not enrolled. */
  client(site: TestSite, options: Partial<ClientOptions> = {}): NeonClient {
    const { alias, origin } = site;
    const store = memoryTokenStore();
    const client = createClient({ service: this.service.url, alias, origin, store, ...options });
    this.sites.finally(async () => client.close());
    return client;
  }

  async enrolled(settings: object = {}, options: Partial<ClientOptions> = {}): Promise<Enrolled> {
    const site = await this.service.addSite(settings);
    return { ...(await this.enrolAt(site, options)), site };
  }

  /** Enrols another browser of `ada`. */
  async enrolAt(site: TestSite, options: Partial<ClientOptions> = {}): Promise<Enrolled> {
    const store = options.store ?? memoryTokenStore();
    const client = this.client(site, { ...options, store });
    await client.activate(await this.code(site), { pin });
    const [record] = await store.records();
    return { site, client, store, tid: record!.tid, uid: record!.uid };
  }

  code(site: TestSite, options: object = {}): Promise<string> {
    return this.service.issueCode(site, 'ada', options);
  }

  /** Does something as the administrator of {@link Scene.service}. */
  async administer(path: string, method = 'POST', body?: object): Promise<void> {
    await this.service.admin.done(path, { method, ...(body && { body }) });
  }

  /** Asks from another browser for approval; resolves with the request, as an enrolled one sees it, and its number. */
  async push({ site, client }: Enrolled) {
    let show!: (number: string) => void;
    const shown = new Promise<string>((resolve) => (show = resolve));
    const asked = this.client(site).getRemoteOtpByPush('ada', { onNumber: show });
    // The outcome is what a cause looks at; others leave it.
    asked.catch(() => undefined);
    const number = await shown;
    const [request] = await client.pushRequests();
    return { pid: request!.pid, number, asked };
  }

  /** A page with the drop-in, at a bank of its own. */
  async page(
    useIframe: boolean,
    settings: object = {},
  ): Promise<{ bank: Bank; page: CallingPage }> {
    const bank = await Bank.open(this.sites, settings);
    const page = await bank.visit(useIframe);
    this.sites.finally(() => page.page.context().close());
    return { bank, page };
  }
}

/** Lets a call be refused that is not the last one. */
export async function refused(call: Promise<unknown>): Promise<void> {
  await call.then(
    () => {
      throw new Error('fulfilled, but a refusal was expected');
    },
    () => undefined,
  );
}

/** Prompter that gives a BioKey. */
export function bioPrompter(value = bioKey) {
  return {
    askForPin: async () => ({ value, type: 'bio' as const }),
    definePin: async () => pin,
  };
}

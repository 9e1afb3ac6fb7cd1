/**
 * A bank at one site of the service, and people who open its page.
 * @module
 */
import { createVerifier, type Verifier } from '../../../../src/rp/index.js';
import type { NeonClient } from '../../../../src/client/client.js';
import type { TokenTable, UserTable } from '../../../../src/service/store/schema/schema.js';
import { pin } from '../../../support/clients/pins.js';
import type { TestSite } from '../../../support/services/service-fixture.js';
import { nodeClient } from '../../support/services/node-client.js';
import { CallingPage, callingPage, type PageParts } from './calling-page.js';
import type { TwoSites } from './two-sites.js';

/** Both ways to keep keys, as values of `useIframe`. */
export const modes: readonly (readonly [string, boolean])[] = [
  ['with the frame', true],
  ['without a frame', false],
];

/** A bank whose page has the drop-in. */
export class Bank {
  readonly sites: TwoSites;
  readonly site: TestSite;
  /** Its back end. */
  readonly verifier: Verifier;
  #people = 0;

  private constructor(sites: TwoSites, site: TestSite) {
    this.sites = sites;
    this.site = site;
    const { url } = sites.service;
    this.verifier = createVerifier({ url, service: site.mac, apiKey: site.apiKey });
  }

  /**
   * Opens one.
   * @param settings of the tenant, as the admin API takes them.
   */
  static async open(sites: TwoSites, settings: object = {}): Promise<Bank> {
    return new Bank(sites, await sites.dropIn([sites.host.origin('bank.localhost')], settings));
  }

  /** A login that nobody has yet. */
  newLogin(): string {
    return `person-${++this.#people}`;
  }

  code(login: string, options: object = {}): Promise<string> {
    return this.sites.service.issueCode(this.site, login, options);
  }

  /** Opens the bank's page in a browser of somebody's own, or in one that they have open. */
  async visit(
    useIframe: boolean,
    { context, ...parts }: PageParts & { context?: CallingPage } = {},
  ): Promise<CallingPage> {
    const { host, lib } = this.sites;
    host.html = callingPage(lib, parts);
    const browser = context?.page.context() ?? (await this.sites.profile());
    const page = await CallingPage.open(browser, this.site.origin);
    await page.construct([{ alias: this.site.alias, appDescription: 'bank', useIframe }]);
    return page;
  }

  /** Enrols a new person in the browser of a page; resolves with their login. */
  async enrol(page: CallingPage, login = this.newLogin(), name = 'neon'): Promise<string> {
    const code = await this.code(login);
    await page.result(
      (neon, { code, pin }) => neon.activateWithPin(code!, pin),
      { code, pin },
      name,
    );
    return login;
  }

  /** Another browser of a person, without a page. */
  async elsewhere(login: string): Promise<NeonClient> {
    const client = nodeClient(this.sites.service.url, this.site);
    this.sites.finally(async () => client.close());
    await client.activate(await this.code(login), { pin });
    return client;
  }

  /** Whether an OTP is valid. */
  async accepts(login: string, otp: unknown): Promise<boolean> {
    return this.sites.service.verifyOtp(this.site, login, String(otp));
  }

  /** The database row of a person. */
  user(login: string): Promise<UserTable> {
    const { read } = this.sites.service.store;
    const users = read.selectFrom('app_user').selectAll().where('mac', '=', this.site.mac);
    return users.where('login', '=', login).executeTakeFirstOrThrow();
  }

  /** Tokens of a person, by default those in use. */
  async tokens(login: string, ...status: TokenTable['status'][]): Promise<TokenTable[]> {
    const { uid } = await this.user(login);
    const { read } = this.sites.service.store;
    const tokens = read.selectFrom('token').selectAll().where('uid', '=', uid);
    const wanted = status.length ? status : (['ACTIVE', 'BLOCKED', 'LOCKED'] as const);
    return tokens.where('status', 'in', wanted).execute();
  }

  /** Runs an action of the administrator, such as `block` or `disable`, on a person or their only browser. */
  async administer(login: string, what: string, on: 'users' | 'tokens'): Promise<void> {
    const { uid } = await this.user(login);
    const id = on === 'users' ? uid : (await this.tokens(login))[0]!.tid;
    const { status } = await this.sites.service.admin.post(`/${on}/${id}/${what}`);
    if (status >= 300) throw new Error(`${what}: ${status}`);
  }
}

/**
 * A service, a site and the clients of one test, which end together.
 * @module
 */
import { createClient, type ClientOptions, type NeonClient } from '../../../src/index.js';
import { databaseOf } from './token-database.js';
import { ScriptedPrompter } from './scripted-prompter.js';
import { TestService, type TestSite } from './remote-service.js';

/** A PIN that nobody would guess first. */
export const goodPin = '482917';

/** What a test works at. */
export class Bench {
  readonly service: TestService;
  readonly site: TestSite;
  readonly #clients: NeonClient[] = [];

  private constructor(service: TestService, site: TestSite) {
    this.service = service;
    this.site = site;
  }

  /** @param settings of the tenant, as the admin API takes them. */
  static async make(settings: object = {}, options = {}): Promise<Bench> {
    const service = await TestService.start(options);
    return new Bench(service, await service.addSite(settings));
  }

  /** A client of this page. Several share its IndexedDB, as tabs do; another `store` makes another browser. */
  client(options: Partial<ClientOptions> = {}): NeonClient {
    const { service, site } = this;
    const client = createClient({
      service: service.url,
      alias: site.alias,
      prompter: new ScriptedPrompter(goodPin),
      ...options,
    });
    this.#clients.push(client);
    return client;
  }

  /** A client that is enrolled for `login`. */
  async enrolled(options: Partial<ClientOptions> = {}, login = 'ada'): Promise<NeonClient> {
    const client = this.client(options);
    await client.activate(await this.code(login), { pin: goodPin });
    return client;
  }

  code(login = 'ada', options: object = {}): Promise<string> {
    return this.service.issueCode(this.site, login, options);
  }

  /** Tells whether a relying party is told that an OTP is good. */
  accepts(otp: string, login = 'ada'): Promise<boolean> {
    return this.service.verifyOtp(this.site, login, otp);
  }

  /** The rows of a table of the service. */
  async rows(table: string): Promise<Record<string, unknown>[]> {
    return (await this.service.dump())[table] ?? [];
  }

  /** Paths of the messages that the service got, without hellos. */
  async messages(): Promise<string[]> {
    const paths = await this.service.requests();
    return paths.filter((path) => path !== '/btt/v1/hello');
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.service.close();
    await databaseOf(this.site.alias).remove();
  }
}

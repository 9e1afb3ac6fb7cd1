/**
 * A service, a site and the clients of one test, closed together.
 * @module
 */
import { createClient, type ClientOptions, type NeonClient } from '../../../src/index.js';
import { memoryTokenStore } from '../../../src/storage/memory-token-store.js';
import { pin, wrongPin } from './pins.js';
import { rejectionCode } from './rejection.js';
import { databaseOf } from './token-database.js';
import { ScriptedPrompter } from './scripted-prompter.js';
import type { TestSite } from '../services/service-fixture.js';
import { RemoteService } from './remote-service.js';

/** A service with one site, and its clients. */
export class Bench {
  readonly service: RemoteService;
  readonly site: TestSite;
  readonly #clients: NeonClient[] = [];

  private constructor(service: RemoteService, site: TestSite) {
    this.service = service;
    this.site = site;
  }

  /** @param settings of the tenant, as the admin API takes them. */
  static async make(settings: object = {}, options = {}): Promise<Bench> {
    const service = await RemoteService.start(options);
    return new Bench(service, await service.addSite(settings));
  }

  /** A client of this page. Several share its IndexedDB, as tabs do; with another `store` it is another browser. */
  client(options: Partial<ClientOptions> = {}): NeonClient {
    const { service, site } = this;
    const client = createClient({
      service: service.url,
      alias: site.alias,
      prompter: new ScriptedPrompter(pin),
      ...options,
    });
    this.#clients.push(client);
    return client;
  }

  /** A client that is enrolled for `login`. */
  async enrolled(options: Partial<ClientOptions> = {}, login = 'ada'): Promise<NeonClient> {
    const client = this.client(options);
    await client.activate(await this.code(login), { pin });
    return client;
  }

  code(login = 'ada', options: object = {}): Promise<string> {
    return this.service.issueCode(this.site, login, options);
  }

  /** Blocks a user by wrong PINs, in a browser that is not activated: so none of the enrolled ones is blocked. */
  async blockUser(login = 'ada', site = this.site): Promise<void> {
    const { alias } = site;
    const other = this.client({ alias, store: memoryTokenStore(), prompter: undefined });
    const code = await this.service.issueCode(site, login, { kind: 'restore' });
    let refused: string;
    do refused = await rejectionCode(other.activate(code, { pin: wrongPin }));
    while (refused === 'PASSWORD_IS_WRONG');
    if (refused !== 'USER_IS_BLOCKED') throw new Error(refused);
  }

  /** Whether the relying party is told that an OTP is valid. */
  accepts(otp: string, login = 'ada'): Promise<boolean> {
    return this.service.verifyOtp(this.site, login, otp);
  }

  /** The rows of a table of the service. */
  async rows(table: string): Promise<Record<string, unknown>[]> {
    return (await this.service.dump())[table] ?? [];
  }

  /** Paths of the messages that the service received, without hellos. */
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

/**
 * The stage of a story: a service of its own, with one site for this page.
 * @module
 */
import { createClient, valueBioKey, type ClientOptions, type NeonClient } from '../../src/index.js';
import { PageNetwork } from '../../src/service/page/page-network.js';
import { PageService } from '../../src/service/page/page-service.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import { OtherBrowsers } from '../../test/support/clients/other-browsers.js';
import { pin as goodPin } from '../../test/support/clients/pins.js';

export { goodPin };

/** A second valid PIN, to change to. */
export const otherPin = '719284';

/** An unlock or reset code of the right form that does not exist. */
export const unknownShortCode = '1234567897';

/** A vault that keeps a value behind a biometric check. */
export const vault = valueBioKey(({ login }) => Promise.resolve(`the vault’s value for ${login}`));

/** A valid password. */
export const goodPassword = 'seven blue herons';

/** A PIN of the right form that nobody has. */
export const wrongPin = '739164';

/** One worker holds the services of all stories. */
const worker = new Worker(new URL('../../src/service/page/worker.ts', import.meta.url), {
  type: 'module',
  name: 'neon-service',
});
const network = new PageNetwork();

/** Options of the service of a story. */
export interface StageOptions {
  /** Settings of the tenant, as the admin API takes them. */
  readonly settings?: object;
  /** Origins of the site; this page's unless the story is about another page. */
  readonly origins?: readonly string[];
}

/** The service of one story, its operator, its relying party and its network, and browsers elsewhere. */
export class Stage {
  readonly url: string;
  readonly alias: string;
  /** Browsers beside this one. */
  readonly others = new OtherBrowsers(this);
  readonly #mac: string;
  readonly #service: PageService;

  private constructor(service: PageService, mac: string, alias: string) {
    this.url = service.url;
    this.#service = service;
    this.#mac = mac;
    this.alias = alias;
    this.goOnline();
  }

  static async open({ settings, origins = [location.origin] }: StageOptions = {}): Promise<Stage> {
    const url = `https://${crypto.randomUUID()}.mfa.example`;
    const service = await PageService.open(worker, {
      url,
      origin: location.origin,
      address: 'gallery',
    });
    const tenant = { name: 'Harbour Bank', iterations: 100_000, ...settings };
    const { mac } = await ask<{ mac: string }>(service, '/admin/v1/services', tenant);
    const site = { service: mac, origins };
    const { alias } = await ask<{ alias: string }>(service, '/admin/v1/sites', site);
    return new Stage(service, mac, alias);
  }

  /** Makes a user unless there is one, and a code for them. */
  async code(login: string, options: object = {}): Promise<string> {
    await this.#service.call('/admin/v1/users', { service: this.#mac, login });
    const order = { service: this.#mac, login, kind: 'activation', ...options };
    return (await ask<{ code: string }>(this.#service, '/admin/v1/codes', order)).code;
  }

  /** A code that lifts the block of a user, or of the first browser that was set up for them. */
  async unlockCode(login: string, of: 'user' | 'browser' = 'user'): Promise<string> {
    const [tid] = of === 'browser' ? await this.#tids(login) : [];
    return this.code(login, { kind: 'unlock', ...(tid && { tid }) });
  }

  /** A client of this page's own; close it. */
  client(options: Partial<ClientOptions> = {}): NeonClient {
    return createClient({ service: this.url, alias: this.alias, ...options });
  }

  /** Enrols this browser for a login before the story begins. */
  async enrol(login: string, secret = goodPin): Promise<void> {
    const code = await this.code(login);
    await this.before((client) =>
      client.activate(code, { pin: secret, tokenName: 'Kitchen laptop' }),
    );
  }

  /** Runs operations in this browser before the story begins. */
  async before(work: (client: NeonClient) => Promise<unknown>): Promise<void> {
    const client = this.client();
    await work(client);
    client.close();
  }

  /** Enters wrong PINs before the story begins. */
  enterWrongPins(login: string, times: number): Promise<void> {
    return this.before(async (client) => {
      for (let tries = 0; tries < times; tries++) {
        await client.getOnlineOtp(login, { pin: wrongPin }).catch(() => undefined);
      }
    });
  }

  /** Sets another browser up for a login: one with a store of its own. */
  async enrolElsewhere(login: string, code?: string, tokenName?: string): Promise<void> {
    const client = this.client({ store: memoryTokenStore() });
    await client.activate(code ?? (await this.code(login)), { pin: goodPin, tokenName });
    client.close();
  }

  /** Restores the account in another browser, which ends this one. */
  async restoreElsewhere(login: string): Promise<void> {
    await this.enrolElsewhere(login, await this.code(login, { kind: 'restore' }));
  }

  /** Changes settings as the operator does. */
  async change(settings: object): Promise<void> {
    await ask(this.#service, `/admin/v1/services/${this.#mac}`, settings, 'PATCH');
  }

  /** Changes a user as the operator does. */
  async changeUser(login: string, action: 'disable' | 'enable' | 'unblock'): Promise<void> {
    const { users } = await ask<{ users: { uid: string }[] }>(
      this.#service,
      `/admin/v1/users?service=${this.#mac}&login=${login}`,
    );
    await ask(this.#service, `/admin/v1/users/${users[0]!.uid}/${action}`, {});
  }

  /** Blocks the user's browsers as the operator does. */
  async blockTokens(login: string): Promise<void> {
    for (const tid of await this.#tids(login)) {
      await ask(this.#service, `/admin/v1/tokens/${tid}/block`, {});
    }
  }

  /** Has a one-time password verified, as a relying party does. */
  async accepts(login: string, otp: string): Promise<boolean> {
    const question = { service: this.#mac, login, otp };
    return (await this.#verify<{ ok: boolean }>('otp.verify', question)).ok;
  }

  /** Has a seal verified, as a relying party does. */
  async acceptsSeal(seal: string, data: string): Promise<boolean> {
    const question = { service: this.#mac, seal, data };
    return (await this.#verify<{ ok?: boolean }>('seal.verify', question)).ok === true;
  }

  /** Has an access token examined, as a relying party does. */
  async acceptsToken(token: string): Promise<boolean> {
    return (await this.#verify<{ active: boolean }>('jwt.introspect', { token })).active;
  }

  /** Moves the clock of the service on, in milliseconds. */
  advance(ms: number): void {
    this.#service.advance(ms);
  }

  /** From now on no request reaches the service. */
  goOffline(): void {
    network.add(this.url, () => Promise.reject(new TypeError('offline')));
  }

  goOnline(): void {
    network.add(this.url, this.#service.fetch);
  }

  /** Ends the service, and removes what this browser keeps for it. */
  close(): void {
    // What is still on the page may go on asking, and is to ask nobody else.
    this.goOffline();
    this.others.close();
    this.#service.close();
    indexedDB.deleteDatabase(`btt1.${this.alias}`);
  }

  /** Ids of the browsers of a login, oldest first. */
  async #tids(login: string): Promise<string[]> {
    const path = `/admin/v1/tokens?service=${this.#mac}&login=${login}`;
    const { tokens } = await ask<{ tokens: { tid: string }[] }>(this.#service, path);
    return tokens.map(({ tid }) => tid);
  }

  /** Asks the door of relying parties: where, its scope says. */
  async #verify<T>(scope: string, question: object): Promise<T> {
    const order = { service: this.#mac, scopes: [scope] };
    const { key } = await ask<{ key: string }>(this.#service, '/admin/v1/keys', order);
    const path = `/rp/v1/${scope.replace('.', '/')}`;
    return (await this.#service.call<T>(path, question, { key })).body;
  }
}

async function ask<T>(
  service: PageService,
  path: string,
  body?: object,
  method?: string,
): Promise<T> {
  const answer = await service.call<T>(path, body, { ...(method && { method }) });
  if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}`);
  return answer.body;
}

/**
 * What a story plays on: a service of its own, with one site for this page.
 * @module
 */
import { createClient } from '../../src/index.js';
import { PageNetwork } from '../../src/service/page/page-network.js';
import { PageService } from '../../src/service/page/page-service.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';

/** A PIN that is not on the list of common ones. */
export const goodPin = '482917';

/** Of the right form, and nobody's. */
export const wrongPin = '739164';

/** One worker holds the services of all stories. */
const worker = new Worker(new URL('../../src/service/page/worker.ts', import.meta.url), {
  type: 'module',
  name: 'neon-service',
});
const network = new PageNetwork();

/** What a story wants of its service besides a site. */
export interface StageOptions {
  /** Settings of the tenant, as the admin API takes them. */
  readonly settings?: object;
  /** Origins of the site; this page's unless the story is about another page. */
  readonly origins?: readonly string[];
}

/** The service of one story, its operator and its network. */
export class Stage {
  readonly url: string;
  readonly alias: string;
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

  /** Sets this browser up for a login, as it happened before the story begins. */
  async enrol(login: string, secret = goodPin): Promise<void> {
    const client = this.#client();
    await client.activate(await this.code(login), { pin: secret, tokenName: 'Kitchen laptop' });
    client.close();
  }

  /** Types wrong PINs, as somebody did before the story begins. */
  async enterWrongPins(login: string, times: number): Promise<void> {
    const client = this.#client();
    for (let tries = 0; tries < times; tries++) {
      await client.getOnlineOtp(login, { pin: wrongPin }).catch(() => undefined);
    }
    client.close();
  }

  /** Sets another browser up for a login: one with a store of its own. */
  async enrolElsewhere(login: string, code?: string): Promise<void> {
    const client = this.#client(true);
    await client.activate(code ?? (await this.code(login)), { pin: goodPin });
    client.close();
  }

  /** Restores the account in another browser, which ends this one. */
  async restoreElsewhere(login: string): Promise<void> {
    await this.enrolElsewhere(login, await this.code(login, { kind: 'restore' }));
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
    const { tokens } = await ask<{ tokens: { tid: string }[] }>(
      this.#service,
      `/admin/v1/tokens?service=${this.#mac}&login=${login}`,
    );
    for (const { tid } of tokens) await ask(this.#service, `/admin/v1/tokens/${tid}/block`, {});
  }

  /** Has a one-time password verified, as a relying party does. */
  async accepts(login: string, otp: string): Promise<boolean> {
    const order = { service: this.#mac, scopes: ['otp.verify'] };
    const { key } = await ask<{ key: string }>(this.#service, '/admin/v1/keys', order);
    const question = { service: this.#mac, login, otp };
    const { body } = await this.#service.call<{ ok: boolean }>('/rp/v1/otp/verify', question, {
      key,
    });
    return body.ok;
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
    network.remove(this.url);
    this.#service.close();
    indexedDB.deleteDatabase(`btt1.${this.alias}`);
  }

  #client(elsewhere = false) {
    return createClient({
      service: this.url,
      alias: this.alias,
      ...(elsewhere && { store: memoryTokenStore() }),
    });
  }
}

async function ask<T>(service: PageService, path: string, body?: object): Promise<T> {
  const answer = await service.call<T>(path, body);
  if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}`);
  return answer.body;
}

/**
 * The service of a test in the browser; it runs in the process that serves the tests.
 * @module
 */
import type { Fault } from '../services/fault-proxy.js';
import type { RemoteAnswer } from '../services/test-service-middleware.js';
import { AdminApi } from '../services/admin-api.js';
import type { Answer } from '../services/door-call.js';
import { ServiceFixture, type TestSite } from '../services/service-fixture.js';

export type { TestSite };

/** A service with its own database, keys, clock and port, behind a proxy that injects faults. */
export class RemoteService extends ServiceFixture {
  readonly url: string;
  readonly admin = new AdminApi((path, options) => this.#answer('admin', path, options));
  readonly #id: string;

  private constructor(id: string, url: string) {
    super();
    this.#id = id;
    this.url = url;
  }

  /** Starts a service, with its keys in files if they are to be rotated. Close it when the test has ended. */
  static async start(options: { keyFiles?: boolean } = {}): Promise<RemoteService> {
    const { id, url } = (await post('/test-services', options)) as { id: string; url: string };
    return new RemoteService(id, url);
  }

  /** Plans a fault for the next `times` messages to `path`. */
  plan(path: string, fault: Fault, times = 1): Promise<void> {
    return this.#call('plan', path, fault, times);
  }

  /** Resolves when a message is held. */
  held(): Promise<void> {
    return this.#call('held');
  }

  release(): Promise<void> {
    return this.#call('release');
  }

  /** Drops planned faults and releases held messages. */
  clear(): Promise<void> {
    return this.#call('clear');
  }

  /** Replaces the signing key of a service that was started with `keyFiles`. */
  rotateSigningKey(): Promise<void> {
    return this.#call('rotateSigningKey');
  }

  /** Moves the service's clock on, in milliseconds. */
  advance(ms: number): Promise<void> {
    return this.#call('advance', ms);
  }

  /** Paths of the messages that have come in. */
  requests(): Promise<string[]> {
    return this.#call('requests');
  }

  /** All messages that have passed. */
  messages(): Promise<{ path: string; body: string; reply: string }[]> {
    return this.#call('messages');
  }

  log(): Promise<string[]> {
    return this.#call('log');
  }

  /** Everything in the database. */
  dump(): Promise<Record<string, Record<string, unknown>[]>> {
    return this.#call('dump');
  }

  /** Restores tokens from a dump, as a backup would. */
  rollBack(dump: Record<string, unknown[]>): Promise<void> {
    return this.#call('rollBack', dump);
  }

  rp<T = Record<string, unknown>>(path: string, apiKey: string, body: object): Promise<Answer<T>> {
    return this.#answer('rp', path, apiKey, body);
  }

  /** Makes a tenant with a site for this page, and a key that verifies. */
  override addSite(settings: object = {}, origin = location.origin): Promise<TestSite> {
    return super.addSite(settings, origin);
  }

  override addAlias(mac: string, origin = location.origin): Promise<string> {
    return super.addAlias(mac, origin);
  }

  close(): Promise<void> {
    return this.#call('close');
  }

  async #answer<T>(method: 'admin' | 'rp', ...args: unknown[]): Promise<Answer<T>> {
    const { status, headers, body } = await this.#call<RemoteAnswer<T>>(method, ...args);
    return { status, headers: new Headers(headers), body };
  }

  #call<T>(method: string, ...args: unknown[]): Promise<T> {
    return post(`/test-services/${this.#id}`, { method, args }) as Promise<T>;
  }
}

async function post(path: string, order: object): Promise<unknown> {
  const response = await fetch(path, { method: 'POST', body: JSON.stringify(order) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { result?: unknown }).result;
}

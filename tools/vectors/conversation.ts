/**
 * A conversation of the core with the service, in this process, with every message recorded.
 * @module
 */
import { createClient } from '../../src/browser/create-client.js';
import type { NeonClient } from '../../src/client/client.js';
import type { Clock, Transport } from '../../src/client/ports.js';
import { NeonError, type NeonErrorCode } from '../../src/errors.js';
import { operationPath } from '../../src/protocol/operation-message.js';
import { memoryTokenStore } from '../../src/storage/memory-token-store.js';
import { createApp, type App } from '../../src/service/app.js';
import { handleFetch } from '../../src/service/http/fetch-handler.js';
import { ServiceClock } from '../../src/service/domain/clock.js';
import { nodeHashes } from '../../src/service/node/node-hashes.js';
import { generateKeyRecord, type KeyRecord } from '../../src/service/domain/keys/key-record.js';
import { openKeyRing } from '../../src/service/domain/keys/key-ring.js';
import type { Peer } from '../../src/service/service-context.js';
import { openSqliteStore } from '../../src/service/store/sqlite/sqlite.js';
import { now, site } from './vector-inputs.js';

/** A message and its answer, as they were sent. */
export interface Exchange {
  /** Which browser sent it. */
  readonly browser: string;
  readonly path: string;
  readonly request: object;
  readonly status: number;
  /** Text of a JWS or JWE, or parsed JSON. */
  readonly answer: unknown;
}

const adminKey = 'YmF0dGVyaWVzIG5vdCBpbmNsdWRlZCBpbiB0aGlz';

/** The clocks of both sides. They stand still unless somebody waits. */
class ConversationClock implements Clock {
  #now = now;

  wall = () => this.#now;
  monotonic = () => this.#now - now;

  /** Short pauses take no time; long ones are limits, which nothing runs into. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#now += 1;
    if (ms < 10_000) return void (this.#now += ms);
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error)),
    );
  }
}

/** A service with one site, whose exchanges with browsers are recorded. */
export class Conversation {
  readonly exchanges: Exchange[] = [];
  readonly keys: KeyRecord;
  readonly #app: App;
  readonly #clock: ConversationClock;
  #lost: 'request' | 'answer' | undefined;
  als = '';

  private constructor(keys: KeyRecord, app: App, clock: ConversationClock) {
    this.keys = keys;
    this.#app = app;
    this.#clock = clock;
  }

  static async open(settings: object = {}): Promise<Conversation> {
    const clock = new ConversationClock();
    const keys = await generateKeyRecord(site.iss, clock.wall());
    const app = createApp({
      store: await openSqliteStore(':memory:'),
      keys: await openKeyRing(keys, clock.wall()),
      hashes: nodeHashes,
      clock: new ServiceClock(clock),
      log: () => undefined,
      publicUrl: site.iss,
      adminKey: () => adminKey,
    });
    const conversation = new Conversation(keys, app, clock);
    const service = { mac: site.mac, name: 'Bank', iterations: 100_000, ...settings };
    await conversation.administer('services', service);
    const order = { service: site.mac, origins: [site.org] };
    conversation.als = String((await conversation.administer('sites', order))['alias']);
    return conversation;
  }

  /** Calls the admin API. */
  async administer(path: string, body: object): Promise<Record<string, unknown>> {
    const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await this.#handle(`/admin/v1/${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  }

  /** Issues a code for a user. */
  async code(login: string, kind: string): Promise<string> {
    const order = { service: site.mac, login, kind };
    return String((await this.administer('codes', order))['code']);
  }

  /** Loses the next operation, or the answer to it. */
  lose(what: 'request' | 'answer'): void {
    this.#lost = what;
  }

  /** A browser. Its messages are recorded under its name. */
  browser(name: string): NeonClient {
    const { als } = this;
    const common = { service: site.iss, alias: als, origin: site.org, clock: this.#clock };
    const transport: Transport = {
      post: (path, message) => this.#exchange(name, path, message),
      get: async (url) =>
        new Uint8Array(await (await this.#handle(new URL(url).pathname, {})).arrayBuffer()),
    };
    return createClient({ ...common, transport, store: memoryTokenStore() });
  }

  async close(): Promise<void> {
    await this.#app.close();
  }

  async #exchange(browser: string, path: string, message: object) {
    const lost = path === operationPath ? this.#lost : undefined;
    if (lost) this.#lost = undefined;
    if (lost === 'request') throw new NeonError('SERVICE_UNAVAILABLE');
    const body = JSON.stringify(message);
    const response = await this.#handle(path, { method: 'POST', body });
    const text = await response.text();
    const { status, ok } = response;
    const isJson = response.headers.get('content-type')?.includes('json');
    const answer: unknown = isJson ? JSON.parse(text) : text;
    this.exchanges.push({ browser, path, request: JSON.parse(body) as object, status, answer });
    if (lost) throw new NeonError('SERVICE_UNAVAILABLE');
    if (ok) return { ok, body: text };
    const { code, stmt } = answer as { code: NeonErrorCode; stmt?: string };
    return { ok, code, stmt, retryAfter: undefined } as const;
  }

  #handle(path: string, init: RequestInit): Promise<Response> {
    const peer: Peer = { origin: site.org, address: '192.0.2.1', isLocal: false };
    return handleFetch(this.#app, new Request(`${site.iss}${path}`, init), peer);
  }
}

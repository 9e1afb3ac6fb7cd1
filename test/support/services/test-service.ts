/**
 * A whole service for one test: its own database in memory, keys, clock and port, behind a hop that can fail.
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../src/service/context.js';
import type { Store } from '../../../src/service/store/store.js';
import { rotateSigningKeyFile } from '../../../src/service/node/key-files.js';
import { startService, type RunningService } from '../../../src/service/node/start.js';
import type { Settings } from '../../../src/service/node/settings.js';
import { openSqliteStore } from '../../../src/service/store/sqlite.js';
import { FaultProxy } from './fault-proxy.js';

/** A clock that a test moves. Otherwise it runs like any other, until it is stopped. */
export class MovableClock implements Clock {
  #offset = 0;
  #stoppedAt: number | undefined;

  now(): number {
    return (this.#stoppedAt ?? Date.now()) + this.#offset;
  }

  /** From now on only {@link MovableClock.advance} moves it. */
  stop(): void {
    this.#stoppedAt ??= Date.now();
  }

  /** @param ms milliseconds to move on. */
  advance(ms: number): void {
    this.#offset += ms;
  }
}

/** A user's site, as tests need it: a service, an alias for `origin`, a key that verifies. */
export interface TestSite {
  /** macId. */
  readonly mac: string;
  readonly alias: string;
  readonly origin: string;
  /** API key of the relying party. */
  readonly apiKey: string;
}

/** Answer of a door: status and parsed body. */
export interface DoorAnswer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** The service under test. */
export class TestService {
  /** Its public URL, which leads through {@link TestService.proxy}. */
  readonly url: string;
  /** Where it listens itself, past the proxy. */
  readonly localUrl: string;
  readonly adminKey: string;
  readonly clock: MovableClock;
  readonly proxy: FaultProxy;
  readonly store: Store;
  /** Everything it has logged, a line each. */
  readonly log: string[];
  readonly #service: RunningService;
  #data: string | undefined;
  readonly #readers: Set<() => void>;

  private constructor(parts: {
    service: RunningService;
    clock: MovableClock;
    proxy: FaultProxy;
    store: Store;
    log: string[];
    readers: Set<() => void>;
  }) {
    this.#service = parts.service;
    this.url = parts.service.url;
    this.localUrl = parts.service.localUrl;
    this.adminKey = parts.service.adminKey;
    this.clock = parts.clock;
    this.proxy = parts.proxy;
    this.store = parts.store;
    this.log = parts.log;
    this.#readers = parts.readers;
  }

  /** @param host name of this machine that it goes by. */
  static async start(settings: Partial<Settings> = {}, host = 'localhost'): Promise<TestService> {
    const proxy = new FaultProxy();
    const publicUrl = (await proxy.listen()).replace('localhost', host);
    const clock = new MovableClock();
    const store = await openSqliteStore(':memory:');
    const log: string[] = [];
    const readers = new Set<() => void>();
    const service = await startService(
      { port: 0, data: ':memory:', publicUrl, ...settings },
      {
        clock,
        store,
        log: (level, event, fields) => {
          log.push(JSON.stringify({ level, event, ...fields }));
          for (const read of readers) read();
        },
      },
    );
    proxy.target = Number(new URL(service.localUrl).port);
    return new TestService({ service, clock, proxy, store, log, readers });
  }

  /** The same with its keys in files, so that they can be rotated. */
  static async startWithKeyFiles(): Promise<TestService> {
    const data = await mkdtemp(join(tmpdir(), 'neon-keys-'));
    const service = await TestService.start({ data });
    service.#data = data;
    return service;
  }

  /** Replaces the signing key; the service has taken it over when this resolves. */
  async rotateSigningKey(): Promise<void> {
    await rotateSigningKeyFile(this.#data!, this.clock.now());
    await this.refresh();
  }

  /** Calls the admin API. */
  admin<T = Record<string, never>>(path: string, body?: object, method?: string) {
    return this.call<T>(`/admin/v1${path}`, this.adminKey, body, method);
  }

  /** Calls the API of relying parties with a key of theirs. */
  rp<T = Record<string, unknown>>(
    path: string,
    apiKey: string,
    body: object,
    headers: Readonly<Record<string, string>> = {},
  ) {
    return this.call<T>(`/rp/v1${path}`, apiKey, body, 'POST', headers);
  }

  /** Calls any door with a bearer key; past the proxy, so that faults meet the token API alone. */
  async call<T>(
    path: string,
    key: string,
    body?: object,
    method = body ? 'POST' : 'GET',
    headers: Readonly<Record<string, string>> = {},
  ): Promise<DoorAnswer<T>> {
    const response = await fetch(this.localUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    const read = (text ? JSON.parse(text) : {}) as T;
    return { status: response.status, headers: response.headers, body: read };
  }

  /** Makes a service with one site and a key. PBKDF2 is as cheap as the protocol allows. */
  async addSite(settings: object = {}, origin = 'http://localhost:8000'): Promise<TestSite> {
    const { body: service } = await this.admin<{ mac: string }>('/services', {
      name: 'Test',
      iterations: 100_000,
      ...settings,
    });
    const { mac } = service;
    const alias = await this.addAlias(mac, origin);
    const key = await this.admin<{ key: string }>('/keys', {
      service: mac,
      scopes: ['otp.verify', 'seal.verify', 'jwt.introspect'],
    });
    return { mac, alias, origin, apiKey: key.body.key };
  }

  /** Makes another site of a service. */
  async addAlias(mac: string, origin: string): Promise<string> {
    const { body } = await this.admin<{ alias: string }>('/sites', {
      service: mac,
      origins: [origin],
    });
    return body.alias;
  }

  /** Makes a user unless there is one, and a code for them; resolves with the code. */
  async issueCode({ mac }: TestSite, login: string, options: object = {}): Promise<string> {
    await this.admin('/users', { service: mac, login });
    const { status, body } = await this.admin<{ code: string }>('/codes', {
      service: mac,
      login,
      kind: 'activation',
      ...options,
    });
    if (status !== 201) throw new Error(`no code: ${JSON.stringify(body)}`);
    return body.code;
  }

  /** Has an OTP verified. */
  async verifyOtp({ mac, apiKey }: TestSite, login: string, otp: string): Promise<boolean> {
    const { body } = await this.rp<{ ok: boolean }>('/otp/verify', apiKey, {
      service: mac,
      login,
      otp,
    });
    return body.ok;
  }

  /** Resolves with the next line of the log that has all these parts. */
  nextLine(...parts: readonly string[]): Promise<string> {
    return new Promise((resolve) => {
      const read = () => {
        const line = this.log.at(-1)!;
        if (!parts.every((part) => line.includes(part))) return;
        this.#readers.delete(read);
        resolve(line);
      };
      this.#readers.add(read);
    });
  }

  /** Everything in the database, for tests that look for what must not be there. */
  async dump(): Promise<Record<string, unknown[]>> {
    const { read } = this.store;
    const tables = await read.introspection.getTables();
    const rows = tables.map(async ({ name }) => [
      name,
      await read
        .selectFrom(name as 'audit')
        .selectAll()
        .execute(),
    ]);
    return Object.fromEntries(await Promise.all(rows)) as Record<string, unknown[]>;
  }

  /** Puts tokens and the log of their operations back to what they were in a dump, as a restored backup would. */
  async rollBack(dump: Record<string, unknown[]>): Promise<void> {
    await this.store.transaction(async (tx) => {
      for (const table of ['op_log', 'token'] as const) await tx.deleteFrom(table).execute();
      for (const table of ['token', 'op_log'] as const) {
        const rows = (dump[table] ?? []) as never[];
        if (rows.length) await tx.insertInto(table).values(rows).execute();
      }
    });
  }

  /** Has it do at once what it does every minute. */
  refresh(): Promise<void> {
    return this.#service.refresh();
  }

  async close(): Promise<void> {
    await this.proxy.close();
    await this.#service.close();
    if (this.#data) await rm(this.#data, { recursive: true });
  }
}

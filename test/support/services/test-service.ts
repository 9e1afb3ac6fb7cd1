/**
 * A service for one test: its own database in memory, keys, clock and port, behind a proxy that injects faults.
 * @module
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../../src/service/store/store.js';
import { databaseFile } from '../../../src/service/node/data/database-file.js';
import { rotateSigningKeyFile } from '../../../src/service/node/keys/key-rotation.js';
import { startService, type RunningService } from '../../../src/service/node/running-service.js';
import type { Settings } from '../../../src/service/node/process-settings.js';
import { AdminApi } from './admin-api.js';
import { call, type Answer } from './door-call.js';
import { FaultProxy } from './fault-proxy.js';
import { MovableClock } from './movable-clock.js';
import { ServiceFixture } from './service-fixture.js';
import { openPostgresStore } from '../../../src/service/store/postgres/postgres-store.js';
import { openSqliteStore } from '../../../src/service/store/sqlite/sqlite.js';
import { openTestStore } from './test-store.js';

/** The service under test. */
export class TestService extends ServiceFixture {
  /** Its public URL, which leads through {@link TestService.proxy}. */
  readonly url: string;
  /** Where it listens itself, past the proxy. */
  readonly localUrl: string;
  readonly adminKey: string;
  /** Past the proxy, so that faults meet the token API alone. */
  readonly admin: AdminApi;
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
    super();
    this.#service = parts.service;
    this.url = parts.service.url;
    this.localUrl = parts.service.localUrl;
    this.adminKey = parts.service.adminKey;
    this.admin = AdminApi.at(this.localUrl, this.adminKey);
    this.clock = parts.clock;
    this.proxy = parts.proxy;
    this.store = parts.store;
    this.log = parts.log;
    this.#readers = parts.readers;
  }

  /**
   * @param host name of this machine that it goes by.
   * @param given store to use, in place of an empty one.
   */
  static async start(
    settings: Partial<Settings> = {},
    host = 'localhost',
    given?: Store,
  ): Promise<TestService> {
    const proxy = new FaultProxy();
    const publicUrl = (await proxy.listen()).replace('localhost', host);
    const clock = new MovableClock();
    const { database } = settings;
    const store = given ?? (await (database ? openPostgresStore(database) : openTestStore()));
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

  /** Starts a service on the files of a data folder, as a process does; makes the folder if there is none. */
  static async inFolder(data: string, settings: Partial<Settings> = {}): Promise<TestService> {
    await mkdir(data, { recursive: true, mode: 0o700 });
    const store = await openSqliteStore(databaseFile(data));
    return TestService.start({ ...settings, data }, 'localhost', store);
  }

  /** Starts a service with its keys in files, so that they can be rotated. */
  static async startWithKeyFiles(): Promise<TestService> {
    const data = await mkdtemp(join(tmpdir(), 'neon-keys-'));
    const service = await TestService.start({ data });
    service.#data = data;
    return service;
  }

  /** Replaces the signing key at once; the service has taken it over when this resolves. */
  async rotateSigningKey(): Promise<void> {
    await rotateSigningKeyFile(this.#data!, this.clock.now(), true);
    await this.refresh();
  }

  rp<T = Record<string, unknown>>(
    path: string,
    key: string,
    body: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<T>> {
    return call(`${this.localUrl}/rp/v1${path}`, { key, body, headers });
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

  /** All rows of the database, by table, in the order in which they were made. */
  async dump(): Promise<Record<string, unknown[]>> {
    const { read } = this.store;
    const tables = await read.introspection.getTables();
    const rows = tables.map(async ({ name }) => {
      const all = await read
        .selectFrom(name as 'audit')
        .selectAll()
        .execute();
      return [name, all.toSorted((one, other) => orderOf(one) - orderOf(other))];
    });
    return Object.fromEntries(await Promise.all(rows)) as Record<string, unknown[]>;
  }

  /** Restores tokens and their operation log from a dump, as a backup would. */
  async rollBack(dump: Record<string, unknown[]>): Promise<void> {
    await this.store.transaction(async (tx) => {
      for (const table of ['op_log', 'token'] as const) await tx.deleteFrom(table).execute();
      for (const table of ['token', 'op_log'] as const) {
        const rows = (dump[table] ?? []) as never[];
        if (rows.length) await tx.insertInto(table).values(rows).execute();
      }
    });
  }

  /** Runs the work that the service does every minute. */
  refresh(): Promise<void> {
    return this.#service.refresh();
  }

  async close(): Promise<void> {
    await this.proxy.close();
    await this.#service.close();
    if (this.#data) await rm(this.#data, { recursive: true });
  }
}

/** Its number, or else its time. */
function orderOf(row: Readonly<Record<string, unknown>>): number {
  return Number(row['seq'] ?? row['created'] ?? row['issued_at'] ?? row['at'] ?? 0);
}

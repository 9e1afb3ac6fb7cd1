/**
 * Starts the service in this process.
 * @module
 */
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { randomBytes, toBase64Url } from '../../crypto/bytes.js';
import { createApp, type App } from '../app.js';
import type { Clock, Log, ServiceContext, Store } from '../context.js';
import { monotoneClock } from '../domain/clock.js';
import { keepHouse } from '../domain/housekeeping.js';
import { generateKeyRing, type KeyRing } from '../domain/key-ring.js';
import { openSqliteStore } from '../store/sqlite.js';
import { listen } from './http-server.js';
import { jsonLog } from './json-log.js';
import { adminKeyFile, openAdminKey, openKeyFiles, refreshKeys } from './key-files.js';
import { peerReader } from './peer.js';
import { makeDataFolder } from './private-file.js';
import { SettingError } from './setting-error.js';
import type { Settings } from './settings.js';

/** How often old rows are removed and old keys replaced, in milliseconds. */
const housekeepingInterval = 60_000;

/** Ports that a caller brings itself. */
export interface Overrides {
  readonly clock?: Clock;
  readonly log?: Log;
  /** Closed with the service. */
  readonly store?: Store;
}

/** A service that answers requests. */
export interface RunningService {
  /** Its public URL, `iss`. */
  readonly url: string;
  /** Where it listens: differs from `url` behind a proxy. */
  readonly localUrl: string;
  readonly app: App;
  readonly adminKey: string;
  /** Lets running requests finish, then closes everything. */
  close(): Promise<void>;
}

/**
 * Starts the service.
 * @throws {SettingError} when a setting is no use.
 */
export async function startService(
  settings: Settings,
  { clock = monotoneClock(), log = jsonLog(), store }: Overrides = {},
): Promise<RunningService> {
  let give: (app: App) => void;
  const ready = new Promise<App>((resolve) => (give = resolve));
  const peerOf = peerReader(settings.trustedProxies ?? []);
  const listener = getRequestListener(
    async (request, { incoming }) => (await ready).handle(request, peerOf(incoming as never)),
    { overrideGlobalObjects: false },
  );
  const server = await listen(settings, (incoming, outgoing) => void listener(incoming, outgoing));
  try {
    const scheme = settings.tls ? 'https' : 'http';
    const localUrl = `${scheme}://localhost:${server.port}`;
    const url = settings.publicUrl ?? localUrl;
    const data = await openData(settings, url, clock, store);
    const app = createApp({ ...data, clock, log, publicUrl: url });
    const stopHousekeeping = startHousekeeping(settings, { ...data, clock, log, publicUrl: url });
    give!(app);
    log('info', 'service.started', {
      url,
      port: server.port,
      data: settings.data,
      adminKeyFile: data.adminKeyFile,
    });
    return { url, localUrl, app, adminKey: data.adminKey, close };

    async function close(): Promise<void> {
      log('info', 'service.stopping');
      app.drain();
      stopHousekeeping();
      await server.close();
      await app.close();
      log('info', 'service.stopped');
    }
  } catch (error) {
    await server.close();
    throw error;
  }
}

interface Data {
  readonly store: Store;
  readonly keys: KeyRing;
  readonly adminKey: string;
  readonly adminKeyFile: string | undefined;
}

async function openData(
  { data, adminKey }: Settings,
  url: string,
  clock: Clock,
  store: Store | undefined,
): Promise<Data> {
  if (isInMemory(data)) {
    return {
      store: store ?? (await openSqliteStore(data)),
      keys: await generateKeyRing(url, clock.now()),
      adminKey: adminKey ?? toBase64Url(randomBytes(32)),
      adminKeyFile: undefined,
    };
  }
  await makeDataFolder(data);
  const keys = await openKeyFiles(data, url, clock.now());
  return {
    store: store ?? (await openDatabase(data)),
    keys,
    adminKey: adminKey ?? (await openAdminKey(data)),
    adminKeyFile: adminKey === undefined ? adminKeyFile(data) : undefined,
  };
}

/**
 * Opens the database of a data folder.
 * @throws {SettingError} when it is none.
 */
export async function openDatabase(folder: string): Promise<Store> {
  const file = join(folder, 'neon.sqlite');
  try {
    return await openSqliteStore(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingError(`The database ${file} cannot be opened: ${reason}.`);
  }
}

function startHousekeeping({ data }: Settings, context: ServiceContext): () => void {
  const { keys, clock, log } = context;
  const timer = setInterval(() => {
    work().catch((error: unknown) => {
      log('error', 'housekeeping.failed', {
        name: error instanceof Error ? error.name : 'unknown',
      });
    });
  }, housekeepingInterval);
  timer.unref();
  return () => clearInterval(timer);

  async function work(): Promise<void> {
    await keepHouse(context);
    if (!isInMemory(data)) await refreshKeys(data, keys, clock.now());
  }
}

function isInMemory(data: string): boolean {
  return data === ':memory:';
}

/**
 * The service in this process, with its server, data folder and housekeeping.
 * @module
 */
import { createApp, type App } from '../app.js';
import type { Log } from '../service-context.js';
import type { Store } from '../store/store.js';
import { ServiceClock, systemClock, type SystemClock } from '../domain/clock.js';
import { CurrentAdminKey } from './keys/admin-key-file.js';
import { openData, type Data } from './data/data-folder.js';
import { nodeHashes } from './node-hashes.js';
import { HousekeepingSchedule } from './housekeeping/housekeeping-schedule.js';
import { housekeepingSteps } from './housekeeping/housekeeping-steps.js';
import { listen, type Listening } from './http/http-server.js';
import { jsonLog } from './json-log.js';
import { requestListener } from './http/node-request.js';
import { peerReader } from './http/peer.js';
import { readAssets } from './assets/asset-files.js';
import type { Settings } from './process-settings.js';

/** Ports that replace those of the process. */
export interface Overrides {
  readonly clock?: SystemClock;
  readonly log?: Log;
  /** Closed with the service. */
  readonly store?: Store;
}

/** A running service. */
export interface RunningService {
  /** Its public URL, `iss`. */
  readonly url: string;
  /** URL at which it listens; differs from `url` behind a proxy. */
  readonly localUrl: string;
  readonly app: App;
  readonly adminKey: string;
  /** Runs housekeeping at once. Never rejects: failures are logged and tried again. */
  refresh(): Promise<void>;
  /** Lets running requests finish, then closes everything. */
  close(): Promise<void>;
}

/**
 * Starts the service.
 * @throws {SettingError} when a setting is unusable.
 */
export async function startService(
  settings: Settings,
  { clock: system = systemClock, log = jsonLog(), store }: Overrides = {},
): Promise<RunningService> {
  const clock = new ServiceClock(system, (ms) => log('warn', 'clock.jumped', { ms }));
  const { server, give } = await listenForApp(settings, log);
  const localUrl = `${settings.tls ? 'https' : 'http'}://localhost:${server.port}`;
  const url = settings.publicUrl ?? localUrl;
  let data: Data | undefined;
  try {
    const { database, databaseConnections: max } = settings;
    const where = { ...settings, database: database && { ...database, max } };
    data = await openData(where, url, clock.now(), store);
    const running = await runApp(settings, { log, clock, data, server, url });
    give(running.app);
    const { adminKey, adminKeyFile } = data;
    log('info', 'service.started', { url, port: server.port, data: settings.data, adminKeyFile });
    return { url, localUrl, adminKey, ...running };
  } catch (error) {
    await server.close(Promise.resolve());
    await data?.store.close();
    data?.release();
    throw error;
  }
}

/** Listens before the data are opened, which need the port; requests wait until the app is given. */
async function listenForApp(
  settings: Settings,
  log: Log,
): Promise<{ server: Listening; give: (app: App) => void }> {
  const { promise: ready, resolve: give } = Promise.withResolvers<App>();
  const peerOf = peerReader(settings.trustedProxies ?? [], (proxy) =>
    log('warn', 'forwarded.unreadable', { proxy }),
  );
  return { server: await listen(settings, requestListener(ready, peerOf)), give };
}

/** What a service runs on. */
interface Parts {
  readonly log: Log;
  readonly clock: ServiceClock;
  readonly data: Data;
  readonly server: Listening;
  readonly url: string;
}

/** Makes the app, and has its housekeeping run until it is closed. */
async function runApp(
  settings: Settings,
  { log, clock, data, server, url }: Parts,
): Promise<Pick<RunningService, 'app' | 'refresh' | 'close'>> {
  const { store, keys, release } = data;
  const context = { store, keys, hashes: nodeHashes, clock, log, publicUrl: url };
  const adminKey = new CurrentAdminKey(data.adminKey, data.adminKeyFile);
  const assets = await readAssets(settings, log);
  const app = createApp({ ...context, adminKey: () => adminKey.value, assets });
  await app.watchClock();
  const watchClock = () => app.watchClock();
  const ports = { context, data: settings.data, server, adminKey, watchClock };
  const schedule = new HousekeepingSchedule(housekeepingSteps(ports), log);
  const close = async () => {
    log('info', 'service.stopping');
    await server.close(app.drain());
    await schedule.stop();
    // Without the newest mark the next start only notices less.
    await app.watchClock().catch(() => {});
    await app.close();
    release();
    log('info', 'service.stopped');
  };
  return { app, refresh: () => schedule.run(), close };
}

/**
 * The service in this process, with its server, data folder and housekeeping.
 * @module
 */
import { createApp, type App } from '../app.js';
import { describeError } from '../error-description.js';
import type { Log, ServiceContext } from '../service-context.js';
import type { Store } from '../store/store.js';
import { currentHead, linkAudit } from '../domain/audit/audit-chain.js';
import { ServiceClock, systemClock, type SystemClock } from '../domain/clock.js';
import { keepHouse } from '../domain/housekeeping.js';
import { Refusal } from '../domain/refusal.js';
import { linkEnrolments } from '../domain/tokens/enrolment-log.js';
import { signingKey, type KeyRing } from '../domain/keys/key-ring.js';
import { versionedKeys } from '../domain/keys/key-versions.js';
import { rewrapSecrets } from '../domain/keys/rewrapping.js';
import { CurrentAdminKey } from './admin-key-file.js';
import { isInMemory, openData, type Data } from './data-folder.js';
import { nodeHashes } from './node-hashes.js';
import { listen, type Listening } from './http-server.js';
import { jsonLog } from './json-log.js';
import { refreshKeys, removeKeyDrafts } from './key-files.js';
import { requestListener } from './node-request.js';
import { closeTrailOfFile } from './key-rotation.js';
import { peerReader } from './peer.js';
import { readAssets } from './asset-files.js';
import { OperationalError } from './operational-error.js';
import { SettingError } from './setting-error.js';
import type { Settings } from './process-settings.js';

/** Interval of housekeeping, in milliseconds. */
const housekeepingInterval = 60_000;

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
  let give: (app: App) => void;
  const ready = new Promise<App>((resolve) => (give = resolve));
  const peerOf = peerReader(settings.trustedProxies ?? [], (proxy) =>
    log('warn', 'forwarded.unreadable', { proxy }),
  );
  const server = await listen(settings, requestListener(ready, peerOf));
  let data: Data | undefined;
  try {
    const scheme = settings.tls ? 'https' : 'http';
    const localUrl = `${scheme}://localhost:${server.port}`;
    const url = settings.publicUrl ?? localUrl;
    data = await openData(settings, url, clock.now(), store);
    const { keys, adminKey, adminKeyFile, release } = data;
    const ports = { store: data.store, keys, hashes: nodeHashes, clock, log };
    const context = { ...ports, publicUrl: url };
    const currentAdminKey = new CurrentAdminKey(adminKey, adminKeyFile);
    const app = createApp({
      ...context,
      adminKey: () => currentAdminKey.value,
      assets: await readAssets(settings, log),
    });
    await app.watchClock();
    const housekeeping = startHousekeeping(
      [
        () => app.watchClock(),
        ...steps(settings, context, server),
        () => currentAdminKey.refresh(log),
      ],
      log,
    );
    give!(app);
    log('info', 'service.started', {
      url,
      port: server.port,
      data: settings.data,
      adminKeyFile,
    });
    return { url, localUrl, app, adminKey, refresh: housekeeping.run, close };

    async function close(): Promise<void> {
      log('info', 'service.stopping');
      await server.close(app.drain());
      await housekeeping.stop();
      // Without the newest mark the next start only notices less.
      await app.watchClock().catch(() => {});
      await app.close();
      release();
      log('info', 'service.stopped');
    }
  } catch (error) {
    await server.close(Promise.resolve());
    await data?.store.close();
    data?.release();
    throw error;
  }
}

type Step = () => Promise<unknown>;

/** Removes old rows, links the audit trail, loads replaced keys and certificates, and replaces old keys. */
function steps({ data }: Settings, context: ServiceContext, server: Listening): readonly Step[] {
  const { keys, clock, log } = context;
  const refresh = async () => {
    const before = signingKey(keys).kid;
    const published = keys.upcoming.at(-1)?.kid;
    const earlier = { ...keys };
    if (!isInMemory(data)) {
      await refreshKeys(data, keys, clock.now());
      const count = await removeKeyDrafts(data);
      if (count) log('warn', 'key-drafts.removed', { count });
    }
    const { kid } = signingKey(keys);
    if (kid !== before) log('info', 'signing-key.replaced', { kid });
    const upcoming = keys.upcoming.at(-1);
    if (upcoming && upcoming.kid !== published) {
      log('info', 'signing-key.published', { kid: upcoming.kid, signsFrom: upcoming.from });
    }
    logVersions(log, earlier, keys);
  };
  const renew = async () => {
    if (await server.refresh()) log('info', 'certificate.replaced');
  };
  const link = async () => {
    await linkEnrolments(context);
    await linkAuditOrComplain(context);
  };
  const close = async () => {
    if (isInMemory(data)) return;
    await closeTrailOfFile(data, clock.now(), async () => {
      await linkAudit(context);
      return currentHead(context);
    });
  };
  return [() => keepHouse(context), link, close, refresh, () => rewrapSecrets(context), renew];
}

/** Says which versions of keys are held or used since the last time. */
function logVersions(log: Log, earlier: KeyRing, keys: KeyRing): void {
  for (const key of versionedKeys) {
    const version = Math.max(...keys[key].byVersion.keys());
    if (!earlier[key].byVersion.has(version)) {
      log('info', 'service-key.published', { key, version });
    }
    const { current } = keys[key];
    if (current !== earlier[key].current) {
      log('info', 'service-key.replaced', { key, version: current });
    }
  }
}

async function linkAuditOrComplain(context: ServiceContext): Promise<void> {
  try {
    await linkAudit(context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    context.log('error', 'audit.broken', { message: error.message });
  }
}

/** Runs the steps every minute, never twice at the same time. A step that fails keeps none of the others from running. */
function startHousekeeping(work: readonly Step[], log: Log) {
  let last = Promise.resolve();
  const timer = setInterval(() => void run(), housekeepingInterval);
  timer.unref();
  return {
    run,
    /** Resolves when the last run has ended. */
    stop: () => {
      clearInterval(timer);
      return last;
    },
  };

  function run(): Promise<void> {
    last = last.then(async () => {
      for (const step of work) await step().catch(complain);
    });
    return last;
  }

  function complain(error: unknown): void {
    const isSentence = error instanceof SettingError || error instanceof OperationalError;
    log('error', 'housekeeping.failed', {
      ...describeError(error),
      ...(isSentence && { message: error.message }),
    });
  }
}

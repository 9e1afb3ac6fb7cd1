/**
 * The data folder: the keys, the admin key, and the database unless that is on a server.
 * @module
 */
import { access } from 'node:fs/promises';
import { closeUntaggedTrail } from '../../domain/audit/audit-chain.js';
import { findMissingVersion } from '../../domain/keys/key-list.js';
import { bindKeys } from '../../domain/keys/key-binding.js';
import { generateKeyRing, type KeyRing } from '../../domain/keys/key-ring.js';
import { openSqliteStore } from '../../store/sqlite/sqlite.js';
import type { Store } from '../../store/store.js';
import { UnavailableError } from '../../store/unavailable-error.js';
import { writeProbe } from '../../store/tables/write-probes.js';
import { makeAdminKey } from '../keys/admin-key.js';
import { adminKeyFile, openAdminKey, setAdminKeyAside } from '../keys/admin-key-file.js';
import { fileDatabase } from './database-file.js';
import type { DataPlace, UnopenedDatabase } from './database-place.js';
import { serverDatabase } from './database-server.js';
import { FolderLock } from './folder-lock.js';
import {
  keyFile,
  openExistingKeys,
  openKeyFiles,
  readKeys,
  restartAuditTrail,
  type KeyUse,
} from '../keys/key-files.js';
import { OperationalError } from '../operational-error.js';
import { makeDataFolder } from './private-file.js';
import { nodeAesKey } from '../node-aes-key.js';
import { SettingError } from '../setting-error.js';
import type { Settings } from '../process-settings.js';

/** A database and the keys that it belongs to. */
export interface OpenDatabase {
  readonly store: Store;
  readonly keys: KeyRing;
}

/** An open data folder. */
export interface Data extends OpenDatabase {
  readonly adminKey: string;
  /** File of the admin key, unless the settings have the key. */
  readonly adminKeyFile: string | undefined;
  /** Lets another service have the folder. The store is closed before. */
  release(): void;
}

/** Tells whether data are kept in memory only. */
export function isInMemory(data: string): boolean {
  return data === ':memory:';
}

/**
 * Opens the data folder for a service. Makes its files at the first start.
 * @param given used in place of the database.
 * @throws {SettingError}
 * @throws {OperationalError} when another service has the folder, or nothing can be written.
 */
export async function openData(
  settings: Pick<Settings, 'data' | 'adminKey' | 'database'>,
  url: string,
  now: number,
  given: Store | undefined,
): Promise<Data> {
  const { data, adminKey, database } = settings;
  if (isInMemory(data)) {
    if (database) throw new SettingError(memoryOnly);
    const store = given ?? (await openSqliteStore(data));
    const keys = await generateKeyRing(url, now, nodeAesKey);
    await bindKeys(store, keys);
    return {
      store,
      keys,
      adminKey: adminKey ?? makeAdminKey(),
      adminKeyFile: undefined,
      release: () => undefined,
    };
  }
  await makeDataFolder(data);
  const start = { url, now, adminKey, given };
  if (database) {
    const lock = await waitForFolder(data);
    try {
      const opened = await openFolder({ folder: data, database }, start);
      return { ...opened, release: () => undefined };
    } finally {
      lock.release();
    }
  }
  const lock = lockFolder(data);
  try {
    const opened = await openFolder({ folder: data }, start, () => lock.check());
    return { ...opened, release: () => lock.release() };
  } catch (error) {
    lock.release();
    throw error;
  }
}

const memoryOnly =
  'A data folder ":memory:" keeps no keys, without which the database of DATABASE_URL would be of no use: name a folder.';

interface Start {
  readonly url: string;
  readonly now: number;
  readonly adminKey: string | undefined;
  readonly given: Store | undefined;
}

async function openFolder(
  { folder, database }: DataPlace,
  { url, now, adminKey, given }: Start,
  check?: () => void,
): Promise<Omit<Data, 'release'>> {
  const unopened = databaseOf({ folder, database });
  const store = given ?? (await openDatabase(folder, unopened, check));
  return closingOnError(store, async () => {
    // Before the keys are made: of a first start on a full disk nothing remains that a later one would refuse.
    await probe(unopened, store);
    const keys = await openKeyFiles(folder, url, now, keyUse(folder, unopened, store, now));
    if (adminKey !== undefined) await setAdminKeyAside(folder);
    return {
      store,
      keys,
      adminKey: adminKey ?? (await openAdminKey(folder)),
      adminKeyFile: adminKey === undefined ? adminKeyFile(folder) : undefined,
    };
  });
}

/**
 * Opens the database and the keys of a folder that a service has been started in, beside a running service or without
 * one.
 * @throws {SettingError} when there are none, or they do not belong to each other.
 * @throws {BusyError}
 */
export async function openExistingData(data: DataPlace, now: number): Promise<OpenDatabase> {
  const { folder } = data;
  await readKeys(folder);
  const unopened = databaseOf(data);
  const store = await openDatabase(folder, unopened);
  return closingOnError(store, async () => {
    const keys = await openExistingKeys(folder, now, keyUse(folder, unopened, store, now));
    return { store, keys };
  });
}

/**
 * Makes an empty database for the keys of a folder, in place of one that is lost.
 * @throws {SettingError} when there are no keys.
 * @throws {OperationalError} when there is a database, or a service runs.
 */
export async function makeDatabase(data: DataPlace, now: number): Promise<OpenDatabase> {
  const { folder } = data;
  await readKeys(folder);
  const lock = lockFolder(folder);
  try {
    const unopened = databaseOf(data);
    if ((await unopened.content()) === 'data')
      throw new OperationalError(unopened.occupiedSentence);
    await restartAuditTrail(folder);
    const store = await unopened.open();
    return await closingOnError(store, async () => {
      const keys = await openExistingKeys(folder, now, keyUse(folder, unopened, store, now));
      return { store, keys };
    });
  } finally {
    lock.release();
  }
}

function databaseOf({ folder, database }: DataPlace): UnopenedDatabase {
  return database ? serverDatabase(database) : fileDatabase(folder);
}

function keyUse(folder: string, unopened: UnopenedDatabase, store: Store, now: number): KeyUse {
  return {
    accept: (ring) => refuseForeignKeys(folder, unopened, store, ring, now),
    closeTrail: () => closeUntaggedTrail(store),
  };
}

/** Opens a database, unless database and keys do not go together. */
async function openDatabase(
  folder: string,
  unopened: UnopenedDatabase,
  check?: () => void,
): Promise<Store> {
  const path = keyFile(folder);
  const content = await unopened.content();
  const hasKeys = await exists(path);
  if (!hasKeys && content === 'data') {
    throw new SettingError(
      `${path} is missing, without which ${unopened.besideKeys} is of no use: restore it.`,
    );
  }
  if (hasKeys && content === 'nothing') {
    throw new SettingError(
      `${unopened.emptySentence(path)}: restore it, or begin anew with "neon-service database new".`,
    );
  }
  return unopened.open(check);
}

async function refuseForeignKeys(
  folder: string,
  { besideKeys }: UnopenedDatabase,
  store: Store,
  keys: KeyRing,
  now: number,
): Promise<void> {
  if (!(await bindKeys(store, keys))) {
    throw new SettingError(
      `${keyFile(folder)} does not have the keys of ${besideKeys}: restore the file that belongs to it.`,
    );
  }
  const missing = await findMissingVersion(store.read, keys, now);
  if (missing) {
    throw new SettingError(
      `${keyFile(folder)} lacks version ${missing.version} of ${missing.name}, which ${besideKeys} needs: restore the copy that has it.`,
    );
  }
}

async function probe({ title }: UnopenedDatabase, store: Store): Promise<void> {
  try {
    await store.transaction(writeProbe);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    throw new OperationalError(`${title} cannot be written: ${error.message}.`);
  }
}

/**
 * Takes the lock of a folder. Two services on one file would count failures separately, and wake only their own waiting
 * requests.
 * @throws {OperationalError} when a service has it.
 */
export function lockFolder(folder: string): FolderLock {
  const lock = FolderLock.take(folder);
  if (lock) return lock;
  throw new OperationalError(
    `Another service runs on ${folder}: end it first, or give this one a folder of its own.`,
  );
}

/** How long another service may take to start, and between two looks at it, in milliseconds. */
const longestStart = 150_000;
const pause = 100;

/** Services that share a database and a folder start one after another: the first one makes the keys. */
async function waitForFolder(folder: string): Promise<FolderLock> {
  const end = performance.now() + longestStart;
  for (;;) {
    const lock = FolderLock.take(folder);
    if (lock) return lock;
    if (performance.now() > end) return lockFolder(folder);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function closingOnError<T>(store: Store, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await store.close();
    throw error;
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

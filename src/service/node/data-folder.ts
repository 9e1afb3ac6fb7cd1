/**
 * The data folder: the database, the keys, the admin key.
 * @module
 */
import { statSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { closeUntaggedTrail } from '../domain/audit/audit-chain.js';
import { findMissingVersion } from '../domain/keys/key-list.js';
import { bindKeys } from '../domain/keys/key-binding.js';
import { generateKeyRing, type KeyRing } from '../domain/keys/key-ring.js';
import { BusyError } from '../store/busy-error.js';
import { databaseContent, openSqliteStore, type DatabaseContent } from '../store/sqlite/sqlite.js';
import type { Store } from '../store/store.js';
import { UnavailableError } from '../store/unavailable-error.js';
import { UpdateError } from '../store/update-error.js';
import { writeProbe } from '../store/write-probes.js';
import { makeAdminKey } from './admin-key.js';
import { adminKeyFile, openAdminKey, setAdminKeyAside } from './admin-key-file.js';
import { FolderLock } from './folder-lock.js';
import {
  keyFile,
  openExistingKeys,
  openKeyFiles,
  readKeys,
  restartAuditTrail,
  type KeyUse,
} from './key-files.js';
import { OperationalError } from './operational-error.js';
import { makeDataFolder } from './private-file.js';
import { SettingError } from './setting-error.js';
import type { Settings } from './process-settings.js';

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
 * @param store used in place of the database of the folder.
 * @throws {SettingError}
 * @throws {OperationalError} when another service has the folder, or nothing can be written.
 */
export async function openData(
  { data, adminKey }: Pick<Settings, 'data' | 'adminKey'>,
  url: string,
  now: number,
  store: Store | undefined,
): Promise<Data> {
  if (isInMemory(data)) {
    const opened = store ?? (await openSqliteStore(data));
    const keys = await generateKeyRing(url, now);
    await bindKeys(opened, keys);
    return {
      store: opened,
      keys,
      adminKey: adminKey ?? makeAdminKey(),
      adminKeyFile: undefined,
      release: () => undefined,
    };
  }
  await makeDataFolder(data);
  const lock = lockFolder(data);
  try {
    const opened = store ?? (await openDatabase(data, () => lock.check()));
    return await closingOnError(opened, async () => {
      // Before the keys are made: of a first start on a full disk nothing remains that a later one would refuse.
      await probe(data, opened);
      const keys = await openKeyFiles(data, url, now, keyUse(data, opened, now));
      if (adminKey !== undefined) await setAdminKeyAside(data);
      return {
        store: opened,
        keys,
        adminKey: adminKey ?? (await openAdminKey(data)),
        adminKeyFile: adminKey === undefined ? adminKeyFile(data) : undefined,
        release: () => lock.release(),
      };
    });
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Opens the database and the keys of a folder that a service has been started in, beside a running service or without
 * one.
 * @throws {SettingError} when there are none, or they do not belong to each other.
 * @throws {BusyError}
 */
export async function openExistingData(folder: string, now: number): Promise<OpenDatabase> {
  await readKeys(folder);
  const store = await openDatabase(folder);
  return closingOnError(store, async () => {
    const keys = await openExistingKeys(folder, now, keyUse(folder, store, now));
    return { store, keys };
  });
}

/**
 * Makes an empty database for the keys of a folder, in place of one that is lost.
 * @throws {SettingError} when there are no keys.
 * @throws {OperationalError} when there is a database, or a service runs.
 */
export async function makeDatabase(folder: string, now: number): Promise<OpenDatabase> {
  await readKeys(folder);
  const lock = lockFolder(folder);
  try {
    if (contentOf(folder) !== 'nothing') {
      throw new OperationalError(`${databaseFile(folder)} is not empty: move it away first.`);
    }
    await restartAuditTrail(folder);
    const store = await openFile(databaseFile(folder));
    return await closingOnError(store, async () => {
      const keys = await openExistingKeys(folder, now, keyUse(folder, store, now));
      return { store, keys };
    });
  } finally {
    lock.release();
  }
}

function keyUse(folder: string, store: Store, now: number): KeyUse {
  return {
    accept: (ring) => refuseForeignKeys(folder, store, ring, now),
    closeTrail: () => closeUntaggedTrail(store),
  };
}

/** Opens the database of a folder, unless database and keys do not go together. */
async function openDatabase(folder: string, check?: () => void): Promise<Store> {
  const [file, path] = [databaseFile(folder), keyFile(folder)];
  const content = contentOf(folder);
  const hasKeys = await exists(path);
  if (!hasKeys && content === 'data') {
    throw new SettingError(
      `${path} is missing, without which the database beside it is of no use: restore it.`,
    );
  }
  if (hasKeys && content === 'nothing') {
    throw new SettingError(
      `${file} is missing or empty, although ${path} beside it belongs to data: restore it, or begin anew with "neon-service database new".`,
    );
  }
  return openFile(file, check);
}

async function openFile(file: string, check?: () => void): Promise<Store> {
  try {
    return await openSqliteStore(file, check);
  } catch (error) {
    throw error instanceof BusyError ? error : cannotOpen(file, error);
  }
}

function contentOf(folder: string): DatabaseContent {
  const file = databaseFile(folder);
  try {
    return databaseContent(file);
  } catch (error) {
    throw cannotOpen(file, error);
  }
}

async function refuseForeignKeys(
  folder: string,
  store: Store,
  keys: KeyRing,
  now: number,
): Promise<void> {
  if (!(await bindKeys(store, keys))) {
    throw new SettingError(
      `${keyFile(folder)} does not have the keys of the database beside it: restore the file that belongs to it.`,
    );
  }
  const missing = await findMissingVersion(store.read, keys, now);
  if (missing) {
    throw new SettingError(
      `${keyFile(folder)} lacks version ${missing.version} of ${missing.name}, which the database beside it needs: restore the copy that has it.`,
    );
  }
}

async function probe(folder: string, store: Store): Promise<void> {
  try {
    await store.transaction(writeProbe);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    const file = databaseFile(folder);
    throw new OperationalError(`The database ${file} cannot be written: ${error.message}.`);
  }
}

/** Two services on one folder would count failures separately, and wake only their own waiting requests. */
function lockFolder(folder: string): FolderLock {
  const lock = FolderLock.take(folder);
  if (lock) return lock;
  throw new OperationalError(
    `Another service runs on ${folder}: end it first, or give this one a folder of its own.`,
  );
}

async function closingOnError<T>(store: Store, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await store.close();
    throw error;
  }
}

function databaseFile(folder: string): string {
  return join(folder, 'neon.sqlite');
}

function cannotOpen(file: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof UpdateError) return cannotUpdate(file, reason);
  const sentence = `The database ${file} cannot be opened: ${reason}.`;
  return error instanceof UnavailableError
    ? new OperationalError(sentence)
    : new SettingError(sentence);
}

/** How much room the update of a database needs in each of two folders, as a multiple of its size. It gets indexes. */
const roomToUpdate = 1.25;

/** SQLite writes the database anew into a temporary file, and from there into the write-ahead log beside the old one. */
function cannotUpdate(file: string, reason: string): OperationalError {
  const megabytes = Math.ceil((statSync(file).size * roomToUpdate) / 1e6);
  return new OperationalError(
    `The database ${file} is of an earlier version and cannot be updated: ${reason}. That needs ${megabytes} MB of free room in ${dirname(file)}, and as much in the folder for temporary files (TMPDIR, by default /var/tmp). Nothing is lost: the next start goes on.`,
  );
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

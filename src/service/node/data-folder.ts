/**
 * The data folder: the database, the keys, the admin key.
 * @module
 */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes, toBase64Url } from '../../crypto/bytes.js';
import type { Store } from '../store/store.js';
import { closeUntaggedTrail } from '../domain/audit/audit-chain.js';
import { generateKeyRing, type KeyRing } from '../domain/keys/key-ring.js';
import { BusyError } from '../store/busy-error.js';
import { openSqliteStore } from '../store/sqlite.js';
import {
  adminKeyFile,
  keyFile,
  openAdminKey,
  openExistingKeys,
  openKeyFiles,
} from './key-files.js';
import { makeDataFolder } from './private-file.js';
import { SettingError } from './setting-error.js';
import type { Settings } from './process-settings.js';

/** An open data folder. */
export interface Data {
  readonly store: Store;
  readonly keys: KeyRing;
  readonly adminKey: string;
  /** File of the admin key, unless the settings have the key. */
  readonly adminKeyFile: string | undefined;
}

/** Tells whether data are kept in memory only. */
export function isInMemory(data: string): boolean {
  return data === ':memory:';
}

/**
 * Opens the data folder. Makes its files at the first start.
 * @param store used in place of the database of the folder.
 * @throws {SettingError}
 */
export async function openData(
  { data, adminKey }: Pick<Settings, 'data' | 'adminKey'>,
  url: string,
  now: number,
  store: Store | undefined,
): Promise<Data> {
  if (isInMemory(data)) {
    return {
      store: store ?? (await openSqliteStore(data)),
      keys: await generateKeyRing(url, now),
      adminKey: adminKey ?? toBase64Url(randomBytes(32)),
      adminKeyFile: undefined,
    };
  }
  await makeDataFolder(data);
  await refuseLostKeys(data);
  const openStore = lazily(async () => store ?? (await openDatabase(data)));
  const keys = await openKeyFiles(data, url, now, async () =>
    closeUntaggedTrail(await openStore()),
  );
  return {
    store: await openStore(),
    keys,
    adminKey: adminKey ?? (await openAdminKey(data)),
    adminKeyFile: adminKey === undefined ? adminKeyFile(data) : undefined,
  };
}

/**
 * Opens keys and database of a data folder that a service has been started in.
 * @throws {SettingError} when there is none.
 * @throws {BusyError}
 */
export async function openExistingData(
  folder: string,
  now: number,
): Promise<Pick<Data, 'store' | 'keys'>> {
  const openStore = lazily(() => openDatabase(folder));
  const closeTrail = async () => closeUntaggedTrail(await openStore());
  const keys = await openExistingKeys(folder, now, closeTrail);
  return { keys, store: await openStore() };
}

/** Makes something when it is first asked for, and once. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/**
 * Opens the database of a data folder.
 * @throws {SettingError} when the file is no database.
 * @throws {BusyError}
 */
export async function openDatabase(folder: string): Promise<Store> {
  const file = databaseFile(folder);
  try {
    return await openSqliteStore(file);
  } catch (error) {
    if (error instanceof BusyError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingError(`The database ${file} cannot be opened: ${reason}.`);
  }
}

/** With new keys an old database would be useless: neither tokens nor PINs could be checked. */
async function refuseLostKeys(folder: string): Promise<void> {
  if (!(await exists(databaseFile(folder))) || (await exists(keyFile(folder)))) return;
  throw new SettingError(
    `${keyFile(folder)} is missing, without which the database beside it is of no use: restore it.`,
  );
}

function databaseFile(folder: string): string {
  return join(folder, 'neon.sqlite');
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Backups of a data folder: made beside a running service, and checked before they are relied on.
 * @module
 */
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { findMissingVersion } from '../domain/keys/key-list.js';
import { openKeyRing } from '../domain/keys/key-ring.js';
import { keyBinding } from '../domain/keys/keyed-values.js';
import { findKeyBinding } from '../store/key-bindings.js';
import { copyDatabase, openCopy } from '../store/sqlite/sqlite.js';
import { UnavailableError } from '../store/unavailable-error.js';
import { version } from '../version.js';
import {
  checkFiles,
  describeFile,
  listFiles,
  writeManifest,
  type FileEntry,
  type Manifest,
} from './backup-manifest.js';
import { databaseFile } from './database-file.js';
import type { DataPlace } from './database-place.js';
import { keyFile, readKeys } from './key-files.js';
import { OperationalError } from './operational-error.js';
import { makeDataFolder, replacePrivateFile, withoutOthers } from './private-file.js';

/** Name of the database in a backup. */
export const databaseName = 'neon.sqlite';

/** Name of the key file, in a backup or apart from it. */
export const keyName = 'keys.json';

const onServer =
  'The database is on a PostgreSQL: back it up with pg_dump, and copy keys.json to another place.';

/** What pages load, by version. */
export const copies = ['lib', 'kit'] as const;

/** Where a backup is. */
export interface BackupPlace {
  readonly folder: string;
  /** The folder that has the key file, by default the same. */
  readonly keys?: string | undefined;
}

/**
 * Makes a backup of a data folder, beside a running service. No key is replaced meanwhile, so that keys and database go
 * together.
 * @throws {OperationalError} when the database is on a server, when the place is not empty, or cannot be written; nothing of the backup stays then.
 */
export async function makeBackup(
  { folder: data, database }: DataPlace,
  { folder, keys = folder }: BackupPlace,
  now: number,
): Promise<Manifest> {
  if (database) throw new OperationalError(onServer);
  for (const one of new Set([folder, keys])) await makeEmpty(one);
  try {
    return await withoutOthers(keyFile(data), async () => {
      const record = await readKeys(data);
      copyDatabase(databaseFile(data), join(folder, databaseName));
      await replacePrivateFile(join(keys, keyName), JSON.stringify(record));
      const manifest: Manifest = {
        format: 1,
        iss: record.iss,
        at: now,
        program: version,
        keys: await describeFile(keys, keyName),
        files: [await describeFile(folder, databaseName), ...(await copyVersions(data, folder))],
      };
      await checkTogether(folder, keys, now);
      await writeManifest(folder, manifest);
      return manifest;
    });
  } catch (error) {
    for (const one of new Set([folder, keys])) await empty(one);
    throw error instanceof OperationalError ? error : cannotWrite(folder, error);
  }
}

/**
 * Checks that a backup is whole and unchanged, and that its keys and its database go together. Changes nothing.
 * @throws {OperationalError} when it is not to be relied on.
 */
export async function verifyBackup(
  { folder, keys = folder }: BackupPlace,
  now: number,
): Promise<Manifest> {
  const manifest = await checkFiles(resolve(folder), resolve(keys));
  await checkTogether(folder, keys, now);
  return manifest;
}

/**
 * Checks that the key file in a folder is that of the database of a backup.
 * @throws {OperationalError} when it is not, or lacks a version that the database needs.
 */
export async function checkTogether(folder: string, keys: string, now: number): Promise<void> {
  const ring = await openKeyRing(await readKeys(keys), now);
  const copy = openCopy(join(folder, databaseName));
  try {
    if ((await findKeyBinding(copy.read)) !== keyBinding(ring)) {
      throw new OperationalError(`The keys in ${keys} are not those of the database in ${folder}.`);
    }
    const missing = await findMissingVersion(copy.read, ring, now);
    if (!missing) return;
    const what = `version ${missing.version} of ${missing.name}`;
    throw new OperationalError(`The keys in ${keys} lack ${what}, which ${folder} needs.`);
  } finally {
    copy.close();
  }
}

async function copyVersions(data: string, folder: string): Promise<FileEntry[]> {
  const described: FileEntry[] = [];
  for (const kind of copies) {
    const files = await listFiles(join(data, kind)).catch(() => []);
    for (const file of files) {
      const path = `${kind}/${file}`;
      await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
      await copyFile(join(data, path), join(folder, path));
      described.push(await describeFile(folder, path));
    }
  }
  return described;
}

/** Makes a folder, unless something is in it. */
async function makeEmpty(folder: string): Promise<void> {
  await makeDataFolder(folder);
  if ((await readdir(folder)).length === 0) return;
  throw new OperationalError(`${folder} is not empty: give each backup a folder of its own.`);
}

/** Removes what is in a folder that this process has found empty. */
async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

function cannotWrite(folder: string, error: unknown): unknown {
  const isOutage = error instanceof UnavailableError;
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (!isOutage && code === undefined) return error;
  const reason = isOutage ? error.message : code;
  return new OperationalError(`The backup ${folder} cannot be written: ${reason}.`);
}

/**
 * Backups of a data folder: made beside a running service, and checked before they are relied on.
 * @module
 */
import { copyFile, mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { findMissingVersion } from '../../domain/keys/key-list.js';
import type { KeyRecord } from '../../domain/keys/key-record.js';
import { openKeyRing } from '../../domain/keys/key-ring.js';
import { keyBinding } from '../../domain/keys/keyed-values.js';
import { findKeyBinding } from '../../store/tables/key-bindings.js';
import { copyDatabase, openCopy } from '../../store/sqlite/sqlite.js';
import { UnavailableError } from '../../store/unavailable-error.js';
import { version } from '../../version.js';
import {
  checkFiles,
  describeFile,
  isPathOfBackup,
  listFiles,
  writeManifest,
  type FileEntry,
  type Manifest,
} from './backup-manifest.js';
import { databaseFile, databaseName } from '../data/database-file.js';
import { codeOf } from '../error-code.js';
import { keyFile, keyName, readKeys } from '../keys/key-files.js';
import { OperationalError } from '../operational-error.js';
import { makeDataFolder, replacePrivateFile } from '../data/private-file.js';

/** What pages load, by version. */
export const copies = ['lib', 'kit'] as const;

/** Where a backup is. */
export interface BackupPlace {
  readonly folder: string;
  /** The folder that has the key file, by default the same. */
  readonly keys?: string | undefined;
}

/**
 * Makes a backup of a data folder, beside a running service.
 * @throws {OperationalError} when keys are replaced again and again, the place is not empty, or cannot be written; nothing
 * of the backup stays then.
 */
export async function makeBackup(
  data: string,
  { folder, keys = folder }: BackupPlace,
  now: number,
): Promise<Manifest> {
  for (const one of new Set([folder, keys])) await makeEmpty(one);
  const undo: (() => Promise<void>)[] = [];
  try {
    await claim(folder, databaseName);
    undo.push(() => empty(folder));
    await claim(keys, keyName);
    undo.push(() => rm(join(keys, keyName), { force: true }));
    return await fill(data, { folder, keys }, now);
  } catch (error) {
    for (const step of undo) await step();
    throw error instanceof OperationalError ? error : cannotWrite(folder, error);
  }
}

async function fill(
  data: string,
  { folder, keys }: { readonly folder: string; readonly keys: string },
  now: number,
): Promise<Manifest> {
  const target = join(folder, databaseName);
  const record = await copyWithKeys(data, async () => {
    // An earlier copy may be in it. A file that is there keeps its mode.
    await truncate(target);
    copyDatabase(databaseFile(data), target);
  });
  await replacePrivateFile(join(keys, keyName), JSON.stringify(record));
  const manifest: Manifest = {
    format: 1,
    iss: record.iss,
    at: now,
    program: version,
    keys: await describeFile(keys, keyName),
    database: await describeFile(folder, databaseName),
    files: await copyVersions(data, folder),
  };
  await checkTogether(folder, keys, now);
  await writeManifest(folder, manifest);
  return manifest;
}

/** How often a copy is made at most, where keys are replaced meanwhile. */
const maxCopies = 3;

/**
 * Makes a copy of the database; resolves with the keys that were in the data folder before and after. Their file is not
 * locked: a key that was stolen has to be replaced however long a copy takes.
 * @param copy replaces what it has copied before.
 * @throws {OperationalError} when keys are replaced during each copy.
 */
export async function copyWithKeys(data: string, copy: () => Promise<void>): Promise<KeyRecord> {
  for (let count = 0; count < maxCopies; count++) {
    const record = await readKeys(data);
    await copy();
    if (isDeepStrictEqual(await readKeys(data), record)) return record;
  }
  throw new OperationalError(`${keyFile(data)} was changed during each copy: try again.`);
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
    for (const file of await listVersions(data, kind)) {
      const path = `${kind}/${file}`;
      if (!isPathOfBackup(path)) {
        const odd = join(data, path);
        throw new OperationalError(`${odd} has a name that no file of a backup has: take it away.`);
      }
      await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
      await copyFile(join(data, path), join(folder, path));
      described.push(await describeFile(folder, path));
    }
  }
  return described;
}

/** The files below a folder of versions; none where there is no such folder. */
async function listVersions(data: string, kind: string): Promise<readonly string[]> {
  try {
    return await listFiles(join(data, kind));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw new OperationalError(`${join(data, kind)} cannot be read: ${codeOf(error)}.`);
  }
}

/** Makes a folder, unless something is in it. */
async function makeEmpty(folder: string): Promise<void> {
  await makeDataFolder(folder);
  if ((await readdir(folder)).length) throw notEmpty(folder);
}

/** Makes an empty file that only its owner may read. Of two backups into one folder this ends the second. */
async function claim(folder: string, name: string): Promise<void> {
  try {
    await writeFile(join(folder, name), '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? notEmpty(folder) : error;
  }
}

function notEmpty(folder: string): OperationalError {
  return new OperationalError(`${folder} is not empty: give each backup a folder of its own.`);
}

/** Removes what is in a folder that belongs to a backup of this process. */
async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

function cannotWrite(folder: string, error: unknown): unknown {
  const isOutage = error instanceof UnavailableError;
  const code = codeOf(error);
  if (!isOutage && code === undefined) return error;
  const reason = isOutage ? error.message : code;
  return new OperationalError(`The backup ${folder} cannot be written: ${reason}.`);
}

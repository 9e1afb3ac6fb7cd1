/**
 * The manifest of a backup: which files belong to it, and their hashes. It is written last, so that a backup without it is
 * one that was cut off. Its hashes show accidents; whoever can write the backup can write them too.
 * @module
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { origin, time } from '../../../protocol/fields.js';
import {
  array,
  exactly,
  integer,
  MalformedError,
  oneOf,
  string,
  type ReadBy,
} from '../../../protocol/readers.js';
import { databaseName } from '../data/database-file.js';
import { keyName } from '../keys/key-files.js';
import { OperationalError } from '../operational-error.js';
import { readPrivateFile, replacePrivateFile } from '../data/private-file.js';

const name = 'manifest.json';

/** Maximum number of files: the drop-in and the kit of every version that has run. */
const maxFiles = 100_000;

/** Paths below the folder of a backup; no part begins with a dot. */
const pathPattern = /^[\w@-][\w@.+-]*(?:\/[\w@-][\w@.+-]*)*$/;
const longestPath = 512;

/** Tells whether a manifest may have this path. */
export function isPathOfBackup(path: string): boolean {
  return path.length <= longestPath && pathPattern.test(path);
}

const content = { bytes: integer(), sha256: string(/^[\da-f]{64}$/, 64) };

const readFileEntry = exactly({ path: string(pathPattern, longestPath), ...content });

const readManifest = exactly({
  format: oneOf(1),
  /** The service that was backed up. */
  iss: origin,
  /** When the copy of the database was begun, in milliseconds. */
  at: time,
  /** Version of the program that made the backup. */
  program: string(/^[\w.+-]+$/, 64),
  /** The key file, which may be kept elsewhere. */
  keys: exactly({ path: oneOf(keyName), ...content }),
  database: exactly({ path: oneOf(databaseName), ...content }),
  /** What pages load. */
  files: array(readFileEntry, maxFiles),
});

/** What a manifest says. */
export type Manifest = ReadBy<typeof readManifest>;

/** A file of a backup. */
export type FileEntry = ReadBy<typeof readFileEntry>;

/** Writes the manifest of a backup that is whole. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await replacePrivateFile(join(folder, name), `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * Reads the manifest of a backup, and checks all files against it.
 * @param keys the folder that has the key file.
 * @throws {OperationalError} when the backup was cut off or changed; the sentence names the file.
 */
export async function checkFiles(folder: string, keys: string): Promise<Manifest> {
  const manifest = await openManifest(folder);
  const files = [manifest.database, ...manifest.files];
  for (const file of files) await checkFile(folder, file);
  await checkFile(keys, manifest.keys);
  const known = new Set([name, ...files.map(({ path }) => path)]);
  known.add(relative(folder, join(keys, manifest.keys.path)));
  const other = (await listFiles(folder)).find((path) => !known.has(path));
  if (other !== undefined) {
    throw new OperationalError(
      `The backup ${folder} has the file ${other}, which is not in its manifest: take it away.`,
    );
  }
  return manifest;
}

async function openManifest(folder: string): Promise<Manifest> {
  const path = join(folder, name);
  const text = await readPrivateFile(path);
  if (text === undefined) {
    throw new OperationalError(
      `${folder} is no whole backup: it lacks ${name}, which is written last.`,
    );
  }
  try {
    return readManifest(JSON.parse(text), '$');
  } catch (error) {
    const place = error instanceof MalformedError ? ` at ${error.path}` : '';
    throw new OperationalError(`${path} is no manifest of a backup${place}: use another backup.`);
  }
}

async function checkFile(folder: string, expected: FileEntry): Promise<void> {
  const path = join(folder, expected.path);
  const entry = await lstat(path).catch(() => undefined);
  if (!entry) throw new OperationalError(`The backup lacks ${path}: use another backup.`);
  const isSame =
    entry.isFile() && entry.size === expected.bytes && (await hashOf(path)) === expected.sha256;
  if (isSame) return;
  throw new OperationalError(`${path} was cut off or changed: use another backup.`);
}

/** Makes sure that a file is on the disk, and describes it. */
export async function describeFile<const P extends string>(
  folder: string,
  path: P,
): Promise<FileEntry & { readonly path: P }> {
  const file = await open(join(folder, path), 'r+');
  try {
    await file.sync();
    const { size } = await file.stat();
    return { path, bytes: size, sha256: await hashOf(join(folder, path)) };
  } finally {
    await file.close();
  }
}

/** The files below a folder, in the order of their paths; links are none. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const paths = entries.map(async (entry) => {
    if (!entry.isDirectory()) return entry.isFile() ? [entry.name] : [];
    const below = await listFiles(join(folder, entry.name));
    return below.map((path) => `${entry.name}/${path}`);
  });
  return (await Promise.all(paths)).flat().sort();
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

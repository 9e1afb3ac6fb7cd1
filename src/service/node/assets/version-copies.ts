/**
 * Copies of what pages load by version, one folder for each version that has run on a data folder. Pages name a version
 * and the hash of its content, so an update of the service must not remove that version.
 * @module
 */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Log } from '../../service-context.js';
import { makeDataFolder, replacePrivateFile } from '../data/private-file.js';
import { SettingError } from '../setting-error.js';

/** What is copied: the drop-in (`lib`), or the kit. Names the folder of the copies and the events of the log. */
export type CopyKind = 'lib' | 'kit';

/** The files of one version, by their path in its folder. */
export type VersionFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** Maximum length of a file, in bytes. */
const longest = 4_194_304;

/** Semantic versions. */
const versionName =
  /^\d{1,5}\.\d{1,5}\.\d{1,5}(?:-[0-9A-Za-z]{1,16}(?:\.[0-9A-Za-z]{1,16}){0,3})?$/;

/**
 * Keeps copies in the data folder, written in the order of the files. The service runs without them, so problems are only
 * logged: `lib.replaced` or `kit.replaced` when a copy had different content, `lib.not-kept` or `kit.not-kept` when no
 * copy could be made.
 */
export async function keepVersion(
  data: string,
  kind: CopyKind,
  version: string,
  files: VersionFiles,
  log: Log,
): Promise<void> {
  const folder = join(data, kind, version);
  try {
    // One folder after the other, so that nothing is made behind a link.
    for (const one of [join(data, kind), folder]) await makePlainFolder(one);
    let replaced = false;
    for (const [name, bytes] of files) {
      const path = join(folder, name);
      if (dirname(path) !== folder) await makePlainFolder(dirname(path));
      const before = await readPlain(path);
      if (before && Buffer.compare(before, bytes) === 0) continue;
      await replacePrivateFile(path, bytes);
      replaced ||= before !== undefined;
    }
    if (replaced) log('warn', `${kind}.replaced`, { version });
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    log('error', `${kind}.not-kept`, { version, message: error.message });
  }
}

/**
 * Reads every copy with `read`, which gets the folder of a version and resolves with undefined when that is no copy.
 * Anything else is ignored and logged as `lib.ignored` or `kit.ignored`: names that are not versions, and links.
 */
export async function keptVersions<T>(
  data: string,
  kind: CopyKind,
  read: (folder: string) => Promise<T | undefined>,
  log: Log,
): Promise<ReadonlyMap<string, T>> {
  const versions = new Map<string, T>();
  const folder = join(data, kind);
  const names = (await isPlainFolder(folder)) ? await readdir(folder).catch(() => []) : [];
  for (const name of names) {
    const isVersion = versionName.test(name) && (await isPlainFolder(join(folder, name)));
    const copy = isVersion ? await read(join(folder, name)) : undefined;
    if (copy) versions.set(name, copy);
    else log('warn', `${kind}.ignored`, { name });
  }
  return versions;
}

/** Reads a file that is neither a link nor too long. */
export async function readPlain(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const entry = await lstat(path).catch(() => undefined);
  if (!entry?.isFile() || entry.size > longest) return undefined;
  return readFile(path).then(
    (bytes) => new Uint8Array(bytes),
    () => undefined,
  );
}

/** Whether there is a folder that is no link. */
export async function isPlainFolder(path: string): Promise<boolean> {
  const entry = await lstat(path).catch(() => undefined);
  return entry?.isDirectory() === true;
}

async function makePlainFolder(path: string): Promise<void> {
  await makeDataFolder(path);
  if (!(await isPlainFolder(path))) throw new SettingError(`${path} is not a folder.`);
}

/**
 * Copies of the drop-in, one for each version that has run on a data folder. Pages name a version and the hash of its
 * content, so an update of the service must not remove that version.
 * @module
 */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../service-context.js';
import { libFile } from '../public-files/assets.js';
import { makeDataFolder, replacePrivateFile } from './private-file.js';
import { SettingError } from './setting-error.js';

/** Maximum length of a copy, in bytes. */
const longest = 1_048_576;

/** Semantic versions. */
const versionName =
  /^\d{1,5}\.\d{1,5}\.\d{1,5}(?:-[0-9A-Za-z]{1,16}(?:\.[0-9A-Za-z]{1,16}){0,3})?$/;

/**
 * Keeps a copy in the data folder. The service runs without it, so problems are only logged: `lib.replaced` when the
 * copy had different content, `lib.not-kept` when no copy could be made.
 */
export async function keepVersion(
  data: string,
  version: string,
  bytes: Uint8Array,
  log: Log,
): Promise<void> {
  const folder = join(data, 'lib', version);
  try {
    // One folder after the other, so that nothing is made behind a link.
    for (const one of [join(data, 'lib'), folder]) await makePlainFolder(one);
    const before = await readPlain(join(folder, libFile));
    if (before && Buffer.compare(before, bytes) === 0) return;
    await replacePrivateFile(join(folder, libFile), bytes);
    if (before) log('warn', 'lib.replaced', { version });
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    log('error', 'lib.not-kept', { version, message: error.message });
  }
}

/**
 * Reads every copy. Anything else is ignored and logged as `lib.ignored`: names that are not versions, links, and files
 * that are missing or too long.
 */
export async function keptVersions(
  data: string,
  log: Log,
): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const versions = new Map<string, Uint8Array<ArrayBuffer>>();
  const folder = join(data, 'lib');
  const names = (await isFolder(folder)) ? await readdir(folder).catch(() => []) : [];
  for (const name of names) {
    const isVersion = versionName.test(name) && (await isFolder(join(folder, name)));
    const bytes = isVersion ? await readPlain(join(folder, name, libFile)) : undefined;
    if (bytes) versions.set(name, bytes);
    else log('warn', 'lib.ignored', { name });
  }
  return versions;
}

/** Reads a file that is neither a link nor too long. */
async function readPlain(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const entry = await lstat(path).catch(() => undefined);
  if (!entry?.isFile() || entry.size > longest) return undefined;
  return readFile(path).then(
    (bytes) => new Uint8Array(bytes),
    () => undefined,
  );
}

async function isFolder(path: string): Promise<boolean> {
  const entry = await lstat(path).catch(() => undefined);
  return entry?.isDirectory() === true;
}

async function makePlainFolder(path: string): Promise<void> {
  await makeDataFolder(path);
  if (!(await isFolder(path))) throw new SettingError(`${path} is not a folder.`);
}

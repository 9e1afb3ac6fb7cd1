/**
 * The files that browsers load, read from the folder that the build puts them in.
 * @module
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../service-context.js';
import {
  currentVersion,
  frameEntry,
  kitList,
  libFile,
  type Asset,
  type Assets,
  type FrameAssets,
} from '../../public-files/assets.js';
import { version } from '../../version.js';
import { isInMemory } from '../data/data-folder.js';
import { codeOf } from '../error-code.js';
import { readKit } from './kit-files.js';
import type { Settings } from '../process-settings.js';
import { keepVersion, keptVersions, readPlain, type VersionFiles } from './version-copies.js';

/** `dist/` of this program: the folder of its bundle or, when it runs unbundled, the folder beside `build/`. */
function ownFolder(): string {
  const here = import.meta.dirname;
  const isUnbundled = here.endsWith(join('build', 'src', 'service', 'node', 'assets'));
  return isUnbundled ? join(here, '../../../../../dist') : here;
}

/**
 * Reads the files that exist. The service does not offer missing ones; unreadable ones are also logged as
 * `file.unreadable`, and a kit that is not as listed as `kit.ignored`. Keeps a copy of this version's drop-in and kit in
 * the data folder, and reads the copies of earlier versions from there.
 */
export async function readAssets(
  { publicFiles = ownFolder(), data }: Settings,
  log: Log,
): Promise<Assets> {
  const kept = isInMemory(data) ? undefined : data;
  return {
    lib: await readDropIns(publicFiles, kept, log),
    frame: await readFrame(join(publicFiles, 'frame'), log),
    kit: await readKits(publicFiles, kept, log),
  };
}

/** @param data the data folder, if there is one. */
async function readDropIns(
  publicFiles: string,
  data: string | undefined,
  log: Log,
): Promise<Assets['lib']> {
  const lib = new Map<string, Asset>();
  const own = await readOptional(join(publicFiles, 'lib', libFile), log);
  if (data !== undefined) {
    if (own) await keepVersion(data, 'lib', version, new Map([[libFile, own]]), log);
    const read = (folder: string) => readPlain(join(folder, libFile));
    for (const [kept, bytes] of await keptVersions(data, 'lib', read, log))
      lib.set(kept, toAsset(bytes));
  }
  if (own) {
    // Not the copy in the data folder, which must not replace what the program ships.
    const asset = toAsset(own);
    for (const name of [version, currentVersion]) lib.set(name, asset);
  }
  return lib;
}

/** @param data the data folder, if there is one. */
async function readKits(
  publicFiles: string,
  data: string | undefined,
  log: Log,
): Promise<Assets['kit']> {
  const kits = new Map<string, ReadonlyMap<string, Asset>>();
  const own = await readKit(publicFiles);
  if (!own && (await readPlain(join(publicFiles, kitList))))
    log('error', 'kit.ignored', { name: publicFiles });
  if (data !== undefined) {
    if (own) await keepVersion(data, 'kit', version, own, log);
    for (const [kept, files] of await keptVersions(data, 'kit', readKit, log))
      kits.set(kept, toAssets(files));
  }
  if (own) kits.set(version, toAssets(own));
  return kits;
}

function toAssets(files: VersionFiles): ReadonlyMap<string, Asset> {
  return new Map(Array.from(files, ([name, bytes]) => [name, toAsset(bytes)]));
}

async function readFrame(folder: string, log: Log): Promise<FrameAssets | undefined> {
  const files = new Map<string, Asset>();
  const hash = createHash('sha256');
  const names = (await unlessMissing(folder, (path) => readdir(path), log)) ?? [];
  for (const name of names.filter((one) => /^[\w.-]+\.js$/.test(one)).sort()) {
    const bytes = await readOptional(join(folder, name), log);
    if (!bytes) continue;
    const asset = toAsset(bytes);
    files.set(name, asset);
    hash.update(`${name} ${asset.sha256}\n`);
  }
  return files.has(frameEntry) ? { hash: hash.digest('hex'), files } : undefined;
}

function toAsset(bytes: Uint8Array<ArrayBuffer>): Asset {
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function readOptional(path: string, log: Log): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return unlessMissing(path, async () => new Uint8Array(await readFile(path)), log);
}

async function unlessMissing<T>(
  path: string,
  read: (path: string) => Promise<T>,
  log: Log,
): Promise<T | undefined> {
  try {
    return await read(path);
  } catch (error) {
    const reason = codeOf(error) ?? 'unknown';
    if (reason !== 'ENOENT') log('error', 'file.unreadable', { path, reason });
    return undefined;
  }
}

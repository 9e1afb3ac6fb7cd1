/**
 * Files with secrets: readable only by their owner, and written completely or not at all.
 * @module
 */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf } from '../error-code.js';
import { takeFileLock } from './file-lock.js';
import { OperationalError } from '../operational-error.js';
import { SettingError } from '../setting-error.js';

/** Makes the data folder if it does not exist. Only its owner may read it. */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    await makeFolders(folder);
  } catch (error) {
    throw new SettingError(`The data folder ${folder} cannot be made: ${reason(error)}.`);
  }
}

/** Node's own `recursive` never ends where a parent exists in which nothing can be made, such as `/proc`. */
async function makeFolders(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const parent = dirname(folder);
    if (reason(error) === 'ENOENT' && parent !== folder) {
      await makeFolders(parent);
      await mkdir(folder, { mode: 0o700 });
    } else if (!(await isFolder(folder))) {
      throw error;
    }
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

/**
 * Reads a file; undefined when there is none.
 * @throws {SettingError} when others may read it, or when it cannot be read.
 */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  try {
    const mode = process.getuid && modeToSet(await stat(path), process.getuid());
    if (mode) {
      throw new SettingError(
        `${path} holds keys and others may read it: run "chmod ${mode} ${path}".`,
      );
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof SettingError) throw error;
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new SettingError(`${path} cannot be read: ${reason(error)}.`);
  }
}

/**
 * The mode that a file needs; undefined if nobody has a right to it that should not. The group may read a file of the
 * superuser: it is how a service that runs as somebody else is given a key, on Debian and in Kubernetes.
 *
 * @param user who runs the service.
 */
export function modeToSet(
  { uid, mode }: { readonly uid: number; readonly mode: number },
  user: number,
): string | undefined {
  const isHandedDown = uid === 0 && user !== 0;
  const isPrivate = (mode & (isHandedDown ? 0o037 : 0o077)) === 0;
  return isPrivate ? undefined : isHandedDown ? '640' : '600';
}

/** Writes a new file. Of two processes that do this at once one fails. */
export async function createPrivateFile(path: string, text: string): Promise<void> {
  const draft = await writeDraft(path, text);
  try {
    await link(draft, path);
    await syncFolder(path);
  } catch (error) {
    throw new SettingError(`${path} cannot be written: ${reason(error)}.`);
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Replaces a file. After a crash there is either the old or the new one.
 * @throws {SettingError} when it cannot be written.
 */
export async function replacePrivateFile(path: string, text: string | Uint8Array): Promise<void> {
  const draft = await writeDraft(path, text);
  try {
    await rename(draft, path);
    await syncFolder(path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new SettingError(`${path} cannot be written: ${reason(error)}.`);
  }
}

/**
 * Runs work that reads and replaces a file under a lock: otherwise two processes could undo each other's changes.
 * @throws {OperationalError} when another process holds the lock.
 */
export async function withoutOthers<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = takeFileLock(`${path}.lock`);
  if (!lock) throw new OperationalError(`Another process changes ${path}: try again.`);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Time after which whoever wrote a draft is gone, in milliseconds: it is there for an instant. */
const longestDraft = 60_000;

/** Removes what processes that were killed have left of new versions of these files; resolves with how many. */
export async function removeDrafts(folder: string, files: readonly string[]): Promise<number> {
  const names = await readdir(folder);
  const drafts = names.filter((name) => files.some((file) => isDraft(name, basename(file))));
  let removed = 0;
  for (const name of drafts) {
    const draft = join(folder, name);
    const written = await stat(draft).catch(() => undefined);
    if (!written || Date.now() - written.mtimeMs < longestDraft) continue;
    await rm(draft, { force: true });
    removed++;
  }
  return removed;
}

function isDraft(name: string, of: string): boolean {
  return (
    name.startsWith(`${of}.`) &&
    /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(name.slice(of.length + 1))
  );
}

/** Writes a file beside `path`; nothing of it stays when that fails. */
async function writeDraft(path: string, text: string | Uint8Array): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(draft, { force: true });
    throw new SettingError(`${path} cannot be written: ${reason(error)}.`);
  }
  return draft;
}

/** Makes sure that the name of a file is on the disk. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders.
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function reason(error: unknown): string {
  return codeOf(error) ?? 'unknown reason';
}

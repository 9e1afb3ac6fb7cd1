/**
 * The file of the administrator's key in a data folder. It counts unless the service is given another key.
 * @module
 */
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../service-context.js';
import { makeAdminKey } from './admin-key.js';
import { OperationalError } from '../operational-error.js';
import { createPrivateFile, readPrivateFile, replacePrivateFile } from '../data/private-file.js';
import { SettingError } from '../setting-error.js';

/** The file of a generated admin key in a data folder. */
export function adminKeyFile(folder: string): string {
  return join(folder, 'admin-key');
}

/**
 * Loads the admin key of a data folder. Generates it at the first start.
 * @throws {SettingError} when the file is readable by others, or holds no key.
 */
export async function openAdminKey(folder: string): Promise<string> {
  const path = adminKeyFile(folder);
  const kept = await readAdminKey(path);
  if (kept !== undefined) return kept;
  const key = makeAdminKey();
  await createPrivateFile(path, `${key}\n`);
  return key;
}

/**
 * Puts aside the file of the admin key, which does not count while the service is given another key: a command that
 * replaced the one in the file would change nothing.
 */
export async function setAdminKeyAside(folder: string): Promise<void> {
  const path = adminKeyFile(folder);
  if ((await readPrivateFile(path)) !== undefined) await rename(path, `${path}.unused`);
}

/**
 * Replaces the admin key; the old one counts until a running service takes notice.
 * @returns the file that has it.
 * @throws {OperationalError} when there is no such file: the service is given its key in another way, or it was removed.
 */
export async function replaceAdminKey(folder: string): Promise<string> {
  const path = adminKeyFile(folder);
  if ((await readPrivateFile(path)) === undefined) {
    throw new OperationalError(
      `There is no ${path}. Where NEON_ADMIN_KEY is set, replace the key there; otherwise the file was removed, and the next start makes a new one.`,
    );
  }
  await replacePrivateFile(path, `${makeAdminKey()}\n`);
  return path;
}

/** The admin key that counts in a running service. */
export class CurrentAdminKey {
  readonly #file: string | undefined;
  #key: string;

  /** @param file that holds it; undefined when the service is given it in another way. */
  constructor(key: string, file: string | undefined) {
    this.#key = key;
    this.#file = file;
  }

  get value(): string {
    return this.#key;
  }

  /**
   * Takes over a key that was replaced in the file. Where the file is away, the present one goes on to count.
   * @throws {SettingError} when the file is readable by others, or holds no key.
   */
  async refresh(log: Log): Promise<void> {
    const adminKeyFile = this.#file;
    if (adminKeyFile === undefined) return;
    const found = await readAdminKey(adminKeyFile);
    if (found === undefined) return log('warn', 'admin-key.missing', { adminKeyFile });
    if (found !== this.#key) log('info', 'admin-key.replaced', { adminKeyFile });
    this.#key = found;
  }
}

async function readAdminKey(path: string): Promise<string | undefined> {
  const kept = (await readPrivateFile(path))?.trim();
  if (kept === undefined || /^[\w-]{43}$/.test(kept)) return kept;
  throw new SettingError(`${path} does not hold an admin key: remove it to get a new one.`);
}

/**
 * Locks on files that the operating system ends with their process, however that dies. Node has none itself, so SQLite
 * takes them: it locks an empty database.
 * @module
 */
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { primaryCode } from '../../store/sqlite/sqlite-dialect.js';
import { codeOf } from '../error-code.js';
import { SettingError } from '../setting-error.js';

/** A lock that this process holds. */
export interface FileLock {
  release(): void;
}

/** SQLITE_BUSY. */
const held = 5;

/**
 * Takes the lock of a file, which is made if there is none; undefined when another holder has it.
 *
 * The file stays when the lock is released: a process that removed it could remove the lock of another one.
 * @throws {SettingError} when it cannot be made.
 */
export function takeFileLock(path: string): FileLock | undefined {
  try {
    // SQLite would not say why.
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    const code = codeOf(error) ?? 'unknown reason';
    throw new SettingError(`${path} cannot be made: ${code}.`);
  }
  const database = new DatabaseSync(path);
  try {
    // No journal beside the file: nothing is ever written.
    database.exec('pragma journal_mode = memory');
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (primaryCode(error) === held) return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingError(`${path} cannot be locked: ${reason}.`);
  }
  return { release: () => database.close() };
}

/**
 * The lock of the data folder, which one service at a time holds. When its file is removed or replaced, the holder makes it
 * anew at once; while another process has locked the new file, it writes nothing.
 * @module
 */
import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { inodeOf } from '../../store/sqlite/sqlite.js';
import { UnavailableError } from '../../store/unavailable-error.js';
import { takeFileLock, type FileLock } from './file-lock.js';

/** The lock of a data folder that this process holds. */
export class FolderLock {
  readonly #path: string;
  #lock: FileLock;
  #inode: string | undefined;
  #watcher: FSWatcher | undefined;

  private constructor(path: string, lock: FileLock) {
    this.#path = path;
    this.#lock = lock;
    this.#inode = inodeOf(path);
    this.#watch();
  }

  /**
   * Takes the lock; undefined when another service has it.
   * @throws {SettingError} when the file cannot be made.
   */
  static take(folder: string): FolderLock | undefined {
    const path = join(folder, 'service.lock');
    const lock = takeFileLock(path);
    return lock && new FolderLock(path, lock);
  }

  /**
   * Makes sure that the lock is held, with its file made anew if it was removed.
   * @throws {UnavailableError} when another process has locked a file in its place, or none can be made.
   */
  check(): void {
    if (inodeOf(this.#path) === this.#inode) return;
    const lock = this.#takeAgain();
    this.#lock.release();
    this.#lock = lock;
    this.#inode = inodeOf(this.#path);
    this.#watch();
  }

  release(): void {
    this.#watcher?.close();
    this.#lock.release();
  }

  #takeAgain(): FileLock {
    let lock: FileLock | undefined;
    try {
      lock = takeFileLock(this.#path);
    } catch (error) {
      throw new UnavailableError(`${this.#path} was removed, and cannot be made anew`, error);
    }
    if (lock) return lock;
    throw new UnavailableError(`${this.#path} was replaced, and another service has locked it`);
  }

  /** Notices at once that the file is removed. Where nothing can be watched, the next transaction notices it. */
  #watch(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    try {
      this.#watcher = watch(this.#path, { persistent: false }, () => this.#notice());
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      // The system may watch no more files.
    }
  }

  #notice(): void {
    try {
      this.check();
    } catch {
      // Each transaction fails for the same reason, and says it.
    }
  }
}

/**
 * The database of a data folder: a SQLite file.
 * @module
 */
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BusyError } from '../../store/busy-error.js';
import { databaseContent, openSqliteStore } from '../../store/sqlite/sqlite.js';
import { UnavailableError } from '../../store/unavailable-error.js';
import { UpdateError } from '../../store/update-error.js';
import type { UnopenedDatabase } from './database-place.js';
import { OperationalError } from '../operational-error.js';
import { SettingError } from '../setting-error.js';

/** Name of the database in a data folder, and in a backup. */
export const databaseName = 'neon.sqlite';

/** The file of the database in a data folder. */
export function databaseFile(folder: string): string {
  return join(folder, databaseName);
}

/** The database in the file of a folder. */
export function fileDatabase(folder: string): UnopenedDatabase {
  const file = databaseFile(folder);
  return {
    title: `The database ${file}`,
    besideKeys: 'the database beside it',
    emptySentence: (keys) =>
      `${file} is missing or empty, although ${keys} beside it belongs to data`,
    occupiedSentence: `${file} is not empty: move it away first.`,
    content: async () => {
      try {
        return databaseContent(file);
      } catch (error) {
        throw cannotOpen(file, error);
      }
    },
    open: async (check) => {
      try {
        return await openSqliteStore(file, check);
      } catch (error) {
        throw error instanceof BusyError ? error : cannotOpen(file, error);
      }
    },
  };
}

function cannotOpen(file: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof UpdateError) return cannotUpdate(file, reason);
  const sentence = `The database ${file} cannot be opened: ${reason}.`;
  return error instanceof UnavailableError
    ? new OperationalError(sentence)
    : new SettingError(sentence);
}

/** How much room the update of a database needs in each of two folders, as a multiple of its size. It gets indexes. */
const roomToUpdate = 1.25;

/** SQLite writes the database anew into a temporary file, and from there into the write-ahead log beside the old one. */
function cannotUpdate(file: string, reason: string): OperationalError {
  const megabytes = Math.ceil((statSync(file).size * roomToUpdate) / 1e6);
  return new OperationalError(
    `The database ${file} is of an earlier version and cannot be updated: ${reason}. That needs ${megabytes} MB of free room in ${dirname(file)}, and as much in the folder for temporary files (TMPDIR, by default /var/tmp). Nothing is lost: the next start goes on.`,
  );
}

/**
 * Where the database of a service is, as the data folder sees it.
 * @module
 */
import type { PostgresAddress } from '../../store/postgres/postgres-store.js';
import type { DatabaseContent } from '../../store/database-content.js';
import type { Store } from '../../store/store.js';

/** Where the data of a service are. */
export interface DataPlace {
  /** Folder of the keys. */
  readonly folder: string;
  /** Where the database is, when it is not in the folder. */
  readonly database?: PostgresAddress | undefined;
}

/** A database that may not be open yet, and parts of sentences about it. */
export interface UnopenedDatabase {
  /** Begins a sentence about it. */
  readonly title: string;
  /** Names it in a sentence about the file of its keys. */
  readonly besideKeys: string;
  /** Begins the sentence that it is empty, although its keys are there. */
  readonly emptySentence: (keyFile: string) => string;
  /** The sentence that refuses to make a database in its place. */
  readonly occupiedSentence: string;

  /**
   * Looks into it, and changes nothing.
   * @throws {SettingError}
   * @throws {OperationalError}
   * @throws {BusyError}
   */
  content(): Promise<DatabaseContent>;

  /**
   * Opens it, and brings its tables up to date.
   *
   * @param check runs before each transaction; an {@link UnavailableError} that it throws prevents it. A file only.
   * @throws {SettingError}
   * @throws {OperationalError}
   * @throws {BusyError}
   */
  open(check?: () => void): Promise<Store>;
}

/**
 * The database of one alias.
 * @module
 */
import type { DBSchema } from 'idb';
import type { PinnedKey, TokenRecord } from '../client/context.js';

/** Version of the schema. */
export const schemaVersion = 1;

/** Object stores of the database. */
export interface TokenDatabase extends DBSchema {
  /** Enrolments. */
  tok: { key: string; value: TokenRecord };
  /** The pinned service key, under `service`. */
  meta: { key: string; value: PinnedKey };
}

/** Name of the database, and of the channel on which tabs tell each other about changes. */
export function databaseName(als: string): string {
  return `btt1.${als}`;
}

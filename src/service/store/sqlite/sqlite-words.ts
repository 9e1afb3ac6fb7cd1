/**
 * How SQLite spells what migrations leave open.
 * @module
 */
import type { SqlWords } from '../migration/sql-words.js';

/** The words of SQLite. */
export const sqliteWords: SqlWords = {
  $counter: 'integer primary key autoincrement',
  $bytes: 'blob',
  $jti: `json_extract(detail, '$.jti')`,
};

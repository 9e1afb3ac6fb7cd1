/**
 * Databases as the first version of the service wrote them.
 */
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { migrate } from '../../../../src/service/store/migration/migration.js';
import type { Database } from '../../../../src/service/store/schema/schema.js';
import { sqliteDialect } from '../../../../src/service/store/sqlite/sqlite-dialect.js';
import { sqliteWords } from '../../../../src/service/store/sqlite/sqlite-words.js';

/** A service, as a row. */
export const bank = `insert into service values ('bank', 'Bank', 'open', 'pin', 6, 12, 5, 50, 100000, 'allowed', 1, 0, 5, 8, 20000, 90, 1)`;

/** A user of it, as a row. */
export function userOfBank(login: string): string {
  return `insert into app_user values ('${login}', 'bank', '${login}', '${login}', 'active', null, 'v', 's', 'us', 100000, 1, 0, 0, 1)`;
}

/** Writes a database of the first version, with what the statements insert. */
export async function writeFirstVersion(
  file: string,
  statements: readonly string[],
): Promise<void> {
  const database = new DatabaseSync(file);
  const db = new Kysely<Database>({ dialect: sqliteDialect(database) });
  await migrate(db, sqliteWords, 1);
  for (const statement of ['begin', ...statements, 'commit']) database.exec(statement);
  database.close();
}

/**
 * SQLite in WebAssembly as a connection of the store.
 * @module
 */
import type { PreparedStatement, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type {
  SqliteConnection,
  SqliteStatement,
  SqliteValue,
} from '../store/sqlite/sqlite-dialect.js';

/** Opens a database in memory. It ends with the connection, or with its worker. */
export function wasmConnection({ oo1, capi }: Sqlite3Static): SqliteConnection {
  const database = new oo1.DB(':memory:', 'c');
  const statements = new Map<string, SqliteStatement>();
  const outcome = () => ({
    changes: Number(database.changes()),
    lastInsertRowid: capi.sqlite3_last_insert_rowid(database),
  });
  return {
    exec: (sql) => void database.exec(sql),
    // Memory of statements is not garbage-collected. There are few different queries, and closing frees all statements.
    prepare(sql) {
      const statement = statements.get(sql) ?? reusable(database.prepare(sql), outcome);
      statements.set(sql, statement);
      return statement;
    },
    close: () => database.close(),
  };
}

function reusable(
  statement: PreparedStatement,
  outcome: () => ReturnType<SqliteStatement['run']>,
): SqliteStatement {
  const run = (parameters: SqliteValue[], eachRow?: () => void) => {
    try {
      // The service stores only text, numbers and null.
      if (parameters.length) statement.bind(parameters as (string | number | null)[]);
      while (statement.step()) eachRow?.();
    } finally {
      statement.reset(true);
    }
  };
  return {
    columns: () => (statement.columnCount ? statement.getColumnNames() : []),
    all(...parameters) {
      const rows: unknown[] = [];
      run(parameters, () => rows.push(statement.get({})));
      return rows;
    },
    run(...parameters) {
      run(parameters);
      return outcome();
    },
  };
}

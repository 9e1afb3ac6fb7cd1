/**
 * A database on a PostgreSQL server.
 * @module
 */
import { BusyError } from '../../store/busy-error.js';
import { isRefusedLogin } from '../../store/postgres/postgres-errors.js';
import {
  openPostgresStore,
  postgresContent,
  type PostgresAddress,
} from '../../store/postgres/postgres-store.js';
import { UnavailableError } from '../../store/unavailable-error.js';
import type { UnopenedDatabase } from './database-place.js';
import { OperationalError } from '../operational-error.js';
import { SettingError } from '../setting-error.js';

/** The database at an address. No sentence about it has the password; the server's own may name the user. */
export function serverDatabase(address: PostgresAddress): UnopenedDatabase {
  const { database, host, port } = address;
  const name = `database "${database}" on ${host}, port ${port}`;
  return {
    title: `The ${name},`,
    besideKeys: `the ${name}`,
    emptySentence: (keys) => `The ${name}, is empty, although ${keys} belongs to data`,
    occupiedSentence: `The ${name}, is not empty: name another one.`,
    content: () => opening(name, () => postgresContent(address)),
    open: () => opening(name, () => openPostgresStore(address)),
  };
}

async function opening<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BusyError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const sentence = `The ${name}, cannot be opened: ${reason}.`;
    const mayPass = error instanceof UnavailableError && !isRefusedLogin(error.cause);
    throw mayPass ? new OperationalError(sentence) : new SettingError(sentence);
  }
}

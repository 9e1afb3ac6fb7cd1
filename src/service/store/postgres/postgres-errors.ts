/**
 * What the errors of PostgreSQL and of the connection to it mean for the service.
 * @module
 */
import { BusyError } from '../busy-error.js';
import { UnavailableError } from '../unavailable-error.js';
import { UnknownOutcomeError } from '../unknown-outcome-error.js';

/** Serialization failure, deadlock, and a row that somebody else has inserted meanwhile. */
const repeatable: ReadonlySet<string> = new Set(['40001', '40P01', '23505']);

/** A lock or statement took too long, or there are too many connections. */
const busy: ReadonlySet<string> = new Set(['55P03', '57014', '53300']);

/**
 * No fault of the statement: the connection (08), the login (28), resources (53), an operator (57), the system (58),
 * damaged files (XX001, XX002), a standby or a database that is only read (25006), a transaction that was idle for too
 * long (25P03, 25P04), a missing database (3D000), missing rights (42501).
 */
const outages = /^(?:08...|28...|53...|57P0.|57000|58...|XX00[12]|25006|25P03|25P04|3D000|42501)$/;

/** The SQLSTATE of an error; undefined when the server has not sent it. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('severity' in error) || !('code' in error)) return undefined;
  return String(error.code);
}

/** Tells whether a transaction that failed may succeed when it is run again. */
export function isRepeatable(error: unknown): boolean {
  return repeatable.has(sqlState(error) ?? '');
}

/** Tells whether the server has refused a user, a password or the name of a database. */
export function isRefusedLogin(error: unknown): boolean {
  return /^(?:28...|3D000)$/.test(sqlState(error) ?? '');
}

/** Tells whether a connection is of no use after an error: the server has closed it, or does not answer. */
export function endsConnection(error: unknown): boolean {
  const state = sqlState(error);
  return state === undefined || /^(?:08|57P0|25P0[34])/.test(state);
}

/**
 * The error of the store that an error of a statement means; the same error when it is the statement's own fault. Every
 * failure of the connection itself is an outage.
 */
export function storeError(error: unknown): unknown {
  const state = sqlState(error);
  const message = messageOf(error);
  if (state === undefined) return new UnavailableError(message, error);
  if (busy.has(state)) return new BusyError(error);
  return outages.test(state)
    ? new UnavailableError(`${message} (PostgreSQL ${state})`, error)
    : error;
}

/** Several addresses of a host that all refuse give an error without a message. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return messageOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}

/** The error of the store that an error of a commit means. An error that the server sent has rolled it back. */
export function commitError(error: unknown): unknown {
  return endsConnection(error) ? new UnknownOutcomeError(error) : storeError(error);
}

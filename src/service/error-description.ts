/**
 * Unexpected errors as fields of the log.
 * @module
 */
import { UnavailableError } from './store/unavailable-error.js';

/**
 * Describes an error without its message, which may quote a request. Only messages of the database are safe: they
 * quote no value. `code` is the SQLSTATE of PostgreSQL, or that of Node.js.
 */
export function describeError(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { name: 'unknown' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    at: frames
      .slice(0, 6)
      .map((line) => line.trim())
      .join(' | '),
    ...(isOfDatabase(error) ? { message: error.message } : {}),
  };
}

function isOfDatabase(error: Error): boolean {
  return error instanceof UnavailableError || 'errcode' in error;
}

/**
 * Unexpected errors as fields of the log.
 * @module
 */
import { UnavailableError } from './store/unavailable-error.js';

/**
 * Describes an error without its message, which may quote a request. Only messages of the database are safe: they
 * quote no value.
 */
export function describeError(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { name: 'unknown' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
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
